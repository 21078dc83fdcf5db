using System.Collections.Immutable;

namespace MovieBooking.Api.Seats.Events;

/// <summary>
/// A showtime's seats at one version, and the steps that led there. It never changes, so any number of viewers read it
/// without a lock: each keeps only the version it has seen and asks what came since. A slow one is not queued for; it
/// gets several steps as one.
/// </summary>
internal sealed class SeatMoment
{
    /// <summary>How many steps are kept for viewers who come back; whoever missed more gets every seat.</summary>
    public const int StepsKept = 128;

    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _knownSince;
    private readonly ImmutableArray<Step> _steps;

    public SeatMoment(int version, IReadOnlyList<SeatState> seats, SeatEventsEnd? closed)
        : this(version, seats, closed, version, []) { }

    private SeatMoment(int version, IReadOnlyList<SeatState> seats, SeatEventsEnd? closed, int knownSince, ImmutableArray<Step> steps)
    {
        Version = version;
        Seats = seats;
        Closed = closed;
        _knownSince = knownSince;
        _steps = steps;
    }

    public int Version { get; }

    public IReadOnlyList<SeatState> Seats { get; }

    /// <summary>Why nothing more will happen, or null.</summary>
    public SeatEventsEnd? Closed { get; }

    /// <summary>Ends when another moment has taken this one's place.</summary>
    public Task Over => _over.Task;

    public void End() => _over.SetResult();

    /// <summary>The moment after this one.</summary>
    public SeatMoment Next(int version, IReadOnlyList<SeatState> seats, SeatEventsEnd? closed)
    {
        if (version < Version)
        {
            // A backup was restored: what these versions meant before is no history of it.
            return new SeatMoment(version, seats, closed);
        }

        if (version == Version)
        {
            return new SeatMoment(version, seats, closed, _knownSince, _steps);
        }

        var before = Seats.ToDictionary(seat => seat.SeatId, seat => (SeatStatus?)seat.Status);
        var step = new Step(version, [.. seats.Where(seat => before.GetValueOrDefault(seat.SeatId) != seat.Status)]);
        return _steps.Length < StepsKept
            ? new SeatMoment(version, seats, closed, _knownSince, _steps.Add(step))
            : new SeatMoment(version, seats, closed, _steps[0].Version, _steps.RemoveAt(0).Add(step));
    }

    /// <summary>
    /// What a viewer who has seen a version does not know yet: every seat when it has seen none, or one that is not in the
    /// history. A version between two steps gets the later one whole.
    /// </summary>
    public IReadOnlyList<SeatState> Since(int? version)
    {
        if (version is not { } seen || seen < _knownSince || seen > Version)
        {
            return Seats;
        }

        var missed = new SortedDictionary<int, SeatState>();
        foreach (var seat in _steps.Where(step => step.Version > seen).SelectMany(step => step.Seats))
        {
            missed[seat.SeatId] = seat;
        }

        return [.. missed.Values];
    }

    private sealed record Step(int Version, ImmutableArray<SeatState> Seats);
}
