using System.CommandLine;
using MovieBooking.Load.Staging;

namespace MovieBooking.Load.Kill;

/// <summary>`kill`: the database and the API die, or stand still, in the middle of a storm.</summary>
internal static class KillCommand
{
    public static Command Create()
    {
        var times = new Option<int>("--times") { Description = "How often each disaster strikes.", DefaultValueFactory = _ => 20 };
        var pause = new Option<int>("--pause")
        {
            Description = "Seconds for which the database stands still, or is cut off.",
            DefaultValueFactory = _ => 30,
        };
        var within = new Option<int?>("--within")
        {
            Description =
                "Seconds after which booking must work again: 2 from when the process is up, or with `--group` 30 from the strike.",
        };
        var group = new Option<bool>("--group")
        {
            Description =
                "It is the primary of a group of three servers that is killed, stands still or is cut off (`.ci/group`, whose command this must be).",
        };
        var command = new Command(
            "kill",
            "While customers book, the database is killed (SIGKILL), the API is killed, the database stands still (SIGSTOP), and the mail server is gone; with "
                + "`--processes` of 2 and more also Redis is lost, and the processes are restarted in turn, which nobody may notice. "
                + "Every call that books, confirms or cancels is repeated with its Idempotency-Key until it has an answer. Then: every "
                + "acknowledged booking is there, none twice, none partial, and booking worked again in time."
        )
        {
            times,
            pause,
            within,
            group,
        };
        var stage = StageOptions.AddTo(command, users: 100, pays: true, mails: true);
        command.SetAction(
            (result, cancellationToken) =>
                KillScenario.RunAsync(
                    stage(result),
                    result.GetValue(times),
                    TimeSpan.FromSeconds(result.GetValue(pause)),
                    TimeSpan.FromSeconds(result.GetValue(within) ?? (result.GetValue(group) ? 30 : 2)),
                    result.GetValue(group),
                    cancellationToken
                )
        );
        return command;
    }
}
