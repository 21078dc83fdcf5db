namespace MovieBooking.Api.Seats.Events;

/// <summary><c>SeatEvents</c> in the configuration.</summary>
internal sealed class SeatEventSettings
{
    /// <summary>After how long without a change a stream says that it is alive; below the idle timeouts of proxies.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many streams one process serves at once.</summary>
    public int Total { get; init; } = 10_000;
}
