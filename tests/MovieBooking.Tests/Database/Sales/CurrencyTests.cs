using MovieBooking.Tests.Support;
using MySqlConnector;

namespace MovieBooking.Tests.Database;

/// <summary>The currency is the whole database's, so each test has one of its own.</summary>
public sealed class CurrencyTests
{
    [Theory]
    [InlineData("USD", 2, "8.99", "11.24")] // x 1.25 = 11.2375
    [InlineData("USD", 2, "0.10", "0.13")] // x 1.25 = 0.125: half a cent goes up
    [InlineData("JPY", 0, "9", "11")] // x 1.25 = 11.25
    [InlineData("JPY", 0, "10", "13")] // x 1.25 = 12.5: half a yen goes up
    [InlineData("KWD", 3, "2.999", "3.749")] // x 1.25 = 3.74875
    public Task A_price_is_rounded_to_the_minor_unit_of_the_currency(string code, int minorUnits, string fare, string price) =>
        OwnDatabase.RunAsync(async own =>
        {
            await SetCurrencyAsync(own, code, minorUnits);
            await own.ExecuteAsync($"INSERT INTO fares (seat_class, valid_from, price) VALUES ('standard', '2030-01-01', {fare})");

            Assert.Equal(1, await own.ScalarAsync<int>($"SELECT fn_seat_price('standard', '3D', '2030-01-01') = {price}"));
        });

    [Theory]
    [InlineData("USD", 2, "8.505")]
    [InlineData("JPY", 0, "8.50")]
    public Task A_base_price_with_more_decimals_than_the_currency_is_refused(string code, int minorUnits, string fare) =>
        OwnDatabase.RunAsync(async own =>
        {
            await SetCurrencyAsync(own, code, minorUnits);

            Assert.Equal(
                45040,
                await RefusalAsync(own, $"INSERT INTO fares (seat_class, valid_from, price) VALUES ('standard', '2030-01-01', {fare})")
            );
            Assert.Equal(45040, await RefusalAsync(own, $"UPDATE fares SET price = {fare}"));
            Assert.Equal(["8.00", "16.00"], await own.LinesAsync("SELECT price FROM fares ORDER BY price"));
        });

    [Fact]
    public Task The_currency_cannot_change_once_a_seat_is_held_or_was_reserved() =>
        OwnDatabase.RunAsync(async own =>
        {
            var show = await Show.GivenAsync(own);
            var userId = await new Given(own).UserAsync();
            await using (var session = await Show.AtAsync(own, Show.Noon))
            {
                await session.ExecuteAsync($"CALL sp_lock_seats({userId}, {show.Id}, '{show.SeatIds("A1")}')");
            }

            var refusal = await Assert.ThrowsAsync<MySqlException>(() => SetCurrencyAsync(own, "JPY", 0));

            Assert.Equal((45041, "USD"), (refusal.Number, refusal.Message));
            await SetCurrencyAsync(own, "USD", 2);
            Assert.Equal(["USD 2"], await own.LinesAsync("SELECT code, minor_units FROM price_currency"));
        });

    [Fact]
    public Task The_currency_cannot_become_one_that_a_base_price_does_not_fit() =>
        OwnDatabase.RunAsync(async own =>
        {
            await own.ExecuteAsync("INSERT INTO fares (seat_class, valid_from, price) VALUES ('standard', '2030-01-01', 8.50)");

            Assert.Equal(45040, await RefusalAsync(own, "CALL sp_set_currency('JPY', 0)"));
            Assert.Equal(["USD 2"], await own.LinesAsync("SELECT code, minor_units FROM price_currency"));
        });

    private static Task<int> SetCurrencyAsync(TestDatabase database, string code, int minorUnits) =>
        database.ExecuteAsync("CALL sp_set_currency(@code, @minor_units)", ("@code", code), ("@minor_units", minorUnits));

    private static async Task<int> RefusalAsync(TestDatabase database, string sql) =>
        (await Assert.ThrowsAsync<MySqlException>(() => database.ExecuteAsync(sql))).Number;
}
