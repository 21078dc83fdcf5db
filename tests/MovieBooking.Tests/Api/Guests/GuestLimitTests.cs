using System.Net;
using System.Net.Http.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>An API of its own, whose limits are low.</summary>
public sealed class GuestLimitTests : IAsyncLifetime, IDisposable
{
    private readonly TestApi _api = new()
    {
        Settings = { ["RateLimits:GuestBooking:PerMinute"] = "1", ["RateLimits:LookUp:PerMinute"] = "1" },
    };

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)_api).DisposeAsync();

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task Guests_of_one_address_book_so_often_and_those_who_are_signed_in_as_they_like()
    {
        var showtimeId = await _api.Given.ShowtimeAsync();
        var seats = await _api.Given.SeatsAsync(showtimeId, "A1", "A2", "A3", "A4");
        var client = _api.CreateClient();
        await client.ReserveAsGuestAsync(TestApi.Email(), null, showtimeId, seats[0]).JsonAsync(HttpStatusCode.Created);

        using var refused = await client.ReserveAsGuestAsync(TestApi.Email(), null, showtimeId, seats[1]);

        await refused.ProblemAsync(429, "too_many_requests");
        Assert.NotNull(refused.Headers.RetryAfter);
        using var customer = await _api.CustomerAsync();
        await customer.PendingAsync(showtimeId, seats[2]);
        await customer.PendingAsync(showtimeId, seats[3]);
        await _api.WithToken("forged")
            .ReserveAsGuestAsync(TestApi.Email(), null, showtimeId, seats[1])
            .ProblemAsync(401, "unauthenticated");
    }

    [Fact]
    public async Task References_cannot_be_guessed_at_leisure()
    {
        var guess = new { reference = "K7PX4MRW2T", email = TestApi.Email() };
        var client = _api.CreateClient();
        await client.PostAsJsonAsync($"{IdempotencyCalls.Reservations}/lookup", guess).ProblemAsync(404, "not_found");

        await client.PostAsJsonAsync($"{IdempotencyCalls.Reservations}/lookup", guess).ProblemAsync(429, "too_many_requests");
    }
}
