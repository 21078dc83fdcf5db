using System.Globalization;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

/// <summary>v_top_performing_movies: 40 % revenue, 30 % occupancy, 30 % volume, each a percent rank over the last 90 days.</summary>
public sealed class TopMoviesViewTests
{
    private const string Scores = """
        SELECT title, showtimes, capacity, tickets, revenue, occupancy, revenue_score, occupancy_score, volume_score, score
        FROM v_top_performing_movies
        ORDER BY title
        """;

    [Fact]
    public Task A_score_is_made_of_three_percent_ranks() =>
        OwnDatabase.RunAsync(async own =>
        {
            // Occupancy: A 48 of 96, B 60 of 192, C 24 of 96, D none of 96.
            await ShownAsync(own, "A", Sold(48, 400));
            await ShownAsync(own, "B", Sold(40, 500), Sold(20, 100));
            await ShownAsync(own, "C", Sold(24, 700));
            await ShownAsync(own, "D", Sold(0, 0));

            // Ranks of four are 0, 33.3, 66.7 and 100.
            Assert.Equal(
                [
                    // 0.4 x 33.3 + 0.3 x 100 + 0.3 x 66.7 = 63.33
                    "A 1 96 48 400.00 50.0 33.3 100 66.7 63.3",
                    // 0.4 x 66.7 + 0.3 x 66.7 + 0.3 x 100 = 76.69
                    "B 2 192 60 600.00 31.3 66.7 66.7 100 76.7",
                    // 0.4 x 100 + 0.3 x 33.3 + 0.3 x 33.3 = 59.98
                    "C 1 96 24 700.00 25.0 100 33.3 33.3 60",
                    "D 1 96 0 0.00 0.0 0 0 0 0",
                ],
                await AtNoonAsync(own, Scores)
            );
        });

    [Fact]
    public Task Equal_movies_share_the_lower_rank() =>
        OwnDatabase.RunAsync(async own =>
        {
            await ShownAsync(own, "A", Sold(10, 80));
            await ShownAsync(own, "B", Sold(10, 80));
            await ShownAsync(own, "C", Sold(20, 160));

            Assert.Equal(
                ["A 1 96 10 80.00 10.4 0 0 0 0", "B 1 96 10 80.00 10.4 0 0 0 0", "C 1 96 20 160.00 20.8 100 100 100 100"],
                await AtNoonAsync(own, Scores)
            );
        });

    [Fact]
    public Task One_movie_alone_has_nobody_to_be_better_than() =>
        OwnDatabase.RunAsync(async own =>
        {
            await ShownAsync(own, "A", Sold(10, 80));

            Assert.Equal(["A 1 96 10 80.00 10.4 0 0 0 0"], await AtNoonAsync(own, Scores));
        });

    [Fact]
    public Task Without_a_show_there_is_no_row() => OwnDatabase.RunAsync(async own => Assert.Empty(await AtNoonAsync(own, Scores)));

    [Fact]
    public Task The_window_is_the_last_ninety_days_up_to_now() =>
        OwnDatabase.RunAsync(async own =>
        {
            var moment = TimeSpan.FromMicroseconds(1);
            await ShowAsync(own, "just begun", Show.Noon);
            await ShowAsync(own, "not begun", Show.Noon + moment);
            await ShowAsync(own, "ninety days ago", Show.Noon.AddDays(-90));
            await ShowAsync(own, "a moment less", Show.Noon.AddDays(-90) + moment);
            await own.ExecuteAsync(
                "UPDATE showtimes SET status = 'cancelled' WHERE showtime_id = @id",
                ("@id", await ShowAsync(own, "cancelled", Show.Noon.AddDays(-1)))
            );

            Assert.Equal(
                ["a moment less", "just begun"],
                await AtNoonAsync(own, "SELECT title FROM v_top_performing_movies ORDER BY title")
            );
        });

    [Fact]
    public Task Sales_of_the_whole_show_count_whenever_they_were_made() =>
        OwnDatabase.RunAsync(async own =>
        {
            var id = await ShowAsync(own, "A", Show.Noon.AddDays(-89));
            await own.ExecuteAsync(
                """
                INSERT INTO sales_rollups (showtime_id, sale_date, seat_class, tickets, revenue)
                VALUES (@id, '2029-11-01', 'standard', 2, 16), (@id, '2029-11-01', 'premium', 1, 16), (@id, '2029-12-01', 'standard', 1, 8)
                """,
                ("@id", id)
            );

            Assert.Equal(["A 4 40.00"], await AtNoonAsync(own, "SELECT title, tickets, revenue FROM v_top_performing_movies"));
        });

    private static (int Tickets, decimal Revenue) Sold(int tickets, decimal revenue) => (tickets, revenue);

    /// <summary>A movie with a past showtime for each of the sums of sales.</summary>
    private static async Task ShownAsync(TestDatabase database, string title, params (int Tickets, decimal Revenue)[] sales)
    {
        var movie = await new Given(database).MovieAsync(title);
        foreach (var (tickets, revenue) in sales)
        {
            var id = await new Given(database).ShowtimeAsync(movie, startsAt: Show.Noon.AddDays(-7));
            await database.ExecuteAsync(
                "INSERT INTO sales_rollups (showtime_id, sale_date, seat_class, tickets, revenue) VALUES (@id, '2030-02-20', 'standard', @tickets, @revenue)",
                ("@id", id),
                ("@tickets", tickets),
                ("@revenue", revenue.ToString(CultureInfo.InvariantCulture))
            );
        }
    }

    private static async Task<int> ShowAsync(TestDatabase database, string title, DateTime startsAt)
    {
        var given = new Given(database);
        return await given.ShowtimeAsync(await given.MovieAsync(title), startsAt: startsAt);
    }

    private static async Task<IReadOnlyList<string>> AtNoonAsync(TestDatabase database, string sql)
    {
        await using var noon = await Show.AtAsync(database, Show.Noon);
        return await noon.LinesAsync(sql);
    }
}
