using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MovieBooking.Load.Bench.Staging;
using MovieBooking.Load.Bench.Wire;
using MovieBooking.Load.Checks;
using MovieBooking.Load.Staging;

namespace MovieBooking.Load.Bench.Scenarios;

/// <summary>
/// Seats are held and given back, ten times as often as there are people; after each answer the map is read on the same connection and on a
/// stranger's, while others look at the same maps all the time. None may be older than the write.
/// </summary>
internal static class FreshScenario
{
    private const int Writers = 8;
    private const int Readers = 8;
    private const int WritesOfOne = 10;

    public static async Task RunAsync(BenchStage stage, CancellationToken cancellationToken)
    {
        var (writes, stale) = (0, new List<string>());
        var shows = (await stage.Product.OnSale.WavesAsync(1, cancellationToken)).Take(Writers / 2).ToArray();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var readers = Task.WhenAll(
            Enumerable.Range(0, Readers).Select(number => LookAsync(stage, shows[number % shows.Length], over.Token))
        );
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(WriteAsync));
        await over.CancelAsync();
        await readers;
        stage.Report.Add(new Check("fresh: no map is older than the write before it, to whoever wrote and to a stranger", writes, stale));

        async Task WriteAsync(int number)
        {
            var show = shows[number % shows.Length];
            var seat = show.SeatIds[number * 12];
            using var own = await HttpConnection.OpenAsync(stage.Product.Address, cancellationToken);
            using var other = await HttpConnection.OpenAsync(stage.Product.Address, cancellationToken);
            var buyer = new Buyer(own, stage.Product.SignedIn(stage.UserIds[number]), isPatient: true);
            for (var write = 0; write < stage.Options.People * WritesOfOne / Writers; write++)
            {
                var holds = write % 2 == 0;
                var reply = holds
                    ? await buyer.HoldAsync(show.ShowtimeId, seat, tally: null, cancellationToken)
                    : await buyer.ReleaseAsync(show.ShowtimeId, seat, cancellationToken);
                if (!reply.IsSuccess)
                {
                    throw new InvalidOperationException($"A seat that nobody else wants answered {reply.Status}.");
                }

                Expect(holds ? "selected" : "available", await buyer.ReadMapAsync(show.ShowtimeId, tally: null, cancellationToken), "own");
                Expect(holds ? "locked" : "available", await other.SendAsync(Map(show), cancellationToken), "a stranger's");
                Interlocked.Increment(ref writes);
            }

            void Expect(string status, Reply map, string whose)
            {
                var seen = StatusOf(map, seat);
                if (seen != status)
                {
                    lock (stale)
                    {
                        stale.Add($"{whose} map says {seen} of a seat that is {status}");
                    }
                }
            }
        }
    }

    private static async Task LookAsync(BenchStage stage, Show show, CancellationToken over)
    {
        using var connection = await HttpConnection.OpenAsync(stage.Product.Address, CancellationToken.None);
        while (!over.IsCancellationRequested)
        {
            await connection.SendAsync(Map(show), CancellationToken.None);
        }
    }

    private static byte[] Map(Show show) => Request.Get($"/api/v1/showtimes/{show.ShowtimeId}/seats");

    private static string StatusOf(Reply map, int seatId) =>
        Regex
            .Match(
                Encoding.UTF8.GetString(map.Body.Span),
                string.Create(CultureInfo.InvariantCulture, $"\"seatId\":{seatId},[^}}]*\"status\":\"(?<status>[a-z]+)\""),
                RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(1)
            )
            .Groups["status"]
            .Value;
}
