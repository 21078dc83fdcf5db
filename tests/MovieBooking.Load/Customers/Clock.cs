using System.Diagnostics;

namespace MovieBooking.Load.Customers;

/// <summary>One time for all customers, that never goes back: the order of what they know depends on it.</summary>
internal static class Clock
{
    private static readonly DateTime s_start = DateTime.UtcNow;
    private static readonly long s_started = Stopwatch.GetTimestamp();

    public static DateTime Now => s_start + Stopwatch.GetElapsedTime(s_started);
}
