using System.Globalization;
using Spectre.Console;

namespace MovieBooking.Load.Measuring;

/// <summary>What a person sees: progress in place on a terminal, a line now and then elsewhere.</summary>
internal static class Output
{
    private const int WidthOfAFile = 150;
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    public static bool IsTerminal => AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected;

    public static void FitOutput()
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = WidthOfAFile;
        }
    }

    public static void Say(string line) => AnsiConsole.WriteLine(line);

    /// <summary>Shows how far the work is until it ends.</summary>
    public static Task FollowAsync(string what, long total, Func<long> done, Task work) =>
        IsTerminal ? FollowInPlaceAsync(what, total, done, work) : FollowInLinesAsync(what, total, done, work);

    private static Task FollowInPlaceAsync(string what, long total, Func<long> done, Task work) =>
        AnsiConsole
            .Progress()
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new ElapsedTimeColumn(),
                new RemainingTimeColumn()
            )
            .StartAsync(async progress =>
            {
                var task = progress.AddTask(what, maxValue: total);
                while (await Task.WhenAny(work, Task.Delay(s_interval)) != work)
                {
                    task.Value = done();
                }

                task.Value = done();
                await work;
            });

    private static async Task FollowInLinesAsync(string what, long total, Func<long> done, Task work)
    {
        var said = 0L;
        while (await Task.WhenAny(work, Task.Delay(s_interval)) != work)
        {
            var tenth = done() * 10 / total;
            if (tenth > said)
            {
                said = tenth;
                Say(string.Create(CultureInfo.InvariantCulture, $"{what}: {done():N0} of {total:N0}"));
            }
        }

        await work;
    }
}
