using System.Globalization;
using MovieBooking.Load.Bench.Baselines;
using MovieBooking.Load.Staging;
using MySqlConnector;

namespace MovieBooking.Load.Bench.Staging;

/// <summary>What visitors look at: some movies, and one of them with many showtimes in five cinemas, partly sold.</summary>
/// <param name="MovieId">The movie that everybody wants to see.</param>
/// <param name="CinemaId">One of the cinemas.</param>
/// <param name="Day">A day on which it has a full programme.</param>
/// <param name="Show">A showtime with a third of its seats sold.</param>
internal sealed record Programme(int MovieId, int CinemaId, DateOnly Day, Show Show)
{
    private const int Movies = 40;
    private const int Cinemas = 5;
    private const int ScreensOfACinema = 4;
    private const int ShowsOfADay = 5;
    private const int Showtimes = 124;

    public static async Task<Programme> WriteAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        var movieId = 0;
        for (var number = Movies; number > 0; number--)
        {
            movieId = await Seed.InsertAsync(
                connection,
                """
                INSERT INTO movies (
                    title, duration_minutes, rating, release_date, scheduled_close_date,
                    description, director, cast_members, genre, poster_url
                )
                VALUES (
                    @title, 112, 'PG-13', UTC_DATE() - INTERVAL @number DAY, UTC_DATE() + INTERVAL 90 DAY,
                    @description, 'Ada Meridian', '["Sam Rivers", "Noor Vale", "Ines Okafor"]', 'Drama', '/posters/long-exposure.svg'
                )
                """,
                cancellationToken,
                ("@number", number),
                ("@title", $"The Long Exposure {number}"),
                (
                    "@description",
                    "A photographer returns to the town that she left, and to a picture that nobody took. " + new string('x', 200)
                )
            );
        }

        var day = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(1);
        List<(int ScreenId, int[] SeatIds)> screens = [];
        var cinemaId = 0;
        for (var cinema = 0; cinema < Cinemas; cinema++)
        {
            cinemaId = await Seed.InsertAsync(
                connection,
                "INSERT INTO cinemas (name, address, city, time_zone) VALUES (@name, '214 Lantern Street', 'Springfield', 'Europe/London')",
                cancellationToken,
                ("@name", $"The Meridian {cinema}")
            );
            for (var screen = 0; screen < ScreensOfACinema; screen++)
            {
                screens.Add(await Seed.ScreenAsync(connection, cinemaId, cinema * ScreensOfACinema + screen, cancellationToken));
            }
        }

        List<Show> shows = [];
        for (var number = 0; number < Showtimes; number++)
        {
            // The last cinema first: its day is full.
            var (slot, screen) = (number / screens.Count, screens[^(1 + number % screens.Count)]);
            var start = day.ToDateTime(new TimeOnly(9 + slot % ShowsOfADay * 3, 0)).AddDays(slot / ShowsOfADay);
            var showtimeId = await Seed.InsertAsync(
                connection,
                """
                INSERT INTO showtimes (movie_id, screen_id, start_time, end_time, local_date)
                VALUES (@movie_id, @screen_id, @start, @end, @date)
                """,
                cancellationToken,
                ("@movie_id", movieId),
                ("@screen_id", screen.ScreenId),
                ("@start", start),
                ("@end", start.AddHours(2)),
                ("@date", start.Date)
            );
            shows.Add(new Show(showtimeId, screen.SeatIds));
        }

        foreach (var show in shows)
        {
            await SellAsync(connection, show, show.SeatIds[..10], cancellationToken);
        }

        await SellAsync(connection, shows[0], shows[0].SeatIds[20..30], cancellationToken);
        await SellAsync(connection, shows[0], shows[0].SeatIds[40..50], cancellationToken);
        return new Programme(movieId, cinemaId, day, shows[0]);
    }

    /// <summary>By the routines, so that everything is kept that they keep.</summary>
    private static async Task SellAsync(MySqlConnection connection, Show show, int[] seatIds, CancellationToken cancellationToken)
    {
        await using var sell = new MySqlCommand($"{BookingSql.Create}; {BookingSql.Confirm("@new_reservation_id")}", connection);
        sell.Parameters.AddWithValue("@user_id", null);
        sell.Parameters.AddWithValue("@guest_email", "guest@example.com");
        sell.Parameters.AddWithValue("@guest_name", "A Guest");
        sell.Parameters.AddWithValue("@showtime_id", show.ShowtimeId);
        sell.Parameters.AddWithValue("@seat_ids", $"[{string.Join(',', seatIds)}]");
        sell.Parameters.AddWithValue(
            "@reference",
            string.Create(CultureInfo.InvariantCulture, $"B{show.ShowtimeId:00000}{seatIds[0] % 10000:0000}")
        );
        await sell.ExecuteNonQueryAsync(cancellationToken);
    }
}
