using System.Diagnostics;
using MovieBooking.Load.Checks;
using MovieBooking.Load.Customers;
using MovieBooking.Load.Measuring;
using MovieBooking.Load.Staging;

namespace MovieBooking.Load.Live;

/// <summary>
/// Seats that are held and given back in turn, each by a customer of its own, at a steady rate: the next change does not wait
/// for the one before. A seat has its next turn when everybody has seen the last one, so that each change can be told apart.
/// </summary>
internal sealed class SeatTurns : IDisposable
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http;
    private readonly Measurements _sights;
    private readonly Queue<Seat> _ready;
    private readonly List<string> _lost = [];
    private long _changes;

    /// <param name="http">Ends with this.</param>
    public SeatTurns(
        HttpClient http,
        Tokens tokens,
        IReadOnlyList<int> userIds,
        IReadOnlyList<LiveShow> shows,
        int seed,
        Measurements measurements,
        Measurements sights
    )
    {
        _http = http;
        _sights = sights;
        var calls = userIds.Select(userId => new Calls(http, tokens, userId, measurements)).ToList();
        var seats = shows
            .SelectMany(show => show.SeatIds.Select((seatId, index) => new Seat(show, seatId, calls[index % calls.Count])))
            .ToArray();
        new Random(seed).Shuffle(seats);
        _ready = new Queue<Seat>(seats);
    }

    public long Changes => Interlocked.Read(ref _changes);

    public async Task RunAsync(int rate, TimeSpan duration, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        List<Task> turns = [];
        while (Stopwatch.GetElapsedTime(started) is var elapsed && elapsed < duration)
        {
            while (turns.Count < elapsed.TotalSeconds * rate && Next() is { } seat)
            {
                turns.Add(TurnAsync(seat));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(2), cancellationToken);
        }

        await Task.WhenAll(turns);
    }

    public Check Check()
    {
        lock (_ready)
        {
            return new Check("every change reached every viewer", Changes, [.. _lost]);
        }
    }

    public void Dispose() => _http.Dispose();

    private Seat? Next()
    {
        lock (_ready)
        {
            return _ready.TryDequeue(out var seat) ? seat : null;
        }
    }

    private async Task TurnAsync(Seat seat)
    {
        var isHeld = seat.IsHeld;
        var change = new SeatChange(isHeld ? "available" : "locked", seat.Show.Viewers, _sights);
        seat.Show.Begin(seat.SeatId, change);
        var operation = isHeld ? "unlock" : "lock";
        var answer = await seat.Owner.PostAsync(operation, $"showtimes/{seat.Show.ShowtimeId}/seats/{seat.SeatId}/{operation}");
        change.Acknowledge();
        await Task.WhenAny(change.IsSeenByAll, Task.Delay(s_timeout));
        Interlocked.Increment(ref _changes);
        lock (_ready)
        {
            if (!answer.IsSuccess || change.Missing > 0)
            {
                _lost.Add($"{operation} of seat {seat.SeatId} answered {answer.Outcome}, and {change.Missing} viewers did not see it");
                return;
            }

            _ready.Enqueue(seat with { IsHeld = !isHeld });
        }
    }

    private sealed record Seat(LiveShow Show, int SeatId, Calls Owner, bool IsHeld = false);
}
