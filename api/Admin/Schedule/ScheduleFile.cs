using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db.Model;
using Cinema = MovieBooking.Api.Showtimes.Cinema;

namespace MovieBooking.Api.Admin.Schedule;

/// <summary>A show of the programme.</summary>
internal sealed record ScheduleLine(
    DateOnly Date,
    string Cinema,
    string Screen,
    string Format,
    int ShowtimeId,
    string MovieTitle,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    int TicketsSold
);

/// <summary>A cinema's programme as a CSV file: the shows that start on its days.</summary>
internal static class ScheduleFile
{
    public static PushStreamHttpResult Of(
        MovieBookingContext db,
        Cinema cinema,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellationToken
    )
    {
        var rows = db
            .VOccupiedTimeslots.Where(slot => slot.CinemaId == cinema.CinemaId && slot.LocalDate >= from && slot.LocalDate <= to)
            .OrderBy(slot => slot.StartTime)
            .ThenBy(slot => slot.ScreenName.Length)
            .ThenBy(slot => slot.ScreenName)
            .Select(slot => new ScheduleLine(
                slot.LocalDate,
                cinema.Name,
                slot.ScreenName,
                slot.Format,
                slot.ShowtimeId,
                slot.MovieTitle,
                slot.StartTime.In(cinema.TimeZone),
                slot.EndTime.In(cinema.TimeZone),
                db.SalesRollups.Where(row => row.ShowtimeId == slot.ShowtimeId).Sum(row => row.Tickets)
            ));
        return Csv.File(rows.AsAsyncEnumerable(), $"schedule-{from:yyyy-MM-dd}-{to:yyyy-MM-dd}.csv", cancellationToken);
    }
}
