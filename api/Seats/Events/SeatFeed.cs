namespace MovieBooking.Api.Seats.Events;

/// <summary>A showtime that somebody here watches. Only the watch changes it; viewers read <see cref="Now"/>.</summary>
internal sealed class SeatFeed(int showtimeId)
{
    private volatile SeatMoment? _now;

    public int ShowtimeId { get; } = showtimeId;

    /// <summary>How many streams show it; kept by the watch.</summary>
    public int Viewers { get; set; }

    /// <summary>The release of what has expired that is under way, or the last one; kept by the watch.</summary>
    public Task Release { get; set; } = Task.CompletedTask;

    /// <summary>Null until the first look, and when there is no such showtime.</summary>
    public SeatMoment? Now => _now;

    /// <summary>Whether its seats must be read again after this look at its row.</summary>
    public bool IsBehind(SeatGlance glance) => _now is not { } now || now.Version != glance.Version || glance.HasExpired;

    public void Show(SeatRows rows, SeatEventsEnd? closed) => Become(rows.Version, rows.Seats, closed);

    /// <summary>The seats are as they were; whether the showtime still has a future may have changed.</summary>
    public void Show(SeatEventsEnd? closed)
    {
        if (_now is { } now && now.Closed != closed)
        {
            Become(now.Version, now.Seats, closed);
        }
    }

    private void Become(int version, IReadOnlyList<SeatState> seats, SeatEventsEnd? closed)
    {
        var before = _now;
        _now = before?.Next(version, seats, closed) ?? new SeatMoment(version, seats, closed);
        before?.End();
    }
}
