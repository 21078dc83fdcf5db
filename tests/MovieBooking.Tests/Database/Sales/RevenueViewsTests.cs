using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

/// <summary>v_admin_revenue_summary and v_movie_daily_sales, over a few sales that can be added up by hand.</summary>
public sealed class RevenueViewsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly Given _given = new(database);

    [Fact]
    public async Task Revenue_is_by_cinema_day_format_and_class()
    {
        var (cinema, other) = (await _given.CinemaAsync(), await _given.CinemaAsync());
        await SoldAsync(cinema, other, await _given.MovieAsync(), await _given.MovieAsync());

        Assert.Equal(
            [
                "2030-03-01 2D premium 1 16.00 16.00",
                "2030-03-01 2D standard 3 24.00 8.00",
                "2030-03-01 3D standard 1 10.00 10.00",
                "2030-03-02 2D standard 2 16.00 8.00",
            ],
            await SummaryAsync(cinema)
        );
        Assert.Equal(["2030-03-01 2D standard 1 8.00 8.00"], await SummaryAsync(other));
    }

    [Fact]
    public async Task Sales_of_a_movie_are_added_up_by_day_over_its_showtimes()
    {
        var (movie, second) = (await _given.MovieAsync(), await _given.MovieAsync());
        await SoldAsync(await _given.CinemaAsync(), await _given.CinemaAsync(), movie, second);

        Assert.Equal(["2030-03-01 5 48.00", "2030-03-02 2 16.00"], await DailyAsync(movie));
        Assert.Equal(["2030-03-01 1 10.00"], await DailyAsync(second));
    }

    [Fact]
    public async Task A_day_whose_sales_were_all_cancelled_has_no_average_price()
    {
        var cinema = await _given.CinemaAsync();
        var show = await Show.GivenAsync(database, screenId: await _given.ScreenAsync(cinemaId: cinema));
        await using var noon = await Show.AtAsync(database, Show.Noon);
        await noon.CancelAsync(await noon.SellAsync(await _given.UserAsync(), show, "A1"));

        Assert.Equal(["2030-03-01 2D standard 0 0.00 -"], await SummaryAsync(cinema));
    }

    [Fact]
    public async Task What_is_only_pending_is_no_revenue()
    {
        var cinema = await _given.CinemaAsync();
        var show = await Show.GivenAsync(database, screenId: await _given.ScreenAsync(cinemaId: cinema));
        await using var noon = await Show.AtAsync(database, Show.Noon);

        await noon.CreateAsync(await _given.UserAsync(), show, "A1");

        Assert.Empty(await SummaryAsync(cinema));
    }

    private Task<IReadOnlyList<string>> SummaryAsync(int cinemaId) =>
        database.LinesAsync(
            """
            SELECT sale_date, format, seat_class, tickets, revenue, average_price
            FROM v_admin_revenue_summary
            WHERE cinema_id = @id
            ORDER BY sale_date, CAST(format AS CHAR), CAST(seat_class AS CHAR)
            """,
            ("@id", cinemaId)
        );

    private Task<IReadOnlyList<string>> DailyAsync(int movieId) =>
        database.LinesAsync(
            "SELECT sale_date, tickets, revenue FROM v_movie_daily_sales WHERE movie_id = @id ORDER BY sale_date",
            ("@id", movieId)
        );

    /// <summary>
    /// In the cinema: two showtimes of the movie in 2D (3 standard and 1 premium on the first day, 2 standard on the second,
    /// and one that is cancelled) and one of the second movie in 3D; in the other cinema one ticket.
    /// </summary>
    private async Task SoldAsync(int cinema, int other, int movie, int second)
    {
        var first = await Show.GivenAsync(database, Show.Noon.AddDays(3), movieId: movie, screenId: await _given.ScreenAsync("2D", cinema));
        var later = await Show.GivenAsync(database, Show.Noon.AddDays(3), movieId: movie, screenId: await _given.ScreenAsync("2D", cinema));
        var inDepth = await Show.GivenAsync(
            database,
            Show.Noon.AddDays(3),
            movieId: second,
            screenId: await _given.ScreenAsync("3D", cinema)
        );
        var elsewhere = await Show.GivenAsync(
            database,
            Show.Noon.AddDays(3),
            movieId: movie,
            screenId: await _given.ScreenAsync("2D", other)
        );
        var user = await _given.UserAsync();
        await using var session = await Show.AtAsync(database, Show.Noon);
        await session.SellAsync(user, first, "A1", "H1");
        await session.SellAsync(user, later, "A1", "A2");
        var cancelled = await session.SellAsync(user, later, "B1");
        await session.SellAsync(user, inDepth, "A1");
        await session.SellAsync(user, elsewhere, "A1");
        await session.SetClockAsync(Show.Noon.AddDays(1));
        await session.SellAsync(user, first, "A2", "A3");
        await session.CancelAsync(cancelled);
    }
}
