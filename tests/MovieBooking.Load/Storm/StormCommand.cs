using System.CommandLine;
using MovieBooking.Load.Staging;

namespace MovieBooking.Load.Storm;

/// <summary>`storm`: everybody at once for the same seats.</summary>
internal static class StormCommand
{
    public static Command Create()
    {
        var attempts = new Option<long>("--attempts")
        {
            Description = "Calls that compete in all: looking at a map and asking again come on top.",
            DefaultValueFactory = _ => 1_000_000,
        };
        var command = new Command(
            "storm",
            "Customers hold, book, confirm, cancel and look at the same seats, use vouchers and gift cards, and buy and exchange them at counters, which keep seats for groups, as fast as they can; then the rows and what every "
                + "customer was told are compared: no seat sold twice, no acknowledged booking lost, no deadlock, no 5xx."
        )
        {
            attempts,
        };
        var stage = StageOptions.AddTo(command, users: 500, pays: true);
        command.SetAction(
            (result, cancellationToken) => StormScenario.RunAsync(stage(result), result.GetValue(attempts), cancellationToken)
        );
        return command;
    }
}
