using System.Net;
using System.Net.Http.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Seats;

/// <summary>Who wants seats of a showtime that too many want shows first that they are a person, where the operator says so.</summary>
[Collection(SharedApi.One)]
public sealed class PersonCheckTests(TestApi shared) : IAsyncLifetime
{
    private const string Token = "Captcha-Token";
    private const int HoldsPerMinute = 20;

    private readonly SiteVerifyStandIn _provider = new();
    private readonly TestApi _api = shared.Successor();

    public async Task InitializeAsync()
    {
        await _provider.InitializeAsync();
        foreach (var (name, value) in _provider.Settings("hcaptcha", "pressure"))
        {
            _api.Settings[name] = value;
        }

        _api.Settings["Captcha:HoldsPerMinute"] = $"{HoldsPerMinute}";
    }

    public async Task DisposeAsync()
    {
        await _api.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task One_check_is_good_for_its_person_and_showtime_and_nobody_else()
    {
        var (showtimeId, otherId) = (await ShowtimeAsync(), await ShowtimeAsync());
        var seats = await _api.Given.SeatsAsync(showtimeId, "A1", "A2", "A3", "A4", "A5");
        var (customer, rival) = (await _api.CustomerAsync(), await _api.CustomerAsync());

        // Where nobody is in a hurry nobody is asked.
        await customer.LockAsync(showtimeId, seats[0]).JsonAsync();
        await PressAsync(showtimeId);
        await PressAsync(otherId);
        // What one has already one keeps, and books.
        await customer.LockAsync(showtimeId, seats[0]).JsonAsync();
        await customer.ExtendAsync(showtimeId).JsonAsync();
        var refused = await customer.LockAsync(showtimeId, seats[1]).ProblemAsync(403, "captcha_required");
        Assert.Equal("hcaptcha", refused.GetProperty("captcha").Text("provider"));
        Assert.Equal(SiteVerifyStandIn.SiteKey, refused.GetProperty("captcha").Text("siteKey"));
        Assert.Equal("available", await rival.StatusOfAsync(showtimeId, "A2"));
        Assert.Empty(_provider.Came);

        await Showing(customer, "bad").LockSeatsAsync(showtimeId, seats[1], seats[2]).ProblemAsync(403, "captcha_required");
        await Showing(customer, new string('a', 9_000)).LockAsync(showtimeId, seats[1]).ProblemAsync(403, "captcha_required");
        await Showing(customer, "good' OR 1=1").LockAsync(showtimeId, seats[1]).ProblemAsync(403, "captcha_required");
        Assert.Single(_provider.Came);
        await Showing(customer, "good-1").LockSeatsAsync(showtimeId, seats[1], seats[2]).JsonAsync();
        await Showing(customer, null).LockAsync(showtimeId, seats[3]).JsonAsync();
        Assert.Equal(2, _provider.Came.Count);

        // A token is used once, whoever else shows it, and another showtime is asked for anew.
        await Showing(rival, "good-1").LockAsync(showtimeId, seats[4]).ProblemAsync(403, "captcha_required");
        var otherSeat = await _api.Given.SeatAsync(otherId, "A1");
        await Showing(customer, "good-1").LockAsync(otherId, otherSeat).ProblemAsync(403, "captcha_required");
        await Showing(rival, null).ReserveAsync(showtimeId, seats[4]).ProblemAsync(403, "captcha_required");
        await Showing(rival, "good-2").ReserveAsync(showtimeId, seats[4]).JsonAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_guest_shows_it_for_each_name_and_keys_and_admins_are_not_asked()
    {
        var showtimeId = await ShowtimeAsync();
        await PressAsync(showtimeId);
        var seats = await _api.Given.SeatsAsync(showtimeId, "A1", "A2", "A3", "A4");
        var (guest, email) = (_api.CreateClient(), TestApi.Email());

        await BookAsync(guest, email, seats[0]).ProblemAsync(403, "captcha_required");
        guest.DefaultRequestHeaders.Add("Idempotency-Key", $"{Guid.NewGuid():N}");
        var booked = await BookAsync(Showing(guest, "good-4"), email, seats[0]).JsonAsync(HttpStatusCode.Created);
        // The answer was lost: asked again in the same words it is the same booking.
        var again = await BookAsync(guest, email, seats[0]).JsonAsync(HttpStatusCode.Created);
        Assert.Equal(booked.Int("reservationId"), again.Int("reservationId"));
        guest.DefaultRequestHeaders.Remove("Idempotency-Key");
        await BookAsync(guest, TestApi.Email(), seats[1]).ProblemAsync(403, "captcha_required");

        await BookAsync(await _api.ProgramAsync(), TestApi.Email(), seats[2]).JsonAsync(HttpStatusCode.Created);
        await (await _api.AdminAsync()).LockAsync(showtimeId, seats[3]).JsonAsync();

        Task<HttpResponseMessage> BookAsync(HttpClient client, string address, int seat) =>
            client.PostAsJsonAsync(
                "/api/v1/reservations",
                new
                {
                    showtimeId,
                    seatIds = new[] { seat },
                    guest = new { email = address, name = "Gus Guest" },
                }
            );
    }

    [Fact]
    public async Task A_provider_that_is_down_slow_or_talks_nonsense_stops_nobody()
    {
        var showtimeId = await ShowtimeAsync();
        await PressAsync(showtimeId);
        string[] troubles = ["slow", "broken", "html", "empty", "fault", "long"];
        var seats = await _api.Given.SeatsAsync(showtimeId, [.. Enumerable.Range(1, troubles.Length + 1).Select(column => $"B{column}")]);

        await Task.WhenAll(troubles.Select((trouble, index) => HoldAsync(trouble, seats[index])));
        _provider.IsDown = true;
        var customer = await HoldAsync("unavailable", seats[^1]);
        _provider.IsDown = false;

        // For a minute: the next seat does not wait for it.
        await Showing(customer, null).UnlockAsync(showtimeId, seats[^1]).IsEmptyAsync();
        await customer.LockAsync(showtimeId, seats[^1]).JsonAsync();
        // Rubbish opens nothing while it answers.
        var other = Showing(await _api.CustomerAsync(), "unavailable");
        await other.LockAsync(showtimeId, seats[0]).ProblemAsync(403, "captcha_required");

        async Task<HttpClient> HoldAsync(string token, int seat)
        {
            var client = Showing(await _api.CustomerAsync(), token);
            await client.LockAsync(showtimeId, seat).JsonAsync();
            return client;
        }
    }

    private static HttpClient Showing(HttpClient client, string? token)
    {
        client.DefaultRequestHeaders.Remove(Token);
        if (token is not null)
        {
            client.DefaultRequestHeaders.Add(Token, token);
        }

        return client;
    }

    private Task<int> ShowtimeAsync() => _api.Given.ShowtimeAsync();

    /// <summary>So many requests for seats as only a crowd makes, or a program.</summary>
    private async Task PressAsync(int showtimeId)
    {
        using var somebody = await _api.CustomerAsync();
        for (var request = 0; request <= HoldsPerMinute; request++)
        {
            using var answer = await somebody.LockAsync(showtimeId, int.MaxValue);
        }
    }
}
