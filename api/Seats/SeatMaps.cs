using System.Diagnostics;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MovieBooking.Api.Http;
using MovieBooking.Api.Queue;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Seats;

/// <summary>Reads a showtime's seats from the database; <see cref="SeatMapSnapshots"/> keeps what it read for all who ask.</summary>
internal sealed class SeatMaps(MovieBookingContext db, WaitingRooms rooms, Currency currency, IOptions<JsonOptions> json)
{
    // In a crowd nothing is read so often: they are translated once.
    private static readonly Func<MovieBookingContext, int, CancellationToken, Task<VShowtimesDetail?>> s_showtime = EF.CompileAsyncQuery(
        (MovieBookingContext db, int showtimeId, CancellationToken _) =>
            db.VShowtimesDetails.SingleOrDefault(row => row.ShowtimeId == showtimeId)
    );

    private static readonly Func<MovieBookingContext, int, IAsyncEnumerable<VSeatMap>> s_seats = EF.CompileAsyncQuery<
        MovieBookingContext,
        int,
        VSeatMap
    >(
        (db, showtimeId) =>
            db.VSeatMaps.Where(seat => seat.ShowtimeId == showtimeId).OrderBy(seat => seat.SeatRow).ThenBy(seat => seat.SeatColumn)
    );

    /// <param name="showtimeId">The showtime.</param>
    /// <param name="begun">The timestamp at which the reading began.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null when there is no such showtime.</returns>
    public async Task<SeatMapSnapshot?> ReadAsync(int showtimeId, long begun, CancellationToken cancellationToken)
    {
        if (await s_showtime(db, showtimeId, cancellationToken) is not { } showtime)
        {
            return null;
        }

        List<VSeatMap> seats = [];
        await foreach (var seat in s_seats(db, showtimeId).WithCancellation(cancellationToken))
        {
            seats.Add(seat);
        }

        // By the database's clock, from the moment of its own reading, which came after this one began.
        var shown = seats.Min(seat => seat.LockedForMicroseconds) is { } left ? TimeSpan.FromMicroseconds(left) : TimeSpan.MaxValue;
        return new SeatMapSnapshot(
            showtime,
            seats,
            (await rooms.GetAsync(cancellationToken)).Of(showtimeId)?.RoomId,
            begun + (long)(Math.Min(shown.TotalSeconds, SharedReads<SeatMapSnapshot>.Lifetime.TotalSeconds) * Stopwatch.Frequency),
            currency,
            json.Value.SerializerOptions
        );
    }
}
