using MovieBooking.Db.Server;

namespace MovieBooking.Tests.Demo;

public sealed class DemoDataTests(DemoDatabase demo) : IClassFixture<DemoDatabase>
{
    [Fact]
    public async Task The_programme_is_as_wide_as_promised()
    {
        Assert.Equal(5, await demo.CountAsync("cinemas"));
        Assert.Equal(5, await demo.CountAsync("(SELECT DISTINCT cinemas.time_zone FROM cinemas) AS zones"));
        Assert.Equal(10, await demo.CountAsync("screens"));
        Assert.Equal(3, await demo.CountAsync("(SELECT DISTINCT screens.format FROM screens) AS formats"));
        Assert.Equal(16, await demo.CountAsync("movies"));
        Assert.Equal(8, await demo.CountAsync("(SELECT DISTINCT movies.genre FROM movies) AS genres"));
        Assert.Equal(3, await demo.CountAsync("movies WHERE movies.movie_status = 'closed'"));
        Assert.Equal(4, await demo.CountAsync("movies WHERE movies.release_date > DATE(@now)", ("@now", demo.Now)));
    }

    [Fact]
    public async Task Every_movie_has_a_poster_in_the_web_app()
    {
        var folder = Path.Combine(PrivateServerOptions.FindSourceTree(AppContext.BaseDirectory)!, "web", "public");
        foreach (var row in await demo.Database.RowsAsync("SELECT movies.poster_url FROM movies"))
        {
            Assert.True(File.Exists(Path.Combine(folder, ((string)row[0]!).TrimStart('/'))), $"{row[0]} is missing");
        }
    }

    [Fact]
    public async Task Shows_keep_the_buffer_and_their_movies_run()
    {
        Assert.Equal(0, await demo.CrowdedShowsAsync());
        Assert.Equal(
            0,
            await demo.CountAsync(
                """
                showtimes
                INNER JOIN movies ON movies.movie_id = showtimes.movie_id
                WHERE showtimes.local_date NOT BETWEEN movies.release_date AND movies.scheduled_close_date
                """
            )
        );
    }

    [Fact]
    public async Task Shows_start_by_the_cinemas_clock_between_ten_and_midnight()
    {
        var shows = await demo.Database.RowsAsync(
            """
            SELECT showtimes.start_time, showtimes.local_date, cinemas.time_zone
            FROM showtimes
            INNER JOIN screens ON screens.screen_id = showtimes.screen_id
            INNER JOIN cinemas ON cinemas.cinema_id = screens.cinema_id
            """
        );
        Assert.All(
            shows,
            show =>
            {
                var zone = TimeZoneInfo.FindSystemTimeZoneById((string)show[2]!);
                var local = TimeZoneInfo.ConvertTimeFromUtc((DateTime)show[0]!, zone);
                Assert.Equal(DateOnly.FromDateTime((DateTime)show[1]!), DateOnly.FromDateTime(local));
                Assert.InRange(local.Hour, 10, 23);
            }
        );
    }

    [Fact]
    public async Task Every_screen_plays_every_day_from_90_days_ago_to_14_days_ahead() =>
        Assert.Equal(
            10 * (90 + 1 + 14),
            await demo.CountAsync(
                """
                (
                    SELECT DISTINCT showtimes.screen_id, showtimes.local_date
                    FROM showtimes
                    INNER JOIN screens ON screens.screen_id = showtimes.screen_id
                ) AS played
                """
            )
        );

    [Fact]
    public async Task Rollups_are_the_confirmed_tickets()
    {
        const string Tickets = """
            SELECT tickets.showtime_id, reservations.sale_date, tickets.seat_class, COUNT(*) AS tickets, SUM(tickets.price) AS revenue
            FROM tickets
            INNER JOIN reservations ON reservations.reservation_id = tickets.reservation_id
            WHERE reservations.status = 'confirmed'
            GROUP BY tickets.showtime_id, reservations.sale_date, tickets.seat_class
            """;

        Assert.InRange(await demo.CountAsync("tickets"), 45_000, 75_000);
        Assert.Equal(await demo.CountAsync($"({Tickets}) AS sold"), await demo.CountAsync("sales_rollups"));
        Assert.Equal(
            0,
            await demo.CountAsync(
                $"""
                ({Tickets}) AS sold
                LEFT JOIN sales_rollups
                    ON sales_rollups.showtime_id = sold.showtime_id
                    AND sales_rollups.sale_date = sold.sale_date
                    AND sales_rollups.seat_class = sold.seat_class
                    AND sales_rollups.tickets = sold.tickets
                    AND sales_rollups.revenue = sold.revenue
                WHERE sales_rollups.showtime_id IS NULL
                """
            )
        );
    }

    [Fact]
    public async Task Tickets_cost_what_the_fare_table_says() =>
        Assert.Equal(
            0,
            await demo.CountAsync(
                """
                (
                    SELECT DISTINCT
                        tickets.price,
                        tickets.seat_class,
                        seats.seat_class AS class_of_seat,
                        seats.screen_id AS screen_of_seat,
                        screens.screen_id,
                        screens.format,
                        showtimes.local_date
                    FROM tickets
                    INNER JOIN seats ON seats.seat_id = tickets.seat_id
                    INNER JOIN showtimes ON showtimes.showtime_id = tickets.showtime_id
                    INNER JOIN screens ON screens.screen_id = showtimes.screen_id
                ) AS sold
                WHERE sold.screen_of_seat <> sold.screen_id
                    OR sold.class_of_seat <> sold.seat_class
                    OR sold.price <> fn_seat_price(sold.seat_class, sold.format, sold.local_date)
                """
            )
        );

    [Fact]
    public async Task Every_booking_was_made_before_its_show_and_before_now()
    {
        Assert.Equal(
            0,
            await demo.CountAsync(
                """
                reservations
                INNER JOIN showtimes ON showtimes.showtime_id = reservations.showtime_id
                WHERE reservations.confirmed_at > @now
                    OR reservations.confirmed_at >= showtimes.start_time
                    OR reservations.cancelled_at > @now
                    OR reservations.cancelled_at NOT BETWEEN reservations.confirmed_at AND showtimes.start_time
                """,
                ("@now", demo.Now)
            )
        );
        Assert.InRange(await demo.CountAsync("reservations WHERE reservations.status = 'cancelled'"), 100, 2000);
        Assert.Equal(0, await demo.CountAsync("cancelled_tickets WHERE cancelled_tickets.refund_due <> cancelled_tickets.price"));
    }

    [Fact]
    public async Task Saturdays_sell_more_than_mondays_and_evenings_more_than_mornings()
    {
        Assert.True(
            await TicketsPerShowAsync("DAYOFWEEK(showtimes.local_date) = 7")
                > 2 * await TicketsPerShowAsync("DAYOFWEEK(showtimes.local_date) = 2")
        );
        // In Phoenix, seven hours behind UTC the year round.
        const string Hour = "cinemas.city = 'Phoenix' AND HOUR(showtimes.start_time - INTERVAL 7 HOUR)";
        Assert.True(await TicketsPerShowAsync($"{Hour} BETWEEN 18 AND 20") > 1.5 * await TicketsPerShowAsync($"{Hour} < 13"));
    }

    [Fact]
    public async Task The_demo_customer_has_two_shows_behind_and_two_ahead()
    {
        const string Own = """
            reservations
            INNER JOIN users ON users.user_id = reservations.user_id
            INNER JOIN showtimes ON showtimes.showtime_id = reservations.showtime_id
            WHERE users.email = 'user@example.com' AND users.role = 'customer' AND reservations.status = 'confirmed'
            """;

        Assert.Equal(2, await demo.CountAsync($"{Own} AND showtimes.start_time < @now", ("@now", demo.Now)));
        Assert.Equal(2, await demo.CountAsync($"{Own} AND showtimes.start_time > @now", ("@now", demo.Now)));
        Assert.Equal(1, await demo.CountAsync("users WHERE users.email = 'admin@example.com' AND users.role = 'admin'"));
        Assert.Equal(
            1,
            await demo.CountAsync(
                "staff_cinemas INNER JOIN users ON users.user_id = staff_cinemas.user_id WHERE users.email = 'manager@example.com' AND users.role = 'manager'"
            )
        );
    }

    private Task<double> TicketsPerShowAsync(string which) =>
        demo.Database.ScalarAsync<double>(
            $"""
            SELECT AVG(COALESCE(sold.tickets, 0))
            FROM showtimes
            INNER JOIN screens ON screens.screen_id = showtimes.screen_id
            INNER JOIN cinemas ON cinemas.cinema_id = screens.cinema_id
            LEFT JOIN (
                SELECT tickets.showtime_id, COUNT(*) AS tickets
                FROM tickets
                GROUP BY tickets.showtime_id
            ) AS sold
                ON sold.showtime_id = showtimes.showtime_id
            WHERE showtimes.start_time < @now AND {which}
            """,
            ("@now", demo.Now)
        );
}
