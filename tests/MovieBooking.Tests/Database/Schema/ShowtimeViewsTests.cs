using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

/// <summary>v_showtimes_details, v_active_showtimes, v_active_showtimes_details, v_occupied_timeslots and v_reservations.</summary>
public sealed class ShowtimeViewsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly string[] s_formats = ["2D", "3D", "IMAX"];

    private readonly Given _given = new(database);

    [Fact]
    public async Task A_showtime_has_its_movie_screen_cinema_prices_and_free_seats()
    {
        var cinema = await _given.CinemaAsync("Asia/Tokyo", "The Lantern");
        var screen = await _given.ScreenAsync("IMAX", cinema);
        var show = await Show.GivenAsync(database, movieId: await _given.MovieAsync("Salt and Wire"), screenId: screen);

        Assert.Equal(
            ["scheduled 2030-03-02T12:00:00 2030-03-02T13:40:00 2030-03-02 Salt and Wire open IMAX The Lantern Asia/Tokyo 12.00 24.00 96"],
            await database.LinesAsync(
                """
                SELECT status, start_time, end_time, local_date, movie_title, movie_status, format, cinema_name, time_zone,
                    standard_price, premium_price, seats_available
                FROM v_showtimes_details
                WHERE showtime_id = @id
                """,
                ("@id", show.Id)
            )
        );
    }

    [Fact]
    public Task A_price_is_that_of_the_shows_local_day() =>
        OwnDatabase.RunAsync(async own =>
        {
            await own.ExecuteAsync("INSERT INTO fares (seat_class, valid_from, price) VALUES ('standard', '2030-03-02', 9.99)");
            await own.ExecuteAsync("INSERT INTO format_multipliers (format, valid_from, multiplier) VALUES ('3D', '2030-03-03', 1.30)");

            var given = new Given(own);
            var days = new List<string>();
            for (var day = 1; day <= 3; day++)
            {
                var id = await given.ShowtimeAsync(startsAt: new DateTime(2030, 3, day, 18, 0, 0, DateTimeKind.Utc), format: "3D");
                days.AddRange(
                    await own.LinesAsync(
                        "SELECT standard_price, premium_price FROM v_showtimes_details WHERE showtime_id = @id",
                        ("@id", id)
                    )
                );
            }

            // 9.99 x 1.25 = 12.4875, 9.99 x 1.30 = 12.987, 16 x 1.30 = 20.80
            Assert.Equal(["10.00 20.00", "12.49 20.00", "12.99 20.80"], days);
        });

    [Theory]
    [InlineData("USD", 2, "8.99", "0.10", "1.25")] // 0.10 x 1.25 = 0.125: half a cent goes up
    [InlineData("JPY", 0, "9", "10", "1.25")] // 10 x 1.25 = 12.5: half a yen goes up
    [InlineData("KWD", 3, "2.999", "0.002", "1.25")] // 0.002 x 1.25 = 0.0025: half a fils goes up
    [InlineData("KWD", 3, "10000000", "9999999.999", "10")]
    public Task Every_price_is_what_fn_seat_price_says(string code, int minorUnits, string standard, string premium, string multiplier) =>
        OwnDatabase.RunAsync(async own =>
        {
            await own.ExecuteAsync($"CALL sp_set_currency('{code}', {minorUnits})");
            await own.ExecuteAsync(
                $"""
                INSERT INTO fares (seat_class, valid_from, price)
                VALUES ('standard', '2030-03-02', {standard}), ('premium', '2030-03-03', {premium}), ('standard', '2030-03-05', 7);
                INSERT INTO format_multipliers (format, valid_from, multiplier)
                VALUES ('2D', '2030-03-04', {multiplier}), ('3D', '2030-03-02', 0.33), ('3D', '2030-03-04', {multiplier})
                """
            );
            var given = new Given(own);
            foreach (var format in s_formats)
            {
                var screen = await given.ScreenAsync(format);
                for (var day = 1; day <= 6; day++)
                {
                    await given.ShowtimeAsync(null, screen, new DateTime(2030, 3, day, 18, 0, 0, DateTimeKind.Utc));
                }

                // No fare is as old as that.
                await given.ShowtimeAsync(null, screen, new DateTime(1999, 3, 1, 18, 0, 0, DateTimeKind.Utc));
            }

            Assert.Equal(
                ["21 18 21"],
                await own.LinesAsync(
                    """
                    SELECT
                        COUNT(*),
                        COUNT(standard_price),
                        SUM(
                            standard_price <=> fn_seat_price('standard', format, local_date)
                            AND premium_price <=> fn_seat_price('premium', format, local_date)
                        )
                    FROM v_showtimes_details
                    """
                )
            );
        });

    [Fact]
    public async Task Active_showtimes_are_scheduled_coming_and_of_open_movies()
    {
        var cinema = await _given.CinemaAsync();
        var movie = await _given.MovieAsync();
        var closed = await _given.MovieAsync();
        async Task<Show> ShowAsync(int movieId, DateTime startsAt) =>
            await Show.GivenAsync(database, startsAt, movieId: movieId, screenId: await _given.ScreenAsync(cinemaId: cinema));
        var coming = await ShowAsync(movie, Show.Noon.AddMilliseconds(1));
        await ShowAsync(movie, Show.Noon);
        await ShowAsync(closed, Show.Noon.AddDays(1));
        var cancelled = await ShowAsync(movie, Show.Noon.AddDays(1));
        await database.ExecuteAsync("UPDATE showtimes SET status = 'cancelled' WHERE showtime_id = @id", ("@id", cancelled.Id));
        await database.ExecuteAsync("UPDATE movies SET movie_status = 'closed' WHERE movie_id = @id", ("@id", closed));
        await using var noon = await Show.AtAsync(database, Show.Noon);

        Assert.Equal(
            [$"{coming.Id}"],
            await noon.LinesAsync("SELECT showtime_id FROM v_active_showtimes_details WHERE cinema_id = @id", ("@id", cinema))
        );
        Assert.Equal(
            [$"{coming.Id} {movie} 2030-03-01T12:00:00.001 2030-03-01 2D"],
            await noon.LinesAsync(
                "SELECT showtime_id, movie_id, start_time, local_date, format FROM v_active_showtimes WHERE cinema_id = @id",
                ("@id", cinema)
            )
        );
        Assert.Equal(4, await noon.ScalarAsync<int>("SELECT COUNT(*) FROM v_showtimes_details WHERE cinema_id = @id", ("@id", cinema)));
    }

    [Fact]
    public async Task A_timeslot_reaches_to_the_end_of_the_buffer_and_a_cancelled_show_has_none()
    {
        var screen = await _given.ScreenAsync();
        var movie = await _given.MovieAsync("Paper Moons");
        await Show.GivenAsync(database, Show.Noon, movieId: movie, screenId: screen);
        var night = await Show.GivenAsync(database, Show.Noon.AddHours(10.5), movieId: movie, screenId: screen);
        var cancelled = await Show.GivenAsync(database, Show.Noon.AddHours(5), movieId: movie, screenId: screen);
        await database.ExecuteAsync("UPDATE showtimes SET status = 'cancelled' WHERE showtime_id = @id", ("@id", cancelled.Id));

        Assert.Equal(
            [
                "Paper Moons 2030-03-01 2030-03-01T12:00:00 2030-03-01T13:40:00 2030-03-01T13:55:00",
                "Paper Moons 2030-03-01 2030-03-01T22:30:00 2030-03-02T00:10:00 2030-03-02T00:25:00",
            ],
            await database.LinesAsync(
                "SELECT movie_title, local_date, start_time, end_time, free_from FROM v_occupied_timeslots WHERE screen_id = @id ORDER BY start_time",
                ("@id", screen)
            )
        );
        // What the view calls free is what the trigger accepts.
        await Show.GivenAsync(database, Show.Noon.AddMinutes(115), movieId: movie, screenId: screen);
        Assert.Equal(
            1,
            await database.ScalarAsync<int>("SELECT COUNT(*) FROM v_occupied_timeslots WHERE showtime_id = @id", ("@id", night.Id))
        );
    }

    [Theory]
    [InlineData(14, "pending")]
    [InlineData(15, "expired")]
    public async Task A_pending_reservation_reads_as_expired_once_its_time_is_over(int minutes, string status)
    {
        var show = await Show.GivenAsync(database);
        await using var session = await Show.AtAsync(database, Show.Noon);
        await session.CreateAsync(await _given.UserAsync(), show, "A1");
        await session.SellAsync(await _given.UserAsync(), show, "A2");
        await session.CancelAsync(await session.CreateAsync(await _given.UserAsync(), show, "A3"));

        await session.SetClockAsync(Show.Noon.AddMinutes(minutes));

        Assert.Equal(
            [status, "confirmed", "cancelled"],
            await session.LinesAsync("SELECT status FROM v_reservations WHERE showtime_id = @id ORDER BY reservation_id", ("@id", show.Id))
        );
    }
}
