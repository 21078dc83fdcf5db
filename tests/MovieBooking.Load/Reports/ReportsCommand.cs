using System.CommandLine;

namespace MovieBooking.Load.Reports;

/// <summary>`reports`: what the managers' reports cost after a long history.</summary>
internal static class ReportsCommand
{
    public static Command Create()
    {
        var few = new Option<int>("--few") { Description = "Tickets of the short history.", DefaultValueFactory = _ => 50_000 };
        var many = new Option<int>("--many") { Description = "Tickets of the long history.", DefaultValueFactory = _ => 5_000_000 };
        var calls = new Option<int>("--calls") { Description = "Calls of each report.", DefaultValueFactory = _ => 200 };
        var command = new Command(
            "reports",
            "The same cinemas, 480 tickets a day, once with a short history and once with a long one: the p95 of each report "
                + "may grow by half at most. The long history takes minutes and some 2 GB in the temporary folder."
        )
        {
            few,
            many,
            calls,
        };
        command.SetAction(
            (result, cancellationToken) =>
                ReportsScenario.RunAsync(result.GetValue(few), result.GetValue(many), result.GetValue(calls), cancellationToken)
        );
        return command;
    }
}
