using System.Globalization;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

public sealed class SeatPriceTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData("standard", "2D", "8.00")]
    [InlineData("standard", "3D", "10.00")]
    [InlineData("standard", "IMAX", "12.00")]
    [InlineData("premium", "2D", "16.00")]
    [InlineData("premium", "3D", "20.00")]
    [InlineData("premium", "IMAX", "24.00")]
    public async Task A_price_is_the_fare_times_the_format(string seatClass, string format, string price) =>
        Assert.Equal(
            decimal.Parse(price, CultureInfo.InvariantCulture),
            await database.ScalarAsync<decimal>(
                "SELECT fn_seat_price(@class, @format, '2026-11-22')",
                ("@class", seatClass),
                ("@format", format)
            )
        );

    [Theory]
    [InlineData("2030-06-30", "10.00")]
    [InlineData("2030-07-01", "11.24")] // 8.99 x 1.25 = 11.2375
    [InlineData("2031-01-01", "12.14")] // 8.99 x 1.35 = 12.1365
    public Task A_price_is_that_of_the_shows_day_and_rounded_to_cents(string day, string price) =>
        OwnDatabase.RunAsync(async own =>
        {
            await own.ExecuteAsync("INSERT INTO fares (seat_class, valid_from, price) VALUES ('standard', '2030-07-01', 8.99)");
            await own.ExecuteAsync("INSERT INTO format_multipliers (format, valid_from, multiplier) VALUES ('3D', '2031-01-01', 1.35)");

            Assert.Equal([price], await own.LinesAsync("SELECT fn_seat_price('standard', '3D', @day)", ("@day", day)));
        });
}
