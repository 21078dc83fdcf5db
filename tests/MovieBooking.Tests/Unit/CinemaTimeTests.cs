using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using MovieBooking.Api.Showtimes;

namespace MovieBooking.Tests.Unit;

public sealed class CinemaTimeTests
{
    [Theory]
    [InlineData("2026-03-08T06:59:59Z", "America/New_York", "2026-03-08T01:59:59-05:00")]
    [InlineData("2026-03-08T07:00:00Z", "America/New_York", "2026-03-08T03:00:00-04:00")]
    [InlineData("2026-11-01T05:30:00Z", "America/New_York", "2026-11-01T01:30:00-04:00")]
    [InlineData("2026-11-01T06:30:00Z", "America/New_York", "2026-11-01T01:30:00-05:00")]
    [InlineData("2028-02-28T23:30:00Z", "Europe/Berlin", "2028-02-29T00:30:00+01:00")]
    [InlineData("2026-11-22T12:00:00Z", "Asia/Kathmandu", "2026-11-22T17:45:00+05:45")]
    [InlineData("2026-11-22T12:00:00Z", "Pacific/Kiritimati", "2026-11-23T02:00:00+14:00")]
    public void A_moment_has_the_offset_that_the_cinema_has_then(string utc, string timeZone, string local) =>
        Assert.Equal(local, Moment(utc).UtcDateTime.In(timeZone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2026-11-22T03:00:00Z", "America/New_York", "2026-11-21", -300)]
    [InlineData("2026-07-22T03:00:00Z", "America/New_York", "2026-07-21", -240)]
    [InlineData("2026-11-22T22:59:59Z", "Europe/Berlin", "2026-11-22", 60)]
    [InlineData("2026-11-22T23:00:00Z", "Europe/Berlin", "2026-11-23", 60)]
    [InlineData("2026-11-22T12:00:00Z", "Asia/Kathmandu", "2026-11-22", 345)]
    public void Today_is_the_cinemas_day(string utc, string timeZone, string day, int offsetMinutes)
    {
        var clock = new FakeTimeProvider(Moment(utc));

        Assert.Equal(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture), clock.Today(timeZone));
        Assert.Equal(offsetMinutes, clock.OffsetMinutes(timeZone));
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
