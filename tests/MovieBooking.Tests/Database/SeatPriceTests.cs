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
            await database.ScalarAsync<decimal>("SELECT fn_seat_price(@class, @format, '2026-11-22')", ("@class", seatClass), ("@format", format))
        );
}
