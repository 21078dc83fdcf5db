using System.Diagnostics;
using System.Globalization;

namespace MovieBooking.Load.Staging;

internal static class Signal
{
    /// <param name="name">KILL, STOP, CONT or TERM.</param>
    public static async Task SendAsync(string name, int processId, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", [$"-{name}", processId.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellationToken);
    }
}
