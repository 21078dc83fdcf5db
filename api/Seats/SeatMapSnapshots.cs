using System.Diagnostics;
using MovieBooking.Api.Backplane;
using MovieBooking.Api.Http;
using MovieBooking.Api.Queue;
using MovieBooking.Api.Telemetry;

namespace MovieBooking.Api.Seats;

/// <summary>
/// The seat maps that are looked at, kept by <see cref="SharedReads{T}"/>: forgotten by what is booked through this process and
/// by the watch before its event goes out; what runs out is free at its moment. They answer reads alone: whether a seat can
/// be had, the database decides.
/// </summary>
internal sealed class SeatMapSnapshots : IDisposable
{
    private readonly SharedReads<SeatMapSnapshot> _maps = new();
    private readonly IServiceScopeFactory _scopes;
    private readonly SharedAnswers _answers;
    private readonly WaitingRooms _rooms;
    private readonly ProcessBackplane _backplane;

    public SeatMapSnapshots(IServiceScopeFactory scopes, SharedAnswers answers, WaitingRooms rooms, ProcessBackplane backplane)
    {
        (_scopes, _answers, _rooms, _backplane) = (scopes, answers, rooms, backplane);
        backplane.Changed += ForgetChanged;
    }

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
        ForgetHere(showtimeId);
        _backplane.Tell(showtimeId);
    }

    /// <summary>Any map may have changed: fares, seats out of service, the programme, waiting rooms.</summary>
    public void ForgetAll()
    {
        ForgetHere(null);
        _backplane.Tell(null);
    }

    /// <summary>In this process: whoever changed it, or saw the change in the database, has told the others or they see it, too.</summary>
    public void ForgetHere(int? showtimeId)
    {
        if (showtimeId is { } one)
        {
            _maps.Forget(one);
        }
        else
        {
            _rooms.Forget();
            _maps.ForgetAll();
        }

        _answers.ForgetAll();
    }

    public void Dispose()
    {
        _backplane.Changed -= ForgetChanged;
        _maps.Dispose();
    }

    /// <summary>
    /// Of one showtime the map alone: what pages say of the seats that are left is half a second old at most, and with seats changing in many
    /// processes nothing would ever be kept.
    /// </summary>
    private void ForgetChanged(object? sender, ChangedElsewhereEventArgs changed)
    {
        if (changed.ShowtimeId is { } showtimeId)
        {
            _maps.Forget(showtimeId);
        }
        else
        {
            ForgetHere(null);
        }
    }

    private static bool IsGood(SeatMapSnapshot map) => map.EndsAt > Stopwatch.GetTimestamp();

    /// <summary>On nobody's time: who asked first may hang up.</summary>
    private async Task<SeatMapSnapshot?> ReadAsync(int showtimeId)
    {
        BookingMeter.ReadMap();
        var begun = Stopwatch.GetTimestamp();
        await using var scope = _scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SeatMaps>().ReadAsync(showtimeId, begun, CancellationToken.None);
    }
}
