using System.Collections.Concurrent;
using MovieBooking.Load.Staging;

namespace MovieBooking.Load.Live;

/// <summary>A showtime whose seats change while viewers look on: what each seat became last.</summary>
internal sealed class LiveShow(Show show)
{
    private readonly ConcurrentDictionary<int, SeatChange> _changes = [];

    public int ShowtimeId => show.ShowtimeId;

    public IReadOnlyList<int> SeatIds => show.SeatIds;

    public int Viewers { get; set; }

    public void Begin(int seatId, SeatChange change) => _changes[seatId] = change;

    /// <summary>A viewer was told this.</summary>
    public void See(int seatId, string status)
    {
        if (_changes.TryGetValue(seatId, out var change) && change.Status == status)
        {
            change.See();
        }
    }
}
