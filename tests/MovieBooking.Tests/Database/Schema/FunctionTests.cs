using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

/// <summary>The functions that carry the numbers of the rules. The price is in <see cref="SeatPriceTests"/>.</summary>
public sealed class FunctionTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData("fn_buffer_minutes", 15)]
    [InlineData("fn_hold_minutes", 15)]
    [InlineData("fn_seat_limit", 10)]
    public async Task A_rule_has_its_number(string function, int number) =>
        Assert.Equal(number, await database.ScalarAsync<int>($"SELECT {function}()"));

    // Ahead of UTC and behind it: UTC-12 finishes a day last.
    [Theory]
    [InlineData("2030-03-02 11:59:59", 0)]
    [InlineData("2030-03-02 12:00:00", 1)]
    public async Task A_day_is_past_everywhere_at_noon_of_the_next(string now, int past)
    {
        await using var session = await Show.AtAsync(
            database,
            DateTime.SpecifyKind(DateTime.Parse(now, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc)
        );

        Assert.Equal(past, await session.ScalarAsync<int>("SELECT fn_is_past_everywhere('2030-03-01')"));
    }

    [Fact]
    public async Task Seats_kept_are_live_holds_and_pending_seats_beside_those_asked_for()
    {
        var show = await Show.GivenAsync(database);
        var user = await new Given(database).UserAsync();
        await using var noon = await Show.AtAsync(database, Show.Noon);
        await noon.LockAsync(user, show, "A1", "A2", "A3");
        await noon.CreateAsync(user, show, "B1", "B2");
        await noon.SellAsync(user, show, "C1");
        await noon.CreateAsGuestAsync("gus@example.com", show, "D1");
        Task<int> KeptAsync(int? userId, string? email, string seats, DateTime at) =>
            noon.ScalarAsync<int>(
                "SELECT fn_seats_kept(@show, @user, @email, @seats, @at)",
                ("@show", show.Id),
                ("@user", userId),
                ("@email", email),
                ("@seats", seats),
                ("@at", at)
            );

        Assert.Equal(5, await KeptAsync(user, null, "[]", Show.Noon));
        Assert.Equal(3, await KeptAsync(user, null, show.SeatIds("A1", "A2", "E1"), Show.Noon));
        Assert.Equal(1, await KeptAsync(null, "gus@example.com", "[]", Show.Noon));
        Assert.Equal(0, await KeptAsync(null, "Gus@example.com", "[]", Show.Noon));
        Assert.Equal(0, await KeptAsync(user, null, "[]", Show.Noon.AddMinutes(15)));
    }
}
