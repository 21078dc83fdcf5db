using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

/// <summary>Nothing sold disappears: what a sale stands on cannot be deleted from under it.</summary>
public sealed class ForeignKeyTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int StillReferenced = 1451;
    private const int NoSuchParent = 1452;

    private readonly Given _given = new(database);

    [Fact]
    public async Task A_sold_showtime_its_screen_movie_and_seats_cannot_be_deleted()
    {
        var movie = await _given.MovieAsync();
        var screen = await _given.ScreenAsync();
        var show = await Show.GivenAsync(database, movieId: movie, screenId: screen);
        var user = await _given.UserAsync();
        await using var noon = await Show.AtAsync(database, Show.Noon);
        var reservation = await noon.SellAsync(user, show, "A1");

        foreach (
            var delete in new[]
            {
                $"DELETE FROM showtimes WHERE showtime_id = {show.Id}",
                $"DELETE FROM reservations WHERE reservation_id = {reservation}",
                $"DELETE FROM seats WHERE seat_id = {show["A1"]}",
                $"DELETE FROM users WHERE user_id = {user}",
                $"DELETE FROM movies WHERE movie_id = {movie}",
                $"DELETE FROM screens WHERE screen_id = {screen}",
                $"DELETE FROM cinemas WHERE cinema_id = (SELECT cinema_id FROM screens WHERE screen_id = {screen})",
            }
        )
        {
            await BookingRoutines.RefusedAsync(StillReferenced, database.ExecuteAsync(delete));
        }

        Assert.Equal(["A1 8.00 confirmed"], await show.TicketsAsync());
    }

    [Fact]
    public async Task A_showtime_that_was_never_touched_can_be_deleted()
    {
        var show = await Show.GivenAsync(database);

        Assert.Equal(1, await database.ExecuteAsync("DELETE FROM showtimes WHERE showtime_id = @id", ("@id", show.Id)));
    }

    [Fact]
    public async Task A_showtime_whose_every_sale_was_cancelled_cannot_be_deleted()
    {
        var show = await Show.GivenAsync(database);
        await using var noon = await Show.AtAsync(database, Show.Noon);
        await noon.CancelAsync(await noon.SellAsync(await _given.UserAsync(), show, "A1"));

        await BookingRoutines.RefusedAsync(
            StillReferenced,
            database.ExecuteAsync("DELETE FROM showtimes WHERE showtime_id = @id", ("@id", show.Id))
        );
    }

    [Fact]
    public async Task A_ticket_is_of_its_reservations_showtime()
    {
        var (show, other) = (await Show.GivenAsync(database), await Show.GivenAsync(database));
        await using var noon = await Show.AtAsync(database, Show.Noon);
        var id = await noon.CreateAsync(await _given.UserAsync(), show, "A1");

        await BookingRoutines.RefusedAsync(
            NoSuchParent,
            database.ExecuteAsync(
                $"INSERT INTO tickets (reservation_id, showtime_id, seat_id, seat_class, price) VALUES ({id}, {other.Id}, {other["A1"]}, 'standard', 8)"
            )
        );
    }
}
