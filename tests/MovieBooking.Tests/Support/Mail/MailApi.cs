using Microsoft.Extensions.DependencyInjection;
using MovieBooking.Api.Messages;
using MovieBooking.Load.Staging;

namespace MovieBooking.Tests.Support;

/// <summary>An API that sends mails, and the server that gets them.</summary>
public sealed class MailApi : IAsyncLifetime
{
    public const string Site = MailServer.Site;

    public MailServer Server { get; } = new();

    public TestApi Api { get; }

    public MailApi() => Api = SendTo(new TestApi { WithPeriodicWork = true }, Server);

    public async Task InitializeAsync()
    {
        Server.Start();
        await Api.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await ((IAsyncLifetime)Api).DisposeAsync();
        await Server.DisposeAsync();
    }

    public static TestApi SendTo(TestApi api, MailServer server)
    {
        foreach (var (name, value) in server.Settings)
        {
            api.Settings[name] = value;
        }

        return api;
    }

    /// <summary>As if the pause of whatever waits were over.</summary>
    public async Task TryAgainAsync()
    {
        await Api.Database.ExecuteAsync("UPDATE outbox SET next_attempt_at = UTC_TIMESTAMP(6) WHERE status = 'waiting'");
        Api.Services.GetRequiredService<Outbox>().Ring();
    }

    /// <summary>Each message about a reservation, in order: kind and status.</summary>
    public Task<IReadOnlyList<string>> MessagesAsync(int reservationId) =>
        Api.Database.LinesAsync("SELECT kind, status FROM outbox WHERE reservation_id = @id ORDER BY message_id", ("@id", reservationId));

    /// <summary>Waits until the messages about a reservation are as told.</summary>
    public Task BecomeAsync(int reservationId, params string[] messages) =>
        Wait.UntilAsync(async () => messages.SequenceEqual(await MessagesAsync(reservationId)));

    public async Task<string> EmailOfAsync(int reservationId) =>
        await Api.Database.ScalarAsync<string>(
            """
            SELECT COALESCE(reservations.guest_email, users.email)
            FROM reservations
            LEFT JOIN users ON users.user_id = reservations.user_id
            WHERE reservations.reservation_id = @id
            """,
            ("@id", reservationId)
        );
}
