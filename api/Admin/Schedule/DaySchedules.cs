using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db.Model;
using Cinema = MovieBooking.Api.Showtimes.Cinema;

namespace MovieBooking.Api.Admin.Schedule;

/// <summary>Reads a cinema's day from v_occupied_timeslots.</summary>
internal static class DaySchedules
{
    // A show lasts a day at most, and then keeps its screen for the buffer.
    private const int LongestHours = 25;

    public static async Task<DaySchedule> ReadAsync(
        MovieBookingContext db,
        Cinema cinema,
        DateOnly date,
        CancellationToken cancellationToken
    )
    {
        var (from, until) = (CinemaTime.StartOfDay(date, cinema.TimeZone), CinemaTime.StartOfDay(date.AddDays(1), cinema.TimeZone));
        var screens = await db
            .Screens.Where(screen => screen.CinemaId == cinema.CinemaId)
            // Screen 2 before Screen 10.
            .OrderBy(screen => screen.Name.Length)
            .ThenBy(screen => screen.Name)
            .Select(screen => new
            {
                screen.ScreenId,
                screen.Name,
                screen.Format,
            })
            .ToListAsync(cancellationToken);
        var earliest = from.AddHours(-LongestHours);
        var slots = await db
            .VOccupiedTimeslots.Where(slot => slot.CinemaId == cinema.CinemaId)
            .Where(slot => slot.StartTime > earliest && slot.StartTime < until && slot.FreeFrom > from)
            .OrderBy(slot => slot.StartTime)
            .ToListAsync(cancellationToken);
        var ids = slots.Select(slot => slot.ShowtimeId).ToList();
        var sold = await db
            .SalesRollups.Where(row => ids.Contains(row.ShowtimeId))
            .GroupBy(row => row.ShowtimeId)
            .Select(rows => new { ShowtimeId = rows.Key, Tickets = rows.Sum(row => row.Tickets) })
            .ToDictionaryAsync(row => row.ShowtimeId, row => row.Tickets, cancellationToken);
        var byScreen = slots.ToLookup(slot => slot.ScreenId);
        return new DaySchedule(
            cinema,
            date,
            from.In(cinema.TimeZone),
            until.In(cinema.TimeZone),
            [
                .. screens.Select(screen => new ScreenSchedule(
                    screen.ScreenId,
                    screen.Name,
                    Word.Parse<ScreenFormat>(screen.Format),
                    [.. byScreen[screen.ScreenId].Select(slot => Slot(slot, cinema.TimeZone, sold.GetValueOrDefault(slot.ShowtimeId)))]
                )),
            ]
        );
    }

    private static ScheduleSlot Slot(VOccupiedTimeslot row, string timeZone, int ticketsSold) =>
        new(
            row.ShowtimeId,
            row.MovieId,
            row.MovieTitle,
            row.StartTime.In(timeZone),
            row.EndTime.In(timeZone),
            // Only a computed column's type allows null.
            (row.FreeFrom ?? row.EndTime).In(timeZone),
            ticketsSold
        );
}
