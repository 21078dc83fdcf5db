using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

public sealed class ScreenSeatsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly Given _given = new(database);

    [Theory]
    [InlineData("2D")]
    [InlineData("3D")]
    [InlineData("IMAX")]
    public async Task A_new_screen_has_eight_rows_of_twelve(string format)
    {
        var screen = await _given.ScreenAsync(format);

        Assert.Equal(
            [
                "A 12 1 12 standard",
                "B 12 1 12 standard",
                "C 12 1 12 standard",
                "D 12 1 12 standard",
                "E 12 1 12 standard",
                "F 12 1 12 premium",
                "G 12 1 12 premium",
                "H 12 1 12 premium",
            ],
            await database.LinesAsync(
                """
                SELECT seat_row, COUNT(DISTINCT seat_column), MIN(seat_column), MAX(seat_column), seat_class
                FROM seats
                WHERE screen_id = @id
                GROUP BY seat_row, seat_class
                ORDER BY seat_row
                """,
                ("@id", screen)
            )
        );
    }

    [Fact]
    public async Task Seats_are_called_by_row_and_column_and_are_in_service()
    {
        var screen = await _given.ScreenAsync();

        var labels = await database.LinesAsync(
            "SELECT seat_label FROM seats WHERE screen_id = @id AND NOT out_of_service ORDER BY seat_id",
            ("@id", screen)
        );

        Assert.Equal([.. "ABCDEFGH".SelectMany(row => Enumerable.Range(1, 12).Select(column => $"{row}{column}"))], labels);
    }

    [Fact]
    public async Task Two_screens_made_in_one_statement_get_their_own_seats()
    {
        var cinema = await _given.CinemaAsync();

        await database.ExecuteAsync(
            "INSERT INTO screens (cinema_id, name, format) VALUES (@id, 'One', '2D'), (@id, 'Two', '3D')",
            ("@id", cinema)
        );

        Assert.Equal(
            ["One 96", "Two 96"],
            await database.LinesAsync(
                """
                SELECT screens.name, COUNT(*)
                FROM screens
                INNER JOIN seats ON seats.screen_id = screens.screen_id
                WHERE screens.cinema_id = @id
                GROUP BY screens.name
                ORDER BY screens.name
                """,
                ("@id", cinema)
            )
        );
    }

    [Fact]
    public async Task A_name_of_a_screen_is_unique_in_its_cinema_alone()
    {
        const string Insert = "INSERT INTO screens (cinema_id, name, format) VALUES (@id, 'Hall 1', '2D')";
        var (first, second) = (await _given.CinemaAsync(), await _given.CinemaAsync());
        await database.ExecuteAsync(Insert, ("@id", first));

        await database.ExecuteAsync(Insert, ("@id", second));

        await BookingRoutines.RefusedAsync(1062, database.ExecuteAsync(Insert, ("@id", first)));
        // No seats of the screen that was refused.
        Assert.Equal(
            96,
            await database.ScalarAsync<int>(
                "SELECT COUNT(*) FROM seats INNER JOIN screens ON screens.screen_id = seats.screen_id WHERE screens.cinema_id = @id",
                ("@id", first)
            )
        );
    }
}
