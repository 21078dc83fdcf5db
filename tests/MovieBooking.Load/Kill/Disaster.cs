using MovieBooking.Load.Customers;
using MovieBooking.Load.Measuring;
using MovieBooking.Load.Staging;

namespace MovieBooking.Load.Kill;

/// <summary>What one strike did.</summary>
/// <param name="Down">From the strike until it was up again.</param>
/// <param name="FirstBooking">From then until a booking, confirmation or cancellation succeeded.</param>
/// <param name="Without">From the strike until then.</param>
/// <param name="LongestWait">How long a customer waited at most for an answer that said what became of the call, until then.</param>
/// <param name="Failed">How many calls failed meanwhile, of a disaster in which none may.</param>
internal sealed record Strike(string Disaster, TimeSpan Down, TimeSpan FirstBooking, TimeSpan Without, TimeSpan LongestWait, long Failed);

/// <summary>A way to bring the system down and up again under its customers.</summary>
/// <param name="isUnnoticed">Whether no call may fail by it.</param>
/// <param name="settle">What is waited for before the next, once customers book again.</param>
internal sealed class Disaster(
    string name,
    Func<CancellationToken, Task> strike,
    Func<CancellationToken, Task> recover,
    bool isUnnoticed = false,
    Func<CancellationToken, Task>? settle = null
)
{
    // Answers that were on their way when it struck must not pass for the first ones after it.
    private static readonly TimeSpan s_silence = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan s_outage = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(2);

    public static IEnumerable<Disaster> All(Stage stage, TimeSpan pause)
    {
        if (stage.Database.Server is not null)
        {
            yield return new Disaster(
                "database killed",
                token => Signal.SendAsync("KILL", stage.Database.Server!.ProcessId, token),
                stage.Database.RestartAsync
            );
            yield return new Disaster(
                "database stood still",
                async token =>
                {
                    await Signal.SendAsync("STOP", stage.Database.Server!.ProcessId, token);
                    await Task.Delay(pause, token);
                },
                token => Signal.SendAsync("CONT", stage.Database.Server!.ProcessId, token)
            );
        }

        yield return new Disaster("API killed", stage.Api.KillAsync, stage.Api.RestartAsync);
        if (stage.Mail is { } mail)
        {
            yield return new Disaster(
                "mail server gone",
                async token =>
                {
                    await mail.StopAsync();
                    await Task.Delay(s_outage, token);
                },
                _ =>
                {
                    mail.Start();
                    return Task.CompletedTask;
                },
                isUnnoticed: true
            );
        }

        if (stage.Redis is { } redis)
        {
            yield return new Disaster("Redis lost", _ => redis.StopAsync(), _ => redis.RestartAsync(), isUnnoticed: true);
            yield return new Disaster(
                "APIs restarted in turn",
                token => RestartInTurnAsync(stage.Apis, token),
                _ => Task.CompletedTask,
                true
            );
        }
    }

    /// <summary>
    /// What may happen to the primary of a group. Before the next all three are in it again: customers who leave no core idle rest until
    /// then, or who was away would not catch up.
    /// </summary>
    public static IEnumerable<Disaster> AllOfGroup(ServerGroup group, Crowd crowd, TimeSpan pause)
    {
        var struck = 0;
        Disaster Of(string name, string verb, string undo, TimeSpan? lasts) =>
            new(
                name,
                async token =>
                {
                    struck = await group.PrimaryAsync(token);
                    await group.TellAsync(verb, struck, token);
                },
                async token =>
                {
                    // One that starts again before the others have let it go would not be let in.
                    await (lasts is { } time ? Task.Delay(time, token) : group.SucceededAsync(struck, token));
                    await group.TellAsync(undo, struck, token);
                },
                settle: async token =>
                {
                    await Task.Delay(s_outage, token);
                    await crowd.RestDuringAsync(() => group.WholeAsync(token));
                }
            );

        yield return Of("primary killed", "kill", "start", null);
        yield return Of("primary stood still", "stop", "continue", pause);
        if (group.HasNetworks)
        {
            yield return Of("primary cut off from the other two", "cut", "heal", pause);
            yield return Of("primary cut off from all", "isolate", "restore", pause);
        }
    }

    public async Task<Strike> HappenAsync(Measurements measurements, CancellationToken cancellationToken)
    {
        measurements.TakeLongest();
        var failedBefore = Failed(measurements);
        var struckAt = Clock.Now;
        await strike(cancellationToken);
        await Task.Delay(s_silence, cancellationToken);
        var booked = measurements.NextBookingAsync();
        await recover(cancellationToken);
        var upAt = Clock.Now;
        var bookedAt = await booked.WaitAsync(s_timeout, cancellationToken);
        // Customers may find it before we do.
        var first = bookedAt > upAt ? bookedAt - upAt : TimeSpan.Zero;
        var longest = measurements.TakeLongest();
        if (settle is not null)
        {
            await settle(cancellationToken);
        }

        var failed = isUnnoticed ? Failed(measurements) - failedBefore : 0;
        return new Strike(name, upAt - struckAt, first, bookedAt - struckAt, longest, failed);
    }

    private static async Task RestartInTurnAsync(IEnumerable<ApiProcess> apis, CancellationToken cancellationToken)
    {
        foreach (var api in apis)
        {
            await api.StopAsync(cancellationToken);
            await api.RestartAsync(cancellationToken);
        }
    }

    private static long Failed(Measurements measurements) => measurements.Count(outcome => outcome[0] == '5' || outcome == "no answer");
}
