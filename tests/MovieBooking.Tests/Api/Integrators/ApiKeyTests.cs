using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using MovieBooking.Api.Auth;
using MovieBooking.Db;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>What a key opens, to whom, and until when.</summary>
[Collection(SharedApi.Two)]
public sealed class ApiKeyTests(TestApi api)
{
    [Fact]
    public async Task A_key_is_told_once_kept_as_a_hash_listed_and_revoked_for_good()
    {
        using var admin = await api.AdminAsync();
        var cinemaId = await api.Given.CinemaAsync();
        var until = DateTimeOffset.UtcNow.AddDays(30);
        var request = new
        {
            name = "Kiosks of the Grand",
            scopes = new[] { "movies:read", "bookings:write" },
            cinemaIds = new[] { cinemaId },
            expiresAt = until,
        };
        using var answer = await admin.PostAsJsonAsync(KeyCalls.Keys, request);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        var made = await Task.FromResult(answer).JsonAsync(HttpStatusCode.Created);
        var (secret, kept) = (made.Has("secret", "apiKey").Text("secret"), made.GetProperty("apiKey"));
        var keyId = kept.Int("keyId");

        Assert.Matches("^mbk_[0-9A-Za-z]{42}$", secret);
        Assert.Equal((secret[..12], "Kiosks of the Grand"), (kept.Text("prefix"), kept.Text("name")));
        Assert.Equal(["movies:read", "bookings:write"], kept.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()!));
        Assert.Equal([cinemaId], kept.GetProperty("cinemas").EnumerateArray().Select(cinema => cinema.Int("cinemaId")));
        var row = string.Join(' ', await api.Database.LinesAsync("SELECT * FROM api_keys WHERE key_id = @id", ("@id", keyId)));
        Assert.DoesNotContain(secret[12..], row, StringComparison.Ordinal);
        Assert.Equal(
            1,
            await api.Database.ScalarAsync<int>(
                "SELECT COUNT(*) FROM api_keys WHERE key_hash = UNHEX(SHA2(@secret, 256))",
                ("@secret", secret)
            )
        );

        using var program = api.WithToken(secret);
        await program.GetAsync("/api/v1/movies").JsonAsync();
        await api.Services.GetRequiredService<ApiKeyUses>().WriteAsync(default);
        var listed = (await admin.GetAsync($"{KeyCalls.Keys}?pageSize=100").JsonAsync()).Items().Single(key => key.Int("keyId") == keyId);
        listed.Has("keyId", "name", "prefix", "scopes", "cinemas", "createdAt", "expiresAt", "revokedAt", "lastUsedAt");
        Assert.InRange(listed.Time("lastUsedAt"), DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow);

        await admin.DeleteAsync($"{KeyCalls.Keys}/{keyId}").IsEmptyAsync();
        await admin.DeleteAsync($"{KeyCalls.Keys}/{keyId}").IsEmptyAsync();
        await admin.DeleteAsync($"{KeyCalls.Keys}/999999").ProblemAsync(404, "not_found");
        await program.GetAsync("/api/v1/movies").ProblemAsync(401, "unauthenticated");
        Assert.Equal(["deleted revoked", "created prefix scopes cinemas expiresAt"], await admin.AuditAsync("apiKey", keyId));
    }

    [Fact]
    public async Task A_key_that_makes_no_sense_is_refused_by_field_and_only_admins_make_one()
    {
        using var admin = await api.AdminAsync();
        using var customer = await api.CustomerAsync();
        var good = new
        {
            name = "Partner",
            scopes = new[] { "movies:read" },
            cinemaIds = Array.Empty<int>(),
            expiresAt = (DateTimeOffset?)null,
        };
        var written = await api.Database.ScalarAsync<int>("SELECT COUNT(*) FROM api_keys");

        await Bad(good with { name = " " }, "name");
        await Bad(good with { scopes = [] }, "scopes");
        await Bad(good with { scopes = ["admin"] }, "scopes[0]");
        await Bad(good with { cinemaIds = [999_999] }, "cinemaIds");
        await Bad(good with { cinemaIds = [0] }, "cinemaIds[0]");
        await Bad(good with { expiresAt = DateTimeOffset.UtcNow.AddMinutes(-1) }, "expiresAt");
        await Bad(good with { expiresAt = DateTimeOffset.MaxValue }, "expiresAt");
        await customer.PostAsJsonAsync(KeyCalls.Keys, good).ProblemAsync(403, "forbidden");
        await customer.GetAsync(KeyCalls.Keys).ProblemAsync(403, "forbidden");
        await api.CreateClient().GetAsync(KeyCalls.Keys).ProblemAsync(401, "unauthenticated");
        Assert.Equal(written, await api.Database.ScalarAsync<int>("SELECT COUNT(*) FROM api_keys"));

        Task Bad(object request, string field) =>
            admin.PostAsJsonAsync(KeyCalls.Keys, request).ProblemAsync(400, "validation_failed", field);
    }

    [Fact]
    public async Task A_key_books_for_guests_and_sees_what_it_made_and_nothing_else()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seats = await api.Given.SeatsAsync(showtimeId, [.. Enumerable.Range(1, 11).Select(column => $"A{column}"), "C1"]);
        using var admin = await api.AdminAsync();
        var (secret, kept) = await admin.MakeKeyAsync();
        using var program = api.WithToken(secret);
        using var other = await api.ProgramAsync();
        using var customer = await api.CustomerAsync();
        var (email, again) = (TestApi.Email(), IdempotencyCalls.NewKey());

        // Once for its Idempotency-Key, which is the key's own.
        var made = await program.ReserveAsGuestAsync(email, again, showtimeId, seats[..2]).JsonAsync(HttpStatusCode.Created);
        var repeated = await program.ReserveAsGuestAsync(email, again, showtimeId, seats[..2]).JsonAsync(HttpStatusCode.Created);
        Assert.Equal(made.Int("reservationId"), repeated.Int("reservationId"));
        await other.ReserveAsGuestAsync(TestApi.Email(), again, showtimeId, seats[..2]).ProblemAsync(409, "seats_taken");

        // The limit of seats is the guest's, through whichever key.
        var second = await other.ReserveAsGuestAsync(email, null, showtimeId, seats[2..10]).JsonAsync(HttpStatusCode.Created);
        await program.ReserveAsGuestAsync(email, null, showtimeId, seats[10]).ProblemAsync(409, "hold_limit");
        await program.ReserveAsync(showtimeId, seats[10]).ProblemAsync(400, "validation_failed", "guest");

        var path = $"{IdempotencyCalls.Reservations}/{made.Int("reservationId")}";
        Assert.Equal("confirmed", (await program.ConfirmAsync(made).JsonAsync()).IsReservation().Text("status"));
        Assert.NotEmpty((await program.GetAsync(path).JsonAsync()).GetProperty("tickets")[0].Text("token"));
        using var pdf = await program.GetAsync($"{path}/tickets.pdf");
        Assert.Equal(HttpStatusCode.OK, pdf.StatusCode);
        using var guest = api.WithToken(made.Text("accessToken"));
        await guest.GetAsync(path).JsonAsync();

        // Nobody else's: neither another key's nor a customer's.
        var foreign = await customer.PendingAsync(showtimeId, seats[11]);
        foreach (var reservation in new[] { second, foreign })
        {
            await program.GetAsync($"{IdempotencyCalls.Reservations}/{reservation.Int("reservationId")}").ProblemAsync(404, "not_found");
            await program.ConfirmAsync(reservation).ProblemAsync(404, "not_found");
            await program.CancelAsync(reservation).ProblemAsync(404, "not_found");
        }

        Assert.Equal(
            [made.Int("reservationId")],
            (await program.GetAsync(IdempotencyCalls.Reservations).JsonAsync()).Items().Select(one => one.Int("reservationId"))
        );

        // What it gives back stands in the audit log as its own.
        await program
            .PostAsJsonAsync($"{path}/tickets/cancel", new { ticketIds = new[] { made.GetProperty("tickets")[0].Int("ticketId") } })
            .JsonAsync();
        Assert.Equal("cancelled", (await program.CancelAsync(made).JsonAsync()).Text("status"));
        var entries = (await admin.GetAsync($"/api/v1/admin/audit-log?actor={kept.Text("prefix")}").JsonAsync()).Items();
        Assert.Equal(["cancelled", "cancelled"], entries.Select(entry => entry.Text("action")));
        Assert.All(
            entries,
            entry =>
            {
                Assert.Equal(kept.Text("name"), entry.GetProperty("apiKey").Has("keyId", "name", "prefix").Text("name"));
                Assert.True(entry.IsNull("email") && entry.IsNull("userId"));
            }
        );
        Assert.Contains(
            $"{kept.Text("name")} ({kept.Text("prefix")})",
            await admin.GetStringAsync($"/api/v1/admin/audit-log.csv?actor={kept.Text("prefix")}"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_key_books_for_its_cinemas_alone()
    {
        var here = await api.Given.ShowtimeAsync();
        var elsewhere = await api.Given.ShowtimeAsync();
        using var program = await api.ProgramAsync(cinemaIds: [await api.CinemaOfAsync(here)]);

        await Reserve(here).JsonAsync(HttpStatusCode.Created);
        await Reserve(elsewhere).ProblemAsync(403, "cinema_not_allowed");
        await program.ReserveAsGuestAsync(TestApi.Email(), null, 999_999, 1).ProblemAsync(404, "not_found");

        async Task<HttpResponseMessage> Reserve(int showtimeId) =>
            await program.ReserveAsGuestAsync(TestApi.Email(), null, showtimeId, await api.Given.SeatAsync(showtimeId, "A1"));
    }

    [Fact]
    public async Task A_key_that_is_unknown_damaged_expired_or_revoked_opens_nothing_not_even_what_is_public()
    {
        using var admin = await api.AdminAsync();
        var (secret, kept) = await admin.MakeKeyAsync(expiresAt: DateTimeOffset.UtcNow.AddHours(1));
        var keyId = kept.Int("keyId");
        string[] wrong =
        [
            ApiKeySecret.Create(),
            secret[..^1],
            secret + "A",
            secret[..^1] + (secret[^1] == 'A' ? 'B' : 'A'),
            "mbk_",
            "mbk_" + new string('ü', 42),
            "mbk_" + new string('A', 100_000),
        ];
        foreach (var shown in wrong.Append(await ExpiredAsync(secret)))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/movies");
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {shown}");
            await api.CreateClient().SendAsync(request).ProblemAsync(401, "unauthenticated");
        }

        // A request that was let in just before does not book any more.
        var keyed = await api
            .Services.GetRequiredService<KeyedTransaction>()
            .RunAsync(
                new RequestKey($"key:{keyId}", "create", "1", new byte[32]) { ApiKeyId = keyId },
                _ => throw new InvalidOperationException("It must not come to this."),
                default
            );
        Assert.Equal(KeyedOutcome.SignedOut, keyed.Outcome);

        async Task<string> ExpiredAsync(string good)
        {
            await api.Database.ExecuteAsync("UPDATE api_keys SET expires_at = UTC_TIMESTAMP(6) WHERE key_id = @id", ("@id", keyId));
            return good;
        }
    }

    [Fact]
    public async Task Each_key_has_a_limit_of_its_own()
    {
        await using var strict = api.Successor();
        strict.Settings["RateLimits:ApiKey:PerMinute"] = "3";
        using var one = await strict.ProgramAsync();
        using var two = await strict.ProgramAsync();
        for (var call = 0; call < 3; call++)
        {
            await one.GetAsync("/api/v1/genres").JsonAsync();
        }

        using var refused = await one.GetAsync("/api/v1/genres");
        await refused.ProblemAsync(429, "too_many_requests");
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        await two.GetAsync("/api/v1/genres").JsonAsync();
        await strict.CreateClient().GetAsync("/api/v1/genres").JsonAsync();
    }

    [Theory]
    [InlineData("movies:read", true)]
    [InlineData("bookings:write", false)]
    public async Task A_scope_that_is_missing_is_named(string scope, bool opens)
    {
        using var program = await api.ProgramAsync([scope]);
        if (opens)
        {
            await program.GetAsync("/api/v1/movies").JsonAsync();
            return;
        }

        using var answer = await program.GetAsync("/api/v1/movies");
        Assert.Equal("movies:read", (await answer.ProblemAsync(403, "insufficient_scope")).Text("scope"));
        Assert.Contains("scope=\"movies:read\"", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_is_known_by_its_check()
    {
        var secret = ApiKeySecret.Create();

        Assert.True(ApiKeySecret.IsWhole(secret));
        Assert.All(Enumerable.Range(0, secret.Length), index => Assert.False(ApiKeySecret.IsWhole(Slip(secret, index)), $"letter {index}"));
        Assert.Equal(12, ApiKeySecret.Prefix(secret).Length);
        Assert.Equal(32, ApiKeySecret.Hash(secret).Length);
        Assert.NotEqual(secret, ApiKeySecret.Create());

        static string Slip(string text, int index) => new StringBuilder(text) { [index] = text[index] == 'x' ? 'y' : 'x' }.ToString();
    }
}
