using System.Diagnostics;
using System.Globalization;
using MovieBooking.Load.Bench.Figures;
using MovieBooking.Load.Bench.Staging;
using MovieBooking.Load.Bench.Wire;

namespace MovieBooking.Load.Bench.Scenarios;

/// <summary>What everybody looks at, beside constant bytes of the same size, while a seat of a showtime changes ten times a second.</summary>
internal static class PageScenarios
{
    private const int Clients = 64;

    public static async Task SeatMapAsync(BenchStage stage, CancellationToken cancellationToken)
    {
        var path = $"/api/v1/showtimes/{stage.Programme.Show.ShowtimeId}/seats";
        await using var changes = SeatChanges.Begin(stage);
        var signedOut = await CompareAsync(stage, "seatmap", "signed out", path, null, withBare: true, cancellationToken);
        var signedIn = await CompareAsync(stage, "seatmap", "signed in", path, stage.UserIds[^1], withBare: true, cancellationToken);
        var unchanged = await stage.CompareAsync(
            "seatmap",
            "If-None-Match",
            [stage.Product, stage.Ping],
            contender => UnchangedAsync(stage, contender, contender == stage.Ping ? "/304" : path, cancellationToken)
        );
        stage.Report.Add(Goal.AtLeast("1: seat map, signed out, × ping", OfPing(signedOut), 0.7));
        stage.Report.Add(Goal.AtLeast("1: seat map, signed in, × ping", OfPing(signedIn), 0.4));
        stage.Report.Add(Goal.AtLeast("1: seat map, 304, × ping", OfPing(unchanged), 0.9));
    }

    public static Task MoviesAsync(BenchStage stage, CancellationToken cancellationToken) =>
        PageAsync(stage, "movies", "/api/v1/movies", cancellationToken);

    public static Task MovieAsync(BenchStage stage, CancellationToken cancellationToken) =>
        PageAsync(stage, "movie", $"/api/v1/movies/{stage.Programme.MovieId}", cancellationToken);

    public static Task CinemaAsync(BenchStage stage, CancellationToken cancellationToken) =>
        PageAsync(
            stage,
            "cinema",
            string.Create(
                CultureInfo.InvariantCulture,
                $"/api/v1/cinemas/{stage.Programme.CinemaId}/showtimes?date={stage.Programme.Day:yyyy-MM-dd}"
            ),
            cancellationToken
        );

    /// <summary>The first HTML, of the home page and of a movie.</summary>
    public static async Task HtmlAsync(BenchStage stage, CancellationToken cancellationToken)
    {
        await PageAsync(stage, "html", "/", cancellationToken);
        await PageAsync(stage, "html", $"/movies/{stage.Programme.MovieId}", cancellationToken);
    }

    private static async Task PageAsync(BenchStage stage, string scenario, string path, CancellationToken cancellationToken)
    {
        await using var changes = SeatChanges.Begin(stage);
        var page = await CompareAsync(stage, scenario, path, path, userId: null, withBare: false, cancellationToken);
        stage.Report.Add(Goal.AtLeast($"2: {scenario} {path}, × ping", OfPing(page), 0.5));
    }

    private static async Task<Comparison> CompareAsync(
        BenchStage stage,
        string scenario,
        string name,
        string path,
        int? userId,
        bool withBare,
        CancellationToken cancellationToken
    )
    {
        using var connection = await HttpConnection.OpenAsync(stage.Product.Address, cancellationToken);
        var page = await connection.SendAsync(FromServer(stage.Product), cancellationToken);
        if (!page.IsSuccess)
        {
            throw new InvalidOperationException($"{path} answered {page.Status}.");
        }

        var size = page.Body.Length;
        return await stage.CompareAsync(
            scenario,
            string.Create(CultureInfo.InvariantCulture, $"{name}, {size / 1000.0:N1} kB"),
            withBare ? [stage.Product, stage.Bare, stage.Ping] : [stage.Product, stage.Ping],
            contender => AskAsync(stage, $"{scenario} {name}", contender, Ask(contender), cancellationToken)
        );

        byte[] Ask(Contender contender) => contender == stage.Ping ? Request.Get($"/{size}") : FromServer(contender);

        byte[] FromServer(Contender contender) => Request.Get(path, userId is { } id ? contender.SignedIn(id) : null);
    }

    /// <summary>One round of strangers who look at a seat map at a steady rate, beside whatever else goes on.</summary>
    public static async Task<Round> LookAsync(
        BenchStage stage,
        string scenario,
        int showtimeId,
        double perSecond,
        CancellationToken cancellationToken
    )
    {
        var (tally, meter) = (new Tally(), stage.Meter(stage.Product));
        var map = Request.Get($"/api/v1/showtimes/{showtimeId}/seats");
        using var pool = new ConnectionPool(stage.Product.Address);
        meter.Start();
        await await OpenLoop.RunAsync(
            perSecond,
            stage.Duration,
            async intended =>
            {
                var connection = await pool.TakeAsync(cancellationToken);
                var reply = await connection.SendAsync(map, cancellationToken);
                tally.Record(intended, reply.Status);
                pool.Return(connection);
            },
            cancellationToken
        );
        stage.Expect($"{scenario}, seat map", stage.Product, tally, 200);
        return meter.Stop(tally);
    }

    /// <summary>One round of 64 clients who ask for the same.</summary>
    public static async Task<Round> AskAsync(
        BenchStage stage,
        string what,
        Contender contender,
        byte[] request,
        CancellationToken cancellationToken
    )
    {
        var tally = new Tally();
        using var connections = await Connections.OpenAsync(contender.Address, Clients, cancellationToken);
        var round = await ClosedLoop.RunAsync(
            connections,
            stage.Duration,
            stage.Meter(contender),
            tally,
            async connection =>
            {
                var started = Stopwatch.GetTimestamp();
                var reply = await connection.SendAsync(request, cancellationToken);
                tally.Record(started, reply.Body.IsEmpty ? 0 : reply.Status);
            },
            cancellationToken
        );
        stage.Expect(what, contender, tally, 200);
        return round;
    }

    /// <summary>Clients that send back the tag they were given last.</summary>
    private static async Task<Round> UnchangedAsync(BenchStage stage, Contender contender, string path, CancellationToken cancellationToken)
    {
        var tally = new Tally();
        using var connections = await Connections.OpenAsync(contender.Address, Clients, cancellationToken);
        var round = await ClosedLoop.RunAsync(
            connections.Select(connection => new Returning(connection) { Request = Request.Get(path) }).ToList(),
            stage.Duration,
            stage.Meter(contender),
            tally,
            async client =>
            {
                var started = Stopwatch.GetTimestamp();
                var reply = await client.Connection.SendAsync(client.Request, cancellationToken);
                tally.Record(started, reply.Status);
                if (reply.Header("ETag") is { } tag && reply.IsSuccess)
                {
                    client.Request = Request.Get(path, $"If-None-Match: {tag}");
                }
            },
            cancellationToken
        );
        stage.Expect("seatmap If-None-Match", contender, tally, 200, 304);
        return round;
    }

    private static double OfPing(Comparison comparison) => comparison.Ratio(Comparison.Product, "ping", round => round.PerSecond).Median;

    private sealed class Returning(HttpConnection connection)
    {
        public HttpConnection Connection => connection;

        public required byte[] Request { get; set; }
    }
}
