using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MovieBooking.Api.Webhooks;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>What receivers are told, how it is signed, and what becomes of it when they do not take it.</summary>
[Collection(SharedApi.Two)]
public sealed class WebhookTests(TestApi api, Receiver receiver) : IClassFixture<Receiver>
{
    private const string Webhooks = "/api/v1/admin/webhooks";

    [Fact]
    public async Task A_receiver_is_told_what_its_key_may_read_signed_once_and_again_when_an_admin_says_so()
    {
        using var admin = await api.AdminAsync();
        var (here, elsewhere) = (await api.Given.ShowtimeAsync(), await api.Given.ShowtimeAsync());
        var (path, secret, webhookId, keyId) = await WebhookAsync(admin, "/ok", [await api.CinemaOfAsync(here)], "reservation.confirmed");
        using var customer = await api.CustomerAsync();
        var booking = await customer.ConfirmedAsync(here, await api.Given.SeatAsync(here, "A1"));
        await customer.ConfirmedAsync(elsewhere, await api.Given.SeatAsync(elsewhere, "A1"));
        await customer.CancelAsync(booking).JsonAsync();
        await TurnAsync();
        await TurnAsync();

        var sent = Assert.Single(receiver.At(path));
        Assert.True(IsSigned(sent, secret));
        Assert.InRange(DateTimeOffset.FromUnixTimeSeconds(sent.Timestamp), DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow);
        var body = JsonDocument.Parse(sent.Body).RootElement.Has("type", "timestamp", "eventId", "data");
        Assert.Equal("reservation.confirmed", body.Text("type"));
        Assert.Equal(booking.Int("reservationId"), body.GetProperty("data").Int("reservationId"));
        Assert.Equal($"evt_{body.GetProperty("eventId").GetInt64()}", sent.Id);

        // A new secret: both sign for a day.
        var changed = (await admin.PostAsync($"{Webhooks}/{webhookId}/secret", null).JsonAsync()).Has("secret", "webhook");
        Assert.False(changed.GetProperty("webhook").IsNull("oldSecretUntil"));
        var line = Assert.Single((await admin.GetAsync($"{Webhooks}/{webhookId}/deliveries?status=delivered").JsonAsync()).Items());
        var delivery = $"{Webhooks}/{webhookId}/deliveries/{line.Int("deliveryId")}";
        Assert.Equal((1, 200), (line.Int("attempts"), line.Int("lastStatus")));
        Assert.Equal(sent.Body, (await admin.GetAsync(delivery).JsonAsync()).Text("body"));
        Assert.Equal("waiting", (await admin.PostAsync($"{delivery}/replay", null).JsonAsync()).Text("status"));
        await TurnAsync();
        var again = receiver.At(path)[1];
        Assert.Equal((sent.Id, sent.Body), (again.Id, again.Body));
        Assert.True(IsSigned(again, secret) && IsSigned(again, changed.Text("secret")));
        Assert.False(IsSigned(again, WebhookSecrets.Create()));

        // With its key it ends, also for what waits.
        await customer.ConfirmedAsync(here, await api.Given.SeatAsync(here, "A2"));
        await admin.PostAsync($"{delivery}/replay", null).JsonAsync();
        await admin.DeleteAsync($"{KeyCalls.Keys}/{keyId}").IsEmptyAsync();
        await TurnAsync();
        Assert.Equal(2, receiver.At(path).Count);
        Assert.Equal(
            ["dropped"],
            (await admin.GetAsync($"{Webhooks}/{webhookId}/deliveries").JsonAsync()).Items().Select(one => one.Text("status"))
        );
        Assert.False((await ReadAsync(admin, webhookId)).GetProperty("isLive").GetBoolean());
        await admin.DeleteAsync($"{Webhooks}/{webhookId}").IsEmptyAsync();
        await admin.DeleteAsync($"{Webhooks}/{webhookId}").IsEmptyAsync();
        await admin.GetAsync($"{Webhooks}/{webhookId}/deliveries").ProblemAsync(404, "not_found");
        await admin.PostAsync($"{Webhooks}/{webhookId}/secret", null).ProblemAsync(404, "not_found");
        Assert.Equal(["deleted deleted", "updated newSecret", "created url types key"], await admin.AuditAsync("webhook", webhookId));
    }

    [Fact]
    public async Task A_delivery_that_is_refused_is_sent_again_with_growing_pauses_and_given_up_after_a_day()
    {
        using var admin = await api.AdminAsync();
        var showtimeId = await api.Given.ShowtimeAsync();
        var (path, _, webhookId, _) = await WebhookAsync(admin, "/flaky", [await api.CinemaOfAsync(showtimeId)], "reservation.confirmed");
        receiver.IsDown = true;
        using var customer = await api.CustomerAsync();
        await customer.ConfirmedAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1"));
        await TurnAsync();
        await TurnAsync();

        var line = await LineAsync();
        Assert.Equal(("waiting", 1, 500), (line.Text("status"), line.Int("attempts"), line.Int("lastStatus")));
        Assert.True(line.Time("nextAttemptAt") > DateTimeOffset.UtcNow);
        Assert.Single(receiver.At(path));
        var pauses = Enumerable.Range(0, 40).Select(WebhookDelivery.PauseAfter).ToList();
        Assert.Equal(pauses.Order(), pauses);
        Assert.InRange(pauses[^1], TimeSpan.FromHours(1), TimeSpan.FromHours(6));

        await api.Database.ExecuteAsync(
            "UPDATE webhook_deliveries SET next_attempt_at = UTC_TIMESTAMP(6), tried_since = UTC_TIMESTAMP(6) - INTERVAL 25 HOUR WHERE webhook_id = @id",
            ("@id", webhookId)
        );
        await TurnAsync();
        line = await LineAsync();
        Assert.Equal(("dead", 2), (line.Text("status"), line.Int("attempts")));
        Assert.Equal((0, 1), ((await ReadAsync(admin, webhookId)).Int("waiting"), (await ReadAsync(admin, webhookId)).Int("dead")));

        receiver.IsDown = false;
        await admin.PostAsync($"{Webhooks}/{webhookId}/deliveries/{line.Int("deliveryId")}/replay", null).JsonAsync();
        await TurnAsync();
        Assert.Equal("delivered", (await LineAsync()).Text("status"));
        Assert.Single(receiver.At(path).Select(one => one.Id).Distinct());
        await admin.GetAsync($"{Webhooks}/{webhookId}/deliveries/999999").ProblemAsync(404, "not_found");
        await admin.PostAsync($"{Webhooks}/{webhookId}/deliveries/999999/replay", null).ProblemAsync(404, "not_found");

        async Task<JsonElement> LineAsync() =>
            Assert.Single((await admin.GetAsync($"{Webhooks}/{webhookId}/deliveries").JsonAsync()).Items());
    }

    [Fact]
    public async Task Changes_of_seats_are_sent_to_whoever_named_them_and_the_newest_alone()
    {
        using var admin = await api.AdminAsync();
        var showtimeId = await api.Given.ShowtimeAsync();
        int[] cinemas = [await api.CinemaOfAsync(showtimeId)];
        var (named, _, _, _) = await WebhookAsync(admin, "/flaky", cinemas, "seats.changed");
        var (all, _, _, _) = await WebhookAsync(admin, "/ok", cinemas);
        receiver.IsDown = true;
        using var customer = await api.CustomerAsync();
        foreach (var seat in new[] { "A1", "A2", "A3" })
        {
            await customer.LockAsync(showtimeId, await api.Given.SeatAsync(showtimeId, seat)).JsonAsync();
            await api.Database.ExecuteAsync("CALL sp_record_seat_changes()");
            await TurnAsync();
        }

        receiver.IsDown = false;
        await api.Database.ExecuteAsync("UPDATE webhook_deliveries SET next_attempt_at = UTC_TIMESTAMP(6) WHERE status = 'waiting'");
        await TurnAsync();

        // Each was tried as it came, and of those that could not be sent the last was sent again.
        var ids = receiver.At(named).Select(one => one.Id).ToList();
        Assert.Equal([ids[0], ids[1], ids[2], ids[2]], ids);
        Assert.Equal(3, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("seats.changed", JsonDocument.Parse(receiver.At(named)[^1].Body).RootElement.Text("type"));
        Assert.DoesNotContain(receiver.At(all), one => one.Body.Contains("seats.changed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_receiver_that_hangs_delays_no_other()
    {
        using var admin = await api.AdminAsync();
        var showtimeId = await api.Given.ShowtimeAsync();
        int[] cinemas = [await api.CinemaOfAsync(showtimeId)];
        var (slow, _, slowId, _) = await WebhookAsync(admin, "/hang", cinemas, "reservation.confirmed");
        var (quick, _, _, _) = await WebhookAsync(admin, "/ok", cinemas, "reservation.confirmed");
        using var customer = await api.CustomerAsync();
        foreach (var seat in new[] { "A1", "A2" })
        {
            await customer.ConfirmedAsync(showtimeId, await api.Given.SeatAsync(showtimeId, seat));
            await Wait.UntilAsync(async () =>
            {
                await TurnAsync(untilIdle: false);
                return receiver.At(quick).Count == (seat == "A1" ? 1 : 2);
            });
        }

        Assert.Single(receiver.At(slow));
        await Wait.UntilAsync(() =>
        {
            receiver.LetGo();
            return Task.FromResult(IdleAsync().IsCompleted);
        });
        Assert.Equal(2, receiver.At(slow).Count);
        Assert.Equal(0, (await ReadAsync(admin, slowId)).Int("waiting"));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("ftp://partner.example/")]
    [InlineData("http://partner.example/")]
    [InlineData("https://user:word@partner.example/")]
    [InlineData("https://partner.example:25/")]
    [InlineData("https://partner.example:3306/")]
    [InlineData("https://10.0.0.1/")]
    [InlineData("https://167772161/")]
    [InlineData("https://0x0a000001/")]
    [InlineData("https://127.0.0.2/")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://100.64.0.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[fd00::1]/")]
    [InlineData("https://[fe80::1]/")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://pärtner.example/")]
    [InlineData("https://partner.example/ x")]
    public async Task An_address_that_is_not_for_everybody_is_refused(string url)
    {
        using var admin = await api.AdminAsync();
        var (_, key) = await admin.MakeKeyAsync(["events:read"]);

        await admin.PostAsJsonAsync(Webhooks, new { keyId = key.Int("keyId"), url }).ProblemAsync(400, "validation_failed", "url");
    }

    [Fact]
    public async Task A_webhook_needs_a_key_that_reads_events()
    {
        using var admin = await api.AdminAsync();
        var (_, other) = await admin.MakeKeyAsync(["movies:read"]);
        var (_, revoked) = await admin.MakeKeyAsync(["events:read"]);
        await admin.DeleteAsync($"{KeyCalls.Keys}/{revoked.Int("keyId")}").IsEmptyAsync();
        foreach (var keyId in new[] { other.Int("keyId"), revoked.Int("keyId"), 999_999, 0 })
        {
            await admin
                .PostAsJsonAsync(Webhooks, new { keyId, url = "https://partner.example/" })
                .ProblemAsync(400, "validation_failed", "keyId");
        }
    }

    private async Task<(string Path, string Secret, int WebhookId, int KeyId)> WebhookAsync(
        HttpClient admin,
        string behaviour,
        int[] cinemaIds,
        params string[] types
    )
    {
        var path = $"{behaviour}/{Guid.NewGuid():N}";
        var (_, key) = await admin.MakeKeyAsync(["events:read"], cinemaIds);
        using var answer = await admin.PostAsJsonAsync(
            Webhooks,
            new
            {
                keyId = key.Int("keyId"),
                url = receiver.Url + path,
                types,
            }
        );
        Assert.True(answer.Headers.CacheControl?.NoStore);
        var made = await Task.FromResult(answer).JsonAsync(HttpStatusCode.Created);
        return (path, made.Has("secret", "webhook").Text("secret"), made.GetProperty("webhook").Int("webhookId"), key.Int("keyId"));
    }

    private static async Task<JsonElement> ReadAsync(HttpClient admin, int webhookId) =>
        (await admin.GetAsync($"{Webhooks}?pageSize=100").JsonAsync()).Items().Single(one => one.Int("webhookId") == webhookId);

    /// <summary>As the two periodic works do it.</summary>
    private async Task TurnAsync(bool untilIdle = true)
    {
        await api.Database.ExecuteAsync("CALL sp_number_events()");
        await using var connection = await api.Database.Source.OpenConnectionAsync();
        await api.Services.GetRequiredService<WebhookDelivery>().RunAsync(connection, default);
        if (untilIdle)
        {
            await IdleAsync();
        }
    }

    private Task IdleAsync() => api.Services.GetRequiredService<WebhookDelivery>().IdleAsync();

    /// <summary>As Standard Webhooks says, by other code than ours.</summary>
    private static bool IsSigned((string Path, string Id, long Timestamp, string Signature, string Body) sent, string secret)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var expected = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{sent.Id}.{sent.Timestamp}.{sent.Body}"));
        return sent.Signature.Split(' ').Contains($"v1,{Convert.ToBase64String(expected)}");
    }
}
