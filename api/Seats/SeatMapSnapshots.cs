using System.Diagnostics;
using MovieBooking.Api.Http;
using MovieBooking.Api.Queue;
using MovieBooking.Api.Telemetry;

namespace MovieBooking.Api.Seats;

/// <summary>
/// The seat maps that are looked at, kept by <see cref="SharedReads{T}"/>: forgotten by what is booked through this process and
/// by the watch before its event goes out; what runs out is free at its moment. They answer reads alone: whether a seat can
/// be had, the database decides.
/// </summary>
internal sealed class SeatMapSnapshots(IServiceScopeFactory scopes, SharedAnswers answers, WaitingRooms rooms) : IDisposable
{
    private readonly SharedReads<SeatMapSnapshot> _maps = new();

    /// <summary>The map as it is now; null when there is no such showtime.</summary>
    public Task<SeatMapSnapshot?> GetAsync(int showtimeId, CancellationToken cancellationToken) =>
        _maps.Begin(showtimeId, () => ReadAsync(showtimeId), IsGood).Read.WaitAsync(cancellationToken);

    /// <summary>The map where somebody has asked for it and nothing has changed since; null without one.</summary>
    public async Task<SeatMapSnapshot?> FindAsync(int showtimeId, CancellationToken cancellationToken)
    {
        if (!_maps.IsKept(showtimeId, IsGood, out var kept))
        {
            return null;
        }

        await ((Task)kept).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return kept.IsCompletedSuccessfully ? await kept : null;
    }

    /// <summary>Runs what may change a showtime's seats. Whoever asks after it reads them anew, also where its outcome is not known.</summary>
    public async Task<T> ChangeAsync<T>(int showtimeId, Func<Task<T>> change)
    {
        try
        {
            return await change();
        }
        finally
        {
            Forget(showtimeId);
        }
    }

    public void Forget(int showtimeId)
    {
        _maps.Forget(showtimeId);
        answers.ForgetAll();
    }

    /// <summary>Any map may have changed: fares, seats out of service, the programme, waiting rooms.</summary>
    public void ForgetAll()
    {
        rooms.Forget();
        _maps.ForgetAll();
        answers.ForgetAll();
    }

    public void Dispose() => _maps.Dispose();

    private static bool IsGood(SeatMapSnapshot map) => map.EndsAt > Stopwatch.GetTimestamp();

    /// <summary>On nobody's time: who asked first may hang up.</summary>
    private async Task<SeatMapSnapshot?> ReadAsync(int showtimeId)
    {
        BookingMeter.ReadMap();
        var begun = Stopwatch.GetTimestamp();
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SeatMaps>().ReadAsync(showtimeId, begun, CancellationToken.None);
    }
}
