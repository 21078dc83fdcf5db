using MovieBooking.Load.Bench.Figures;
using MovieBooking.Load.Bench.Wire;

namespace MovieBooking.Tests.Load;

/// <summary>How the benchmarks count. They are run in short by <c>.ci/run</c>.</summary>
public sealed class BenchTests
{
    [Fact]
    public void A_ratio_is_taken_pair_by_pair()
    {
        var comparison = new Comparison("book", "2 seats");
        foreach (var (product, ping) in new[] { (10, 100), (30, 100), (40, 200) })
        {
            comparison.Add("product", Answered(product));
            comparison.Add("ping", Answered(ping));
        }

        Assert.Equal(new Spread(0.2, 0.1, 0.3), comparison.Ratio("product", "ping", round => round.PerSecond));
        Assert.Equal(new Spread(30, 10, 40), comparison.Of("product", round => round.PerSecond));
    }

    [Fact]
    public void What_is_answered_after_the_end_of_a_round_does_not_count()
    {
        var tally = new Tally();
        tally.Record(0, 200);
        tally.Close();
        tally.Record(0, 500);

        Assert.Equal(1, tally.Count);
        Assert.Equal([(200, 1), (500, 1)], tally.Statuses);
    }

    [Fact]
    public async Task A_closed_loop_measures_from_when_everybody_was_answered_once()
    {
        var (tally, asked, enough) = (new Tally(), 0, new TaskCompletionSource());

        var round = await ClosedLoop.RunAsync(
            ["slow", "quick"],
            TimeSpan.FromMilliseconds(50),
            new Meter(Environment.ProcessId, databaseProcessId: null),
            tally,
            async client =>
            {
                if (Interlocked.Increment(ref asked) > 100)
                {
                    enough.TrySetResult();
                }

                await (client == "slow" ? enough.Task : Task.Delay(1));
                tally.Record(0, 200);
            },
            CancellationToken.None
        );

        Assert.InRange(round.Count, 1, asked - 99);
    }

    private static Round Answered(int count) =>
        new(TimeSpan.FromSeconds(1), count, default, default, default, TimeSpan.FromSeconds(1), null, 0, 0);
}
