using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

/// <summary>What the tables refuse by themselves, whoever writes.</summary>
public sealed class ConstraintTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    /// <summary>A CHECK, on MySQL and on MariaDB.</summary>
    public static readonly int[] CheckViolated = [3819, 4025];

    private const int Duplicate = 1062;

    private readonly Given _given = new(database);

    [Theory]
    [InlineData("INSERT INTO movies (title, duration_minutes, rating, release_date) VALUES ('', 100, 'G', '2030-01-01')")]
    [InlineData("INSERT INTO movies (title, duration_minutes, rating, release_date) VALUES ('A', 0, 'G', '2030-01-01')")]
    [InlineData("INSERT INTO movies (title, duration_minutes, rating, release_date) VALUES ('A', 1441, 'G', '2030-01-01')")]
    [InlineData("INSERT INTO movies (title, duration_minutes, rating, release_date) VALUES ('A', 100, 'G', '1887-12-31')")]
    [InlineData("INSERT INTO movies (title, duration_minutes, rating, release_date) VALUES ('A', 100, 'G', '2201-01-01')")]
    [InlineData(
        "INSERT INTO movies (title, duration_minutes, rating, release_date, scheduled_close_date) VALUES ('A', 100, 'G', '2030-01-02', '2030-01-01')"
    )]
    [InlineData("INSERT INTO fares (seat_class, valid_from, price) VALUES ('standard', '2031-01-01', 0)")]
    [InlineData("INSERT INTO fares (seat_class, valid_from, price) VALUES ('standard', '2031-01-01', 10000001)")]
    [InlineData("INSERT INTO format_multipliers (format, valid_from, multiplier) VALUES ('3D', '2031-01-01', 0)")]
    [InlineData("INSERT INTO format_multipliers (format, valid_from, multiplier) VALUES ('3D', '2031-01-01', 10.01)")]
    [InlineData("INSERT INTO users (email, password_hash, display_name, created_at) VALUES ('Mixed@example.com', 'x', 'X', '2030-01-01')")]
    public async Task A_row_out_of_range_is_refused(string insert) =>
        Assert.Contains(await Race.ErrorOfAsync(database.ExecuteAsync(insert)), CheckViolated);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(24 * 60 + 1)]
    public async Task A_show_lasts_more_than_nothing_and_at_most_a_day(int minutes) =>
        Assert.Contains(await Race.ErrorOfAsync(_given.ShowtimeAsync(minutes: minutes)), CheckViolated);

    [Fact]
    public async Task A_show_may_last_a_day() => Assert.True(await _given.ShowtimeAsync(minutes: 24 * 60) > 0);

    [Theory]
    [InlineData("seat_row = 'I', seat_label = 'I1'")]
    [InlineData("seat_column = 13, seat_label = 'A13'")]
    [InlineData("seat_label = 'A99'")]
    public async Task A_seat_stands_in_the_house_and_is_called_by_its_place(string change)
    {
        var show = await Show.GivenAsync(database);

        Assert.Contains(
            await Race.ErrorOfAsync(database.ExecuteAsync($"UPDATE seats SET {change} WHERE seat_id = {show["A1"]}")),
            CheckViolated
        );
    }

    [Theory]
    [InlineData("status = 'pending', expires_at = NULL")]
    [InlineData("status = 'confirmed', confirmed_at = '2030-03-01'")]
    [InlineData("status = 'confirmed', sale_date = '2030-03-01'")]
    [InlineData("status = 'cancelled'")]
    [InlineData("guest_email = 'gus@example.com'")]
    [InlineData("user_id = NULL")]
    [InlineData("user_id = NULL, guest_email = 'gus@example.com'")]
    public async Task A_reservation_has_what_its_status_and_identity_need(string change)
    {
        var show = await Show.GivenAsync(database);
        await using var noon = await Show.AtAsync(database, Show.Noon);
        var id = await noon.CreateAsync(await _given.UserAsync(), show, "A1");

        Assert.Contains(
            await Race.ErrorOfAsync(database.ExecuteAsync($"UPDATE reservations SET {change} WHERE reservation_id = @id", ("@id", id))),
            CheckViolated
        );
    }

    [Fact]
    public async Task A_second_hold_of_a_seat_is_refused_whatever_the_code()
    {
        var show = await Show.GivenAsync(database);
        await using var noon = await Show.AtAsync(database, Show.Noon);
        await noon.LockAsync(await _given.UserAsync(), show, "A1");

        await BookingRoutines.RefusedAsync(
            Duplicate,
            database.ExecuteAsync(
                $"""
                INSERT INTO seat_locks (showtime_id, seat_id, user_id, price, held_since, expires_at)
                VALUES ({show.Id}, {show["A1"]}, {await _given.UserAsync()}, 8, '2030-03-01 12:00', '2030-03-01 12:15')
                """
            )
        );
    }

    [Fact]
    public async Task Addresses_of_users_are_unique_and_accents_make_a_difference()
    {
        const string Insert = "INSERT INTO users (email, password_hash, display_name, created_at) VALUES (@email, 'x', 'X', '2030-01-01')";
        await database.ExecuteAsync(Insert, ("@email", "jose@example.com"));

        await database.ExecuteAsync(Insert, ("@email", "josé@example.com"));

        await BookingRoutines.RefusedAsync(Duplicate, database.ExecuteAsync(Insert, ("@email", "jose@example.com")));
    }
}
