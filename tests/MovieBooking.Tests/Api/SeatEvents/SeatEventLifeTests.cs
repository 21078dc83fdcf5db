using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MovieBooking.Api.Seats.Events;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>How many streams there may be, and how they live and end: over real connections, each test with an API of its own.</summary>
public sealed class SeatEventLifeTests : IAsyncLifetime, IDisposable
{
    private readonly TestApi _api = new();
    private int _showtimeId;
    private int[] _seats = [];

    private SeatWatch Watch => _api.Services.GetRequiredService<SeatWatch>();

    public async Task InitializeAsync()
    {
        await _api.InitializeAsync();
        _showtimeId = await _api.Given.ShowtimeAsync();
        _seats = await _api.Given.SeatsAsync(_showtimeId, "A1", "A2");
        _api.UseKestrel(0);
    }

    public Task DisposeAsync() => ((IAsyncLifetime)_api).DisposeAsync();

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task An_address_has_a_limited_number_of_streams_and_a_place_is_free_again_when_one_ends()
    {
        _api.Settings["RateLimits:EventStreams:PerAddress"] = "2";
        using var client = _api.CreateClient();
        await using var first = await SeatStream.OpenAsync(client, _showtimeId);
        var second = await SeatStream.OpenAsync(client, _showtimeId);

        using (var refused = await SeatStream.RequestAsync(client, _showtimeId))
        {
            await refused.ProblemAsync(429, "too_many_requests");
            Assert.InRange(int.Parse(refused.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture), 1, 60);
        }

        await client.SeatMapAsync(_showtimeId);
        await second.DisposeAsync();
        HttpResponseMessage again;
        while ((again = await SeatStream.RequestAsync(client, _showtimeId)).StatusCode == HttpStatusCode.TooManyRequests)
        {
            again.Dispose();
        }

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        again.Dispose();
    }

    [Fact]
    public async Task One_process_serves_a_limited_number_of_streams()
    {
        _api.Settings["SeatEvents:Total"] = "1";
        using var client = _api.CreateClient();
        await using var stream = await SeatStream.OpenAsync(client, _showtimeId);

        using var refused = await SeatStream.RequestAsync(client, _showtimeId);

        await refused.ProblemAsync(503, "busy");
        Assert.NotNull(refused.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_quiet_stream_shows_that_it_is_alive()
    {
        _api.Settings["SeatEvents:Heartbeat"] = "00:00:00.010";
        await using var stream = await SeatStream.OpenAsync(_api.CreateClient(), _showtimeId);
        var first = await stream.NextAsync();

        for (var beat = 0; beat < 3; beat++)
        {
            var heartbeat = await stream.AnyAsync();
            Assert.Equal(("heartbeat", first.Id, 0), (heartbeat!.Type, heartbeat.Id, heartbeat.Seats.Count));
        }
    }

    [Fact]
    public async Task Nothing_is_read_for_a_viewer_who_has_hung_up()
    {
        using var client = _api.CreateClient();
        var stream = await SeatStream.OpenAsync(client, _showtimeId);
        await using var other = await SeatStream.OpenAsync(client, _showtimeId);
        await stream.NextAsync();
        Assert.Equal((2, 1), (Watch.Viewers, Watch.Showtimes));

        await stream.DisposeAsync();
        await UntilAsync(() => Watch.Viewers == 1);
        await other.DisposeAsync();
        await UntilAsync(() => Watch.Viewers == 0);

        Assert.Equal(0, Watch.Showtimes);
    }

    [Fact]
    public async Task Refused_viewers_leave_nothing_behind()
    {
        using var client = _api.CreateClient();
        await SeatStream.RequestAsync(client, 999999).ProblemAsync(404, "not_found");

        await UntilAsync(() => Watch.Viewers == 0);

        Assert.Equal(0, Watch.Showtimes);
    }

    [Fact]
    public async Task A_server_that_stops_ends_its_streams_properly_and_at_once()
    {
        await using var stream = await SeatStream.OpenAsync(_api.CreateClient(), _showtimeId);
        await stream.NextAsync();

        var stopped = _api.Services.GetRequiredService<IHost>().StopAsync();

        // The end of the answer, where a connection that is cut throws: the host has not waited its half minute for it.
        Assert.Null(await stream.AnyAsync());
        await stopped;
    }

    [Fact]
    public async Task A_database_that_goes_and_comes_back_costs_no_stream_and_no_change()
    {
        await using var line = new DatabaseOutage(_api.Database.ConnectionString);
        _api.Settings["ConnectionStrings:MovieBooking"] = line.ConnectionString;
        _api.Settings["SeatEvents:Heartbeat"] = "00:00:00.050";
        using var client = _api.CreateClient();
        await using var stream = await SeatStream.OpenAsync(client, _showtimeId);
        await stream.NextAsync();

        await line.CutAsync();
        await SeatStream.RequestAsync(client, _showtimeId).ProblemAsync(503, "busy");
        await using (var session = await _api.Database.Source.OpenConnectionAsync())
        {
            await session.LockAsync(await _api.Given.UserAsync(), _showtimeId, $"[{_seats[0]}]");
        }

        Assert.Equal("heartbeat", (await stream.AnyAsync())!.Type);
        line.Mend();

        await stream.UntilAsync(_seats[0], "locked");
    }

    [Fact]
    public async Task An_answer_that_breaks_off_half_way_costs_no_stream_and_no_change()
    {
        await using var line = new DatabaseOutage(_api.Database.ConnectionString);
        _api.Settings["ConnectionStrings:MovieBooking"] = line.ConnectionString;
        using var client = _api.CreateClient();
        await using var stream = await SeatStream.OpenAsync(client, _showtimeId);
        await stream.NextAsync();

        line.BrokenAnswers = 1;
        await using (var session = await _api.Database.Source.OpenConnectionAsync())
        {
            await session.LockAsync(await _api.Given.UserAsync(), _showtimeId, $"[{_seats[0]}]");
        }

        await stream.UntilAsync(_seats[0], "locked");
        Assert.True(line.BrokenAnswers <= 0, "No answer broke off.");
    }

    [Fact]
    public async Task A_showtime_that_is_busy_keeps_nobody_else_waiting()
    {
        var otherId = await _api.Given.ShowtimeAsync();
        var otherSeat = await _api.Given.SeatAsync(otherId, "A1");
        using var customer = await _api.CustomerAsync();
        await customer.LockAsync(_showtimeId, _seats[0]).JsonAsync();
        await using var busy = await SeatStream.OpenAsync(customer, _showtimeId);
        await busy.UntilAsync(_seats[0], "locked");
        await using var other = await SeatStream.OpenAsync(customer, otherId);
        await other.NextAsync();
        await using var session = await _api.Database.Source.OpenConnectionAsync();
        await session.BeginAsync();
        await session.RowsAsync("SELECT showtime_id FROM showtimes WHERE showtime_id = @id FOR UPDATE", ("@id", _showtimeId));
        await _api.Database.TimeRunsOutAsync(_showtimeId);

        await customer.LockAsync(otherId, otherSeat).JsonAsync();

        // The other one's row is still locked here: a watch that waited for it would never get to this.
        await other.UntilAsync(otherSeat, "locked");
        await session.ExecuteAsync("ROLLBACK");
        await busy.UntilAsync(_seats[0], "available");
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!isSo())
        {
            await Task.Delay(5, timeout.Token);
        }
    }
}
