using System.Diagnostics;
using System.Globalization;
using MovieBooking.Load.Customers;
using MovieBooking.Load.Measuring;
using MovieBooking.Load.Staging;

namespace MovieBooking.Load.Kill;

/// <summary>What one strike did.</summary>
/// <param name="Down">From the strike until it was up again.</param>
/// <param name="FirstBooking">From then until a booking, confirmation or cancellation succeeded.</param>
/// <param name="LongestWait">How long a customer waited at most for an answer that said what became of the call, until then.</param>
internal sealed record Strike(string Disaster, TimeSpan Down, TimeSpan FirstBooking, TimeSpan LongestWait);

/// <summary>A way to bring the system down and up again under its customers.</summary>
internal sealed class Disaster(string name, Func<CancellationToken, Task> strike, Func<CancellationToken, Task> recover)
{
    // Answers that were on their way when it struck must not pass for the first ones after it.
    private static readonly TimeSpan s_silence = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(2);

    public static IEnumerable<Disaster> All(Stage stage, TimeSpan pause)
    {
        if (stage.Database.Server is not null)
        {
            yield return new Disaster(
                "database killed",
                token => SignalAsync("KILL", stage.Database.Server!.ProcessId, token),
                stage.Database.RestartAsync
            );
            yield return new Disaster(
                "database stood still",
                async token =>
                {
                    await SignalAsync("STOP", stage.Database.Server!.ProcessId, token);
                    await Task.Delay(pause, token);
                },
                token => SignalAsync("CONT", stage.Database.Server!.ProcessId, token)
            );
        }

        yield return new Disaster("API killed", stage.Api.KillAsync, stage.Api.RestartAsync);
    }

    public async Task<Strike> HappenAsync(Measurements measurements, CancellationToken cancellationToken)
    {
        measurements.TakeLongest();
        var struckAt = Clock.Now;
        await strike(cancellationToken);
        await Task.Delay(s_silence, cancellationToken);
        var booked = measurements.NextBookingAsync();
        await recover(cancellationToken);
        var upAt = Clock.Now;
        var bookedAt = await booked.WaitAsync(s_timeout, cancellationToken);
        // Customers may find it before we do.
        var first = bookedAt > upAt ? bookedAt - upAt : TimeSpan.Zero;
        return new Strike(name, upAt - struckAt, first, measurements.TakeLongest());
    }

    private static async Task SignalAsync(string signal, int processId, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", [$"-{signal}", processId.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellationToken);
    }
}
