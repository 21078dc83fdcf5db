using System.Diagnostics;
using MovieBooking.Load.Bench.Figures;
using MovieBooking.Load.Bench.Staging;
using MovieBooking.Load.Bench.Wire;
using MovieBooking.Load.Checks;
using MovieBooking.Load.Staging;
using MySqlConnector;

namespace MovieBooking.Load.Bench.Scenarios;

/// <summary>
/// 32 customers who hold, book and confirm two seats after another over 50 showtimes. Bare calls the same routines, and once
/// more those that were current before, on a database of their own.
/// </summary>
internal static class BookScenario
{
    private const int Customers = 32;
    private const int MostASecond = 1500;

    public static async Task RunAsync(BenchStage stage, CancellationToken cancellationToken)
    {
        var kept = await stage.StartKeptAsync(cancellationToken);
        var before = await stage.StartBeforeAsync(cancellationToken);
        var sold = 0L;
        var bookings = await stage.CompareAsync(
            "book",
            "2 seats, hold + create + confirm",
            before is null ? [stage.Product, stage.Bare, kept] : [stage.Product, stage.Bare, kept, before],
            async contender =>
            {
                var (round, count) = await BookAsync(stage, contender, cancellationToken);
                sold += contender.OnSale == stage.Product.OnSale ? count : 0;
                return round;
            }
        );
        await using var connection = await stage.Database.OpenAsync(cancellationToken);
        stage.Report.Add(await SoldAsync(connection, sold, cancellationToken));
        stage.Report.Add(
            Goal.AtMost(
                "3: database CPU of a booking, × the kept routines",
                bookings.Ratio(stage.Bare.Name, kept.Name, round => round.DatabaseCost).Median,
                0.4
            )
        );
        stage.Report.Add(
            Goal.AtMost(
                "3: application CPU of a booking, × bare",
                bookings.Ratio(Comparison.Product, stage.Bare.Name, round => round.ApplicationCost).Median,
                1.5
            )
        );
        if (before is not null)
        {
            stage.Report.Add(
                Goal.AtLeast(
                    "3: bookings a second, × the build before",
                    bookings.Ratio(Comparison.Product, before.Name, round => round.PerSecond).Median,
                    2.5
                )
            );
        }
    }

    /// <summary>One round; the answer also has all that were sold, those included that ended after it.</summary>
    public static async Task<(Round Round, long Sold)> BookAsync(BenchStage stage, Contender contender, CancellationToken cancellationToken)
    {
        var (bookings, calls, sold) = (new Tally(), new Tally(), 0L);
        var waves = 1 + (int)(stage.Duration.TotalSeconds * MostASecond / OnSale.PairsOfAWave);
        var pairs = await contender.OnSale.PairsAsync(waves, cancellationToken);
        using var connections = await Connections.OpenAsync(contender.Address, Customers, cancellationToken);
        var round = await ClosedLoop.RunAsync(
            connections
                .Zip(stage.UserIds, (connection, userId) => new Buyer(connection, contender.SignedIn(userId), isPatient: true))
                .ToList(),
            stage.Duration,
            stage.Meter(contender),
            bookings,
            async buyer =>
            {
                var (seats, started) = (pairs.Next(), Stopwatch.GetTimestamp());
                var answer = await buyer.HoldAsync(seats, calls, cancellationToken);
                answer = answer.IsSuccess ? await buyer.BuyAsync(seats, calls, cancellationToken) : answer;
                bookings.Record(started, answer.Status);
                Interlocked.Add(ref sold, answer.IsSuccess ? 1 : 0);
            },
            cancellationToken
        );
        stage.Expect("book", contender, calls, 200, 201);
        return (round, sold);
    }

    /// <summary>Every booking that was acknowledged is in the rows of the showtimes on sale, and no other.</summary>
    private static async Task<Check> SoldAsync(MySqlConnection connection, long sold, CancellationToken cancellationToken)
    {
        var stored = (
            await Seed.IdsAsync(
                connection,
                "SELECT COUNT(*) FROM reservations WHERE user_id IS NOT NULL AND status = 'confirmed'",
                cancellationToken
            )
        )[0];
        return new Check("book: as many bookings as were acknowledged", sold, stored == sold ? [] : [$"{stored} are stored"]);
    }
}
