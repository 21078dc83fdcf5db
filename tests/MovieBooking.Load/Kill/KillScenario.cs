using System.Globalization;
using MovieBooking.Load.Checks;
using MovieBooking.Load.Customers;
using MovieBooking.Load.Measuring;
using MovieBooking.Load.Staging;
using Spectre.Console;

namespace MovieBooking.Load.Kill;

internal static class KillScenario
{
    private static readonly TimeSpan s_calm = TimeSpan.FromSeconds(3);

    public static async Task<int> RunAsync(
        StageOptions options,
        int times,
        TimeSpan pause,
        TimeSpan within,
        CancellationToken cancellationToken
    )
    {
        await using var stage = await Stage.SetAsync(options, cancellationToken);
        var measurements = new Measurements();
        using var crowd = new Crowd(stage, options.Seed, measurements);
        var isOver = false;
        var storm = crowd.RunAsync(() => !Volatile.Read(ref isOver), cancellationToken);
        List<Strike> strikes = [];
        for (var round = 1; round <= times; round++)
        {
            foreach (var disaster in Disaster.All(stage, pause))
            {
                // Bookings are under way whenever it strikes.
                await await Task.WhenAny(Task.Delay(s_calm, cancellationToken), storm);
                var strike = await disaster.HappenAsync(measurements, cancellationToken);
                strikes.Add(strike);
                Output.Say(
                    $"{round} of {times}: {strike.Disaster}, up again after {Tables.Milliseconds(strike.Down)} ms, "
                        + $"booking again {Tables.Milliseconds(strike.FirstBooking)} ms later"
                );
            }
        }

        await Task.Delay(s_calm, cancellationToken);
        Volatile.Write(ref isOver, true);
        await storm;

        Tables.Write(measurements);
        Write(strikes);
        Output.Say($"vouchers in use at once: {VoucherChecks.Reached(crowd.Histories)}");
        var checks = await Audit.CheckAsync(stage.Database, crowd.Histories, cancellationToken, stage.Stripe, stage.Mail);
        return Tables.Write([.. checks, Audit.ServerErrorsButBusy(measurements), Recovery(strikes, within), Unnoticed(strikes)]) ? 0 : 1;
    }

    private static void Write(List<Strike> strikes)
    {
        var table = Tables.Create("disaster", "times", "down, worst ms", "first booking after, median ms", "worst ms", "longest wait ms");
        foreach (var disaster in strikes.GroupBy(strike => strike.Disaster, StringComparer.Ordinal))
        {
            var first = disaster.Select(strike => strike.FirstBooking).Order().ToList();
            table.AddRow(
                disaster.Key,
                first.Count.ToString(CultureInfo.InvariantCulture),
                Tables.Milliseconds(disaster.Max(strike => strike.Down)),
                Tables.Milliseconds(first[first.Count / 2]),
                Tables.Milliseconds(first[^1]),
                Tables.Milliseconds(disaster.Max(strike => strike.LongestWait))
            );
        }

        AnsiConsole.Write(table);
    }

    private static Check Unnoticed(List<Strike> strikes) =>
        new(
            "no call fails while no mail goes out, while Redis is lost, or while one process after the other is restarted",
            strikes.Count,
            [.. strikes.Where(strike => strike.Failed > 0).Select(strike => $"{strike.Disaster}: {strike.Failed} calls failed")]
        );

    private static Check Recovery(List<Strike> strikes, TimeSpan within) =>
        new(
            $"a booking succeeds at most {within.TotalSeconds:0} s after the process is up again",
            strikes.Count,
            [
                .. strikes
                    .Where(strike => strike.FirstBooking > within)
                    .Select(strike => $"{strike.Disaster}: {Tables.Milliseconds(strike.FirstBooking)} ms"),
            ]
        );
}
