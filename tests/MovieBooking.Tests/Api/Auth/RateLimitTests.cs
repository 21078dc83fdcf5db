using System.Globalization;
using System.Net.Http.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Auth;

/// <summary>Each test has an API of its own, so that none uses up another's attempts.</summary>
public sealed class RateLimitTests : IAsyncLifetime, IDisposable
{
    private const int Attempts = 3;

    private readonly TestApi _api = new()
    {
        Settings =
        {
            ["RateLimits:AddressHolds:PerMinute"] = $"{2 * Attempts}",
            ["RateLimits:Authentication:PerMinute"] = $"{Attempts}",
            ["RateLimits:Holds:PerMinute"] = $"{Attempts}",
            ["RateLimits:Queue:PerMinute"] = $"{Attempts}",
            ["RateLimits:Voucher:PerMinute"] = $"{Attempts}",
        },
    };

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)_api).DisposeAsync();

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task Too_many_attempts_of_one_address_are_429_and_told_when_to_come_back()
    {
        var client = _api.CreateClient();
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            await LoginAsync(client).ProblemAsync(401, "invalid_credentials");
        }

        using var answer = await LoginAsync(client);

        await answer.ProblemAsync(429, "too_many_requests");
        Assert.InRange(int.Parse(answer.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture), 1, 60);
        foreach (
            var (path, body) in new (string, object)[]
            {
                (
                    "register",
                    new
                    {
                        email = TestApi.Email(),
                        password = TestApi.Password,
                        displayName = "Robin",
                    }
                ),
                ("admin-login", new { email = TestApi.Email(), password = TestApi.Password }),
                ("refresh", new { refreshToken = "unknown" }),
            }
        )
        {
            await client.PostAsJsonAsync($"/api/v1/auth/{path}", body).ProblemAsync(429, "too_many_requests");
        }
    }

    [Fact]
    public async Task One_account_holds_seats_so_often_and_one_address_with_all_of_its_accounts()
    {
        var showtimeId = await _api.Given.ShowtimeAsync();
        var seats = $"/api/v1/showtimes/{showtimeId}/seats";
        int[] seatIds = [await _api.Given.SeatAsync(showtimeId, "A1")];
        await using var application = _api.WithWebHostBuilder(host => host.UseCaller("198.51.100.7"));
        using var first = await CustomerAsync();
        using var second = await CustomerAsync();
        using var third = await CustomerAsync();
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            await first.PostAsJsonAsync($"{seats}/lock", new { seatIds }).JsonAsync();
        }

        using var refused = await first.PostAsync($"{seats}/{seatIds[0]}/lock", null);
        await first.PostAsJsonAsync("/api/v1/reservations", new { showtimeId, seatIds }).ProblemAsync(429, "too_many_requests");
        // What takes no seat is open to them.
        await first.PostAsJsonAsync($"{seats}/unlock", new { seatIds }).IsEmptyAsync();
        using var another = await second.PostAsJsonAsync($"{seats}/lock", new { seatIds });
        await second.PostAsJsonAsync($"{seats}/unlock", new { seatIds }).IsEmptyAsync();
        await third.PostAsJsonAsync($"{seats}/lock", new { seatIds }).JsonAsync();
        await third.PostAsJsonAsync($"{seats}/lock", new { seatIds }).JsonAsync();
        using var beyond = await third.PostAsJsonAsync($"{seats}/lock", new { seatIds });

        await refused.ProblemAsync(429, "too_many_requests");
        Assert.InRange(int.Parse(refused.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture), 1, 60);
        Assert.Equal(["\"holds\";q=3;w=60"], refused.Headers.GetValues("RateLimit-Policy"));
        Assert.Equal(["\"address-holds\";q=6;w=60", "\"holds\";q=3;w=60"], another.Headers.GetValues("RateLimit-Policy").Order());
        Assert.Single(another.Headers.GetValues("RateLimit"), left => left.StartsWith("\"address-holds\";r=2;", StringComparison.Ordinal));
        await beyond.ProblemAsync(429, "too_many_requests");
        Assert.Contains("\"address-holds\";q=6;w=60", beyond.Headers.GetValues("RateLimit-Policy"));

        async Task<HttpClient> CustomerAsync()
        {
            using var known = await _api.CustomerAsync();
            var customer = application.CreateClient();
            customer.DefaultRequestHeaders.Authorization = known.DefaultRequestHeaders.Authorization;
            return customer;
        }
    }

    [Fact]
    public async Task Codes_of_vouchers_are_not_guessed_at()
    {
        var showtimeId = await _api.Given.ShowtimeAsync();
        using var customer = await _api.CustomerAsync();
        var booking = await customer.PendingAsync(showtimeId, await _api.Given.SeatAsync(showtimeId, "A1"));
        Task<HttpResponseMessage> GuessAsync() =>
            customer.PutAsJsonAsync(
                $"/api/v1/reservations/{booking.Int("reservationId")}/voucher",
                new { code = "7K2M-QX0D-4TVB-1HNS-9XQ4" }
            );
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            await GuessAsync().ProblemAsync(400, "validation_failed", "code");
        }

        await GuessAsync().ProblemAsync(429, "too_many_requests");
        // Nor from another address.
        using var refused = await GuessAsync();
        Assert.Equal(["\"voucher\";q=3;w=60"], refused.Headers.GetValues("RateLimit-Policy"));
    }

    [Fact]
    public async Task Codes_of_gift_cards_are_not_guessed_at()
    {
        var client = _api.CreateClient();
        Task<HttpResponseMessage> GuessAsync() =>
            client.PostAsJsonAsync("/api/v1/gift-cards/balance", new { code = "7K2M-QX0D-4TVB-1HNS-9XQ4" });
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            await GuessAsync().ProblemAsync(400, "validation_failed", "code");
        }

        await GuessAsync().ProblemAsync(429, "too_many_requests");
    }

    [Fact]
    public async Task Other_routes_go_on()
    {
        var client = _api.CreateClient();
        for (var attempt = 0; attempt <= Attempts; attempt++)
        {
            await client.PostAsJsonAsync("/api/v1/auth/refresh", new { refreshToken = "unknown" });
        }

        await client.GetAsync("/api/v1/movies").JsonAsync();
        await client.PostAsync("/api/v1/auth/logout", null).IsEmptyAsync();

        // Joining a queue has a limit of its own.
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            await client.PostAsync("/api/v1/showtimes/1/queue", null).ProblemAsync(404, "no_waiting_room");
        }

        await client.PostAsync("/api/v1/showtimes/1/queue", null).ProblemAsync(429, "too_many_requests");
    }

    private static Task<HttpResponseMessage> LoginAsync(HttpClient client) =>
        client.PostAsJsonAsync("/api/v1/auth/login", new { email = TestApi.Email(), password = TestApi.Password });
}
