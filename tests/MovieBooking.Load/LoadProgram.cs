using System.CommandLine;
using MovieBooking.Load.Bench;
using MovieBooking.Load.Bench.Baselines;
using MovieBooking.Load.Hoard;
using MovieBooking.Load.Kill;
using MovieBooking.Load.Live;
using MovieBooking.Load.Measuring;
using MovieBooking.Load.Reports;
using MovieBooking.Load.Storm;

namespace MovieBooking.Load;

/// <summary>
/// The load program. A scenario is a folder with a command of its own, added here; what it plays on is in Staging, its
/// customers in Customers, what must be true afterwards in Checks.
/// </summary>
internal static class LoadProgram
{
    public static Task<int> Main(string[] args)
    {
        Output.FitOutput();
        var root = new RootCommand(
            "Puts MovieBooking under load: the real API as a process of its own, on a database of its own. "
                + "ConnectionStrings__MovieBooking names another server to use. The exit code is 0 when every check holds."
        )
        {
            StormCommand.Create(),
            KillCommand.Create(),
            HoardCommand.Create(),
            LiveCommand.Create(),
            ReportsCommand.Create(),
            BenchCommand.Create(),
        };
        foreach (var baseline in BaselineProcesses.Commands())
        {
            root.Add(baseline);
        }

        return root.Parse(args).InvokeAsync();
    }
}
