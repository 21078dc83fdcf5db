using System.Net;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>Whoever sends a byte now and then, or never goes on, keeps nothing from others for long; a stream stays open.</summary>
public sealed class SlowConnectionTests(SlowConnectionTests.Port port) : IClassFixture<SlowConnectionTests.Port>
{
    private const string Body =
        "POST /api/v1/auth/login HTTP/1.1\r\nHost: movies.example\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{";

    [Fact]
    public async Task Headers_that_do_not_end_are_ended()
    {
        using var connection = await RawConnection.OpenAsync(port.Address);

        var answer = await connection.TrickleAsync("GET /api/v1/movies HTTP/1.1\r\nHost: movies.example\r\nX-Slow: ");

        Assert.Equal("malformed_request", RawConnection.Problem(answer, 408).Text("code"));
    }

    [Fact]
    public async Task Bodies_that_do_not_end_are_ended_and_take_the_one_place_from_nobody_meanwhile()
    {
        var slow = Task.WhenAll(Enumerable.Range(0, 3).Select(_ => TrickledAsync(Body)));

        var served = 0;
        while (!slow.IsCompleted)
        {
            await port.Customer.GetAsync("/api/v1/movies").JsonAsync();
            served++;
        }

        Assert.True(served > 0);
        Assert.All(
            await slow,
            answer =>
            {
                Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
                Assert.Contains("\r\nConnection: close\r\n", answer, StringComparison.Ordinal);
                Assert.Contains("\"code\":\"malformed_request\"", answer, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public async Task Answers_that_nobody_reads_take_the_one_place_from_nobody()
    {
        const int InARow = 200;
        var map = $"GET /api/v1/showtimes/{await port.Api.Given.ShowtimeAsync()}/seats HTTP/1.1\r\nHost: movies.example\r\n\r\n";
        using var connection = await RawConnection.OpenAsync(port.Address, receiveBuffer: 4096);
        // More than all that lies between the two could take up.
        var sent = connection.SendAsync(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(map, 5_000))));

        var (asked, served) = (0, 0);
        for (; asked < 10_000 && served < InARow; asked++)
        {
            using var answer = await port.Customer.GetAsync("/api/v1/movies");
            // While the server is at work for that connection it may be busy.
            served = connection.Available > 0 && answer.StatusCode == HttpStatusCode.OK ? served + 1 : 0;
        }

        Assert.Equal(InARow, served);
        connection.Dispose();
        await sent;
    }

    [Fact]
    public async Task A_connection_on_which_nothing_more_is_asked_is_ended()
    {
        using var connection = await RawConnection.OpenAsync(port.Address);
        await connection.SendAsync("GET /health/live HTTP/1.1\r\nHost: movies.example\r\n\r\n"u8.ToArray());

        Assert.StartsWith("HTTP/1.1 200 ", await connection.EndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_takes_too_long_is_given_up_as_busy_and_what_it_began_is_undone()
    {
        var showtimeId = await port.Api.Given.ShowtimeAsync();
        var seatId = await port.Api.Given.SeatAsync(showtimeId, "A1");
        await using var other = await port.Api.Database.Source.OpenConnectionAsync();
        await other.BeginAsync();
        await other.RowsAsync("SELECT showtime_id FROM showtimes WHERE showtime_id = @id FOR UPDATE", ("@id", showtimeId));

        using var answer = await port.Customer.LockAsync(showtimeId, seatId);

        await answer.ProblemAsync(503, "busy");
        Assert.NotNull(answer.Headers.RetryAfter);
        await other.ExecuteAsync("ROLLBACK");
        Assert.Equal("available", await port.Customer.StatusOfAsync(showtimeId, "A1"));
        await port.Customer.LockAsync(showtimeId, seatId).JsonAsync();
    }

    [Fact]
    public async Task A_stream_goes_on_for_longer_than_any_answer_may_take()
    {
        var showtimeId = await port.Api.Given.ShowtimeAsync();
        await using var stream = await SeatStream.OpenAsync(port.Customer, showtimeId);

        // The first has the seats; those that follow are a quarter of a second apart.
        for (var heard = 0; heard < 10; heard++)
        {
            Assert.NotNull(await stream.AnyAsync());
        }
    }

    [Fact]
    public void So_many_connections_are_kept_and_no_more() =>
        Assert.Equal(1234, port.Api.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits.MaxConcurrentConnections);

    private async Task<string> TrickledAsync(string begin)
    {
        using var connection = await RawConnection.OpenAsync(port.Address);
        return await connection.TrickleAsync(begin);
    }

    /// <summary>One that waits for a second or two, and has a place for one request at a time.</summary>
    public sealed class Port : IAsyncLifetime, IDisposable
    {
        public TestApi Api { get; } =
            new()
            {
                Settings =
                {
                    ["RequestLimits:AtOnce"] = "1",
                    ["RequestLimits:Connections"] = "1234",
                    ["RequestLimits:HeadersSeconds"] = "1",
                    ["RequestLimits:IdleSeconds"] = "1",
                    ["RequestLimits:AnswerSeconds"] = "2",
                    ["SeatEvents:Heartbeat"] = "00:00:00.25",
                },
            };

        public HttpClient Customer { get; private set; } = null!;

        public Uri Address => Customer.BaseAddress!;

        public async Task InitializeAsync()
        {
            await Api.InitializeAsync();
            Api.UseKestrel(0);
            Api.StartServer();
            Customer = await Api.CustomerAsync();

            // What is asked for the first time is compiled, which may take longer than an answer may.
            var showtimeId = await Api.Given.ShowtimeAsync();
            (await Customer.GetAsync("/api/v1/movies")).Dispose();
            (await Customer.LockAsync(showtimeId, await Api.Given.SeatAsync(showtimeId, "A1"))).Dispose();
        }

        public Task DisposeAsync() => ((IAsyncLifetime)Api).DisposeAsync();

        public void Dispose() => Api.Dispose();
    }
}
