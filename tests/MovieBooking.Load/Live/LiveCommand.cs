using System.CommandLine;
using MovieBooking.Load.Staging;

namespace MovieBooking.Load.Live;

/// <summary>`live`: how soon everybody who looks at a seat map sees what others do.</summary>
internal static class LiveCommand
{
    public static Command Create()
    {
        var viewers = new Option<int>("--viewers") { Description = "Open streams in all.", DefaultValueFactory = _ => 1000 };
        var rate = new Option<int>("--rate") { Description = "Changes of a seat a second.", DefaultValueFactory = _ => 50 };
        var seconds = new Option<int>("--seconds") { Description = "How long.", DefaultValueFactory = _ => 60 };
        var lose = new Option<bool>("--lose-redis")
        {
            Description = "The Redis between several processes is lost for the second third of it; needs `--processes` of 2 and more.",
        };
        var command = new Command(
            "live",
            "Viewers follow the showtimes by their event streams while customers hold seats and give them back at a steady rate: how long "
                + "after each acknowledgement every viewer has seen the change, and whether all end with the map that the API has. Of several "
                + "processes one takes the changes, and another has the viewers."
        )
        {
            viewers,
            rate,
            seconds,
            lose,
        };
        var stage = StageOptions.AddTo(command, users: 500);
        command.Validators.Add(result =>
        {
            if (result.GetValue(lose) && result.GetValue<int>("--processes") < 2)
            {
                result.AddError("--lose-redis needs --processes of 2 and more: one process has no Redis.");
            }
        });
        command.SetAction(
            (result, cancellationToken) =>
                LiveScenario.RunAsync(
                    stage(result),
                    new LiveOptions(
                        result.GetValue(viewers),
                        result.GetValue(rate),
                        TimeSpan.FromSeconds(result.GetValue(seconds)),
                        result.GetValue(lose)
                    ),
                    cancellationToken
                )
        );
        return command;
    }
}

/// <param name="Viewers">Open streams in all, evenly on the showtimes.</param>
/// <param name="Rate">Changes of a seat a second, in all.</param>
/// <param name="Duration">How long seats change.</param>
/// <param name="LosesRedis">Whether Redis is lost in the second third of that.</param>
internal sealed record LiveOptions(int Viewers, int Rate, TimeSpan Duration, bool LosesRedis);
