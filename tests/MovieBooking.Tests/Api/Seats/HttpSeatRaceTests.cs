using MovieBooking.Tests.Support;
using Xunit.Abstractions;

namespace MovieBooking.Tests.Api.Races;

/// <summary>Two hundred people for one seat, over HTTP.</summary>
[Collection(Contest.Name)]
public sealed class HttpSeatRaceTests(TestApi api, ITestOutputHelper output) : IClassFixture<TestApi>
{
    private const int Rivals = 200;

    [Fact]
    public Task Of_many_who_hold_one_seat_one_gets_it() => Hold().IsWonAsync(() => HoldAsync(api));

    [Fact]
    public Task Without_the_mutex_and_the_key_several_hold_one_seat() =>
        OwnApiAsync(async own =>
        {
            await WithoutProtection.FreeHoldsAsync(own.Database);

            await Hold().IsSpoiltAsync(() => HoldAsync(own));
        });

    [Fact]
    public Task Of_many_who_book_one_seat_one_gets_it() => Sale().IsWonAsync(() => SaleAsync(api));

    [Fact]
    public Task Without_the_mutex_and_the_key_several_book_one_seat() =>
        OwnApiAsync(async own =>
        {
            await WithoutProtection.RemoveLocksAsync(own.Database, "sp_create_reservation");
            await own.Database.ExecuteAsync("ALTER TABLE tickets DROP KEY uk_tickets_showtime_seat");

            await Sale().IsSpoiltAsync(() => SaleAsync(own));
        });

    private Contest Hold() => new(output, "HTTP: 200 users hold one seat", 1);

    private Contest Sale() => new(output, "HTTP: 200 users book one seat", 1);

    private static Task<Outcome> HoldAsync(TestApi api) =>
        RunAsync(api, "seat_locks", (client, showtimeId, seatId) => client.LockAsync(showtimeId, seatId));

    private static Task<Outcome> SaleAsync(TestApi api) =>
        RunAsync(api, "tickets", (client, showtimeId, seatId) => client.ReserveAsync(showtimeId, seatId));

    private static async Task<Outcome> RunAsync(TestApi api, string table, Func<HttpClient, int, int, Task<HttpResponseMessage>> call)
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seatId = await api.Given.SeatAsync(showtimeId, "E6");
        var clients = (await api.Given.UsersAsync(Rivals)).Select(user => api.SignedIn(user)).ToList();
        var answers = await Task.WhenAll(clients.Select(client => call(client, showtimeId, seatId)));
        return Outcome.Of(
            answers.Select(answer => answer.StatusCode).ToList(),
            await api.Database.ScalarAsync<int>($"SELECT COUNT(*) FROM {table} WHERE showtime_id = @id", ("@id", showtimeId))
        );
    }

    private static async Task OwnApiAsync(Func<TestApi, Task> test)
    {
        var own = new TestApi();
        await own.InitializeAsync();
        try
        {
            await test(own);
        }
        finally
        {
            await ((IAsyncLifetime)own).DisposeAsync();
        }
    }
}
