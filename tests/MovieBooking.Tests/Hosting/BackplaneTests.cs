using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Runtime.Versioning;
using Microsoft.Extensions.DependencyInjection;
using MovieBooking.Api.Backplane;
using MovieBooking.Api.Seats;
using MovieBooking.Load.Staging;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Hosting;

/// <summary>Two applications on one database with a real Redis between them, which is lost and comes back.</summary>
[SupportedOSPlatform("linux")]
public sealed class BackplaneTests : IAsyncLifetime, IDisposable
{
    private const string Policy = "\"authentication\";r=";

    private readonly TestApi _first = new() { Settings = { ["RateLimits:Authentication:PerMinute"] = "4" } };
    private TestApi _second = null!;
    private RedisServer _redis = null!;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        await _first.InitializeAsync();
        _second = _first.Successor();
        foreach (var api in new[] { _first, _second })
        {
            api.Settings["ConnectionStrings:Redis"] = _redis.ConnectionString;
            api.Settings["RateLimits:Authentication:PerMinute"] = "4";
            api.Settings["RateLimits:ApiKey:PerMinute"] = "3";
        }

        await ConnectedAsync(true);
    }

    public async Task DisposeAsync()
    {
        await _second.DisposeAsync();
        await ((IAsyncLifetime)_first).DisposeAsync();
        await _redis.DisposeAsync();
    }

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }

    [Fact]
    public async Task A_limit_is_one_for_both_and_for_each_while_Redis_is_lost()
    {
        Assert.Equal(
            ["r=3", "r=2", "r=1", "r=0", "429 r=0", "429 r=0"],
            await SignInAsync(_first, _second, _first, _second, _second, _first)
        );

        await _redis.StopAsync();
        await ConnectedAsync(false);
        Assert.Equal(["r=3", "r=3", "r=2"], await SignInAsync(_first, _second, _second));

        await _redis.RestartAsync();
        await ConnectedAsync(true);
        Assert.Equal(["r=3", "r=2", "r=1"], await SignInAsync(_first, _second, _first));
    }

    [Fact]
    public async Task A_key_has_one_limit_at_both()
    {
        using var admin = await _first.AdminAsync();
        var (secret, _) = await admin.MakeKeyAsync(["movies:read"]);
        List<int> answers = [];
        foreach (var api in new[] { _first, _second, _first, _second })
        {
            using var program = api.CreateClient();
            program.DefaultRequestHeaders.Authorization = new("Bearer", secret);
            using var answer = await program.GetAsync("/api/v1/movies");
            answers.Add((int)answer.StatusCode);
        }

        Assert.Equal([200, 200, 200, 429], answers);
    }

    [Fact]
    public async Task What_changes_at_one_is_forgotten_by_the_other_alone()
    {
        ConcurrentQueue<int?> heardByFirst = [];
        ConcurrentQueue<int?> heardBySecond = [];
        var showtimeId = await _first.Given.ShowtimeAsync();
        var seatId = await _first.Given.SeatAsync(showtimeId, "A1");
        using var customer = await _first.CustomerAsync();
        using var admin = await _first.AdminAsync();
        Backplane(_first).Changed += (_, changed) => heardByFirst.Enqueue(changed.ShowtimeId);
        Backplane(_second).Changed += (_, changed) => heardBySecond.Enqueue(changed.ShowtimeId);

        await customer.LockAsync(showtimeId, seatId).JsonAsync();
        await Wait.UntilAsync(() => Task.FromResult(heardBySecond.Contains(showtimeId)));
        await admin.OpenRoomAsync("showtimes", showtimeId, perMinute: 600).JsonAsync();
        await Wait.UntilAsync(() => Task.FromResult(heardBySecond.Contains(null)));

        // "Anything" is also what a process tells itself once its connection is there.
        Assert.DoesNotContain(showtimeId, heardByFirst);
        Assert.All(heardBySecond, heard => Assert.True(heard is null || heard == showtimeId, $"{heard}"));
    }

    [Fact]
    public async Task A_map_that_is_kept_is_read_anew_once_the_other_changed_it()
    {
        var (showtimeId, quiet) = (await _first.Given.ShowtimeAsync(), await _first.Given.ShowtimeAsync());
        var seatId = await _first.Given.SeatAsync(showtimeId, "A1");
        using var customer = await _first.CustomerAsync();
        var maps = _second.Services.GetRequiredService<SeatMapSnapshots>();
        var heard = 0;
        Backplane(_second).Changed += (_, _) => Interlocked.Increment(ref heard);

        // The quiet one is read first: were both kept until they are old, it would be gone before the other.
        await Wait.UntilAsync(async () =>
        {
            await maps.GetAsync(quiet, CancellationToken.None);
            await maps.GetAsync(showtimeId, CancellationToken.None);
            var before = Volatile.Read(ref heard);
            await customer.LockAsync(showtimeId, seatId).JsonAsync();
            await Wait.UntilAsync(() => Task.FromResult(Volatile.Read(ref heard) > before));
            return await maps.FindAsync(showtimeId, CancellationToken.None) is null
                && await maps.FindAsync(quiet, CancellationToken.None) is not null;
        });
    }

    [Fact]
    public async Task A_ticket_of_a_waiting_room_lets_in_one_account_whichever_answers()
    {
        var showtimeId = await _first.Given.ShowtimeAsync();
        var seats = await _first.Given.SeatsAsync(showtimeId, "A1", "A2", "A3");
        using var admin = await _first.AdminAsync();
        await admin.OpenRoomAsync("showtimes", showtimeId, perMinute: 600).JsonAsync();
        using var customer = await _first.CustomerAsync();
        using var friend = await _second.CustomerAsync();
        var place = await customer.JoinQueueAsync(showtimeId).JsonAsync();
        customer.Show(place.Text("ticket"));
        friend.Show(place.Text("ticket"));
        await Wait.UntilAsync(async () => (await customer.LockAsync(showtimeId, seats[0])).IsSuccessStatusCode);

        await friend.LockAsync(showtimeId, seats[1]).ProblemAsync(403, "queue_ticket_taken");
        await customer.LockAsync(showtimeId, seats[2]).JsonAsync();
    }

    private static ProcessBackplane Backplane(TestApi api) => api.Services.GetRequiredService<ProcessBackplane>();

    private Task ConnectedAsync(bool isConnected) =>
        Wait.UntilAsync(() => Task.FromResult(new[] { _first, _second }.All(api => Backplane(api).IsConnected == isConnected)));

    /// <summary>What each is told of the limit, and whether it was refused.</summary>
    private static async Task<List<string>> SignInAsync(params TestApi[] apis)
    {
        List<string> told = [];
        foreach (var api in apis)
        {
            using var answer = await api.CreateClient().PostAsJsonAsync("/api/v1/auth/refresh", new { refreshToken = "unknown" });
            var left = Assert.Single(answer.Headers.GetValues("RateLimit"));
            Assert.StartsWith(Policy, left, StringComparison.Ordinal);
            var refused = answer.StatusCode == HttpStatusCode.TooManyRequests ? "429 " : "";
            told.Add($"{refused}r={left[Policy.Length..].Split(';')[0]}");
        }

        return told;
    }
}
