using System.CommandLine;
using MovieBooking.Load.Staging;

namespace MovieBooking.Load.Hoard;

/// <summary>`hoard`: somebody keeps seats from those who want to buy them.</summary>
internal static class HoardCommand
{
    public static Command Create()
    {
        var hoarders = new Option<int>("--hoarders")
        {
            Description = "Hoarders at once; every other one is a guest under made-up mail addresses.",
            DefaultValueFactory = _ => 200,
        };
        var addresses = new Option<int>("--addresses") { Description = "From how many addresses they come.", DefaultValueFactory = _ => 1 };
        var seconds = new Option<int>("--seconds")
        {
            Description = "For how long buyers try to get their two seats.",
            DefaultValueFactory = _ => 30,
        };
        var least = new Option<double>("--least")
        {
            Description =
                "The least share of the seats that buyers must get; 0 on a machine that is in use, where only what is kept counts.",
            DefaultValueFactory = _ => 0.9,
        };
        var command = new Command(
            "hoard",
            "Buyers, each from an address of their own, want two seats each; then the same on other showtimes on which hoarders, who come "
                + "first and never pay, hold all they can get. Buyers must get at least 90 % of the seats that they get without them, and "
                + "each hoarder and each of their addresses must keep within the rules."
        )
        {
            hoarders,
            addresses,
            seconds,
            least,
        };
        var stage = StageOptions.AddTo(command, users: 200, showtimes: 5);
        command.SetAction(
            (result, cancellationToken) =>
                HoardScenario.RunAsync(
                    stage(result),
                    result.GetValue(hoarders),
                    result.GetValue(addresses),
                    TimeSpan.FromSeconds(result.GetValue(seconds)),
                    result.GetValue(least),
                    cancellationToken
                )
        );
        return command;
    }
}
