using System.Diagnostics;
using System.Globalization;
using MovieBooking.Load.Checks;
using MovieBooking.Load.Customers;
using MovieBooking.Load.Measuring;
using MovieBooking.Load.Staging;

namespace MovieBooking.Load.Storm;

internal static class StormScenario
{
    public static async Task<int> RunAsync(StageOptions options, long attempts, CancellationToken cancellationToken)
    {
        await using var stage = await Stage.SetAsync(options, cancellationToken);
        var measurements = new Measurements();
        using var crowd = new Crowd(stage, options.Seed, measurements);
        var deadlocksBefore = await stage.Database.DeadlocksAsync(cancellationToken);
        var started = Stopwatch.GetTimestamp();
        var storm = crowd.RunAsync(() => measurements.Attempts < attempts, cancellationToken);
        await Output.FollowAsync("storm", attempts, () => Math.Min(measurements.Attempts, attempts), storm);
        var elapsed = Stopwatch.GetElapsedTime(started);
        var deadlocks = await stage.Database.DeadlocksAsync(cancellationToken) - deadlocksBefore;

        Tables.Write(measurements);
        var calls = measurements.Count(_ => true);
        Output.Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{measurements.Attempts:N0} attempts in {calls:N0} calls by {options.Users} customers on {options.Showtimes} showtimes in {elapsed.TotalSeconds:N1} s: {calls / elapsed.TotalSeconds:N0} a second"
            )
        );
        Output.Say($"vouchers in use at once: {VoucherChecks.Reached(crowd.Histories)}");
        var checks = await Audit.CheckAsync(stage.Database, crowd.Histories, cancellationToken, stage.Stripe, stage.Mail);
        return Tables.Write([.. checks, Audit.ServerErrors(measurements), new Check("no deadlock", calls, Deadlocks(deadlocks))]) ? 0 : 1;
    }

    private static string[] Deadlocks(long count) => count == 0 ? [] : [$"the engine met {count}"];
}
