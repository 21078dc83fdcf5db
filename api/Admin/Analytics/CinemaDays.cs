using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Admin.Access;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Admin.Analytics;

/// <summary>What day it is at each cinema: a sale belongs to the cinema's day.</summary>
internal sealed class CinemaDays(IReadOnlyDictionary<int, DateOnly> today, DateOnly utcToday)
{
    public bool IsEmpty => today.Count == 0;

    /// <summary>The day of the cinema that is furthest ahead: none has sales after it.</summary>
    public DateOnly Latest => today.Values.DefaultIfEmpty(utcToday).Max();

    public DateOnly Earliest => today.Values.DefaultIfEmpty(utcToday).Min();

    public DateOnly Today(int cinemaId) => today[cinemaId];

    /// <summary>Of some cinemas, or of all; empty when there are none of them.</summary>
    public static async Task<CinemaDays> ReadAsync(
        MovieBookingContext db,
        TimeProvider clock,
        IReadOnlyList<int>? cinemas,
        CancellationToken cancellationToken
    )
    {
        var zones = await db
            .Cinemas.Within(cinemas, cinema => cinema.CinemaId)
            .Select(cinema => new { cinema.CinemaId, cinema.TimeZone })
            .ToListAsync(cancellationToken);
        return new CinemaDays(
            zones.ToDictionary(cinema => cinema.CinemaId, cinema => clock.Today(cinema.TimeZone)),
            DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)
        );
    }
}
