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
        bool ofGroup,
        CancellationToken cancellationToken
    )
    {
        await using var stage = await Stage.SetAsync(options, cancellationToken);
        var group = ofGroup ? ServerGroup.Of(stage.Database) : null;
        var measurements = new Measurements();
        using var crowd = new Crowd(stage, options.Seed, measurements);
        var isOver = false;
        var storm = crowd.RunAsync(() => !Volatile.Read(ref isOver), cancellationToken);
        List<Strike> strikes = [];
        for (var round = 1; round <= times; round++)
        {
            foreach (var disaster in group is null ? Disaster.All(stage, pause) : Disaster.AllOfGroup(group, crowd, pause))
            {
                // Bookings are under way whenever it strikes.
                await await Task.WhenAny(Task.Delay(s_calm, cancellationToken), storm);
                var strike = await disaster.HappenAsync(measurements, cancellationToken);
                strikes.Add(strike);
                Output.Say(
                    $"{round} of {times}: {strike.Disaster}, up again after {Tables.Milliseconds(strike.Down)} ms, "
                        + $"booking again {Tables.Milliseconds(strike.FirstBooking)} ms later, {Tables.Milliseconds(strike.Without)} ms after the strike"
                );
            }
        }

        await Task.Delay(s_calm, cancellationToken);
        Volatile.Write(ref isOver, true);
        await storm;

        Tables.Write(measurements);
        Write(strikes);
        if (group is not null)
        {
            Output.Say($"expired holds are swept by {await SweeperAsync(stage.Database, cancellationToken)}");
        }

        Output.Say($"vouchers in use at once: {VoucherChecks.Reached(crowd.Histories)}");
        var checks = await Audit.CheckAsync(stage.Database, crowd.Histories, cancellationToken, stage.Stripe, stage.Mail);
        return Tables.Write([
            .. checks,
            Audit.ServerErrorsButBusy(measurements),
            ofGroup ? Succession(strikes, within) : Recovery(strikes, within),
            Unnoticed(strikes),
        ])
            ? 0
            : 1;
    }

    private static void Write(List<Strike> strikes)
    {
        var table = Tables.Create(
            "disaster",
            "times",
            "down, worst ms",
            "first booking after, median ms",
            "worst ms",
            "without bookings, median ms",
            "worst ms",
            "longest wait ms"
        );
        foreach (var disaster in strikes.GroupBy(strike => strike.Disaster, StringComparer.Ordinal))
        {
            var first = disaster.Select(strike => strike.FirstBooking).Order().ToList();
            var without = disaster.Select(strike => strike.Without).Order().ToList();
            table.AddRow(
                disaster.Key,
                first.Count.ToString(CultureInfo.InvariantCulture),
                Tables.Milliseconds(disaster.Max(strike => strike.Down)),
                Tables.Milliseconds(first[first.Count / 2]),
                Tables.Milliseconds(first[^1]),
                Tables.Milliseconds(without[without.Count / 2]),
                Tables.Milliseconds(without[^1]),
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

    private static Check Succession(List<Strike> strikes, TimeSpan within) =>
        new(
            $"a booking succeeds at most {within.TotalSeconds:0} s after the primary was struck",
            strikes.Count,
            [
                .. strikes
                    .Where(strike => strike.Without > within)
                    .Select(strike => $"{strike.Disaster}: {Tables.Milliseconds(strike.Without)} ms"),
            ]
        );

    private static async Task<string> SweeperAsync(LoadDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT holder FROM leases WHERE name = 'release_expired' AND expires_at > UTC_TIMESTAMP(6)";
        return (string?)await command.ExecuteScalarAsync(cancellationToken) ?? "nobody";
    }

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
