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

    [Theory]
    [InlineData("2026-11-22T19:30", "America/New_York", "2026-11-23T00:30:00Z")]
    [InlineData("2026-11-22T19:30:00", "Asia/Kathmandu", "2026-11-22T13:45:00Z")]
    [InlineData("2026-11-22T19:30:00.000Z", "America/New_York", "2026-11-22T19:30:00Z")]
    [InlineData("2026-11-22T19:30+01:00", "America/New_York", "2026-11-22T18:30:00Z")]
    [InlineData("2028-02-29T00:30", "Europe/Berlin", "2028-02-28T23:30:00Z")]
    // The minutes around a skipped hour, and in it with an offset.
    [InlineData("2026-03-08T01:59", "America/New_York", "2026-03-08T06:59:00Z")]
    [InlineData("2026-03-08T03:00", "America/New_York", "2026-03-08T07:00:00Z")]
    [InlineData("2026-03-08T02:30-05:00", "America/New_York", "2026-03-08T07:30:00Z")]
    // The minutes around a doubled hour, and both of it.
    [InlineData("2026-11-01T00:59", "America/New_York", "2026-11-01T04:59:00Z")]
    [InlineData("2026-11-01T01:30-04:00", "America/New_York", "2026-11-01T05:30:00Z")]
    [InlineData("2026-11-01T01:30-05:00", "America/New_York", "2026-11-01T06:30:00Z")]
    [InlineData("2026-11-01T02:00", "America/New_York", "2026-11-01T07:00:00Z")]
    // A change of half an hour, and one at midnight.
    [InlineData("2026-10-04T02:30", "Australia/Lord_Howe", "2026-10-03T15:30:00Z")]
    [InlineData("2026-09-06T01:00", "America/Santiago", "2026-09-06T04:00:00Z")]
    public void A_time_for_a_cinema_is_its_wall_clock_unless_it_has_an_offset(string text, string timeZone, string utc)
    {
        Assert.True(CinemaTime.TryToUtc(text, timeZone, out var moment, out _));
        Assert.Equal(Moment(utc).UtcDateTime, moment);
        Assert.Equal(DateTimeKind.Utc, moment.Kind);
    }

    [Theory]
    [InlineData("2026-03-08T02:00", "America/New_York")]
    [InlineData("2026-03-08T02:59:59", "America/New_York")]
    [InlineData("2026-03-29T02:30", "Europe/Berlin")]
    [InlineData("2026-10-04T02:15", "Australia/Lord_Howe")]
    [InlineData("2026-09-06T00:30", "America/Santiago")]
    // The whole day that Samoa left out when it changed sides of the date line.
    [InlineData("2011-12-30T20:00", "Pacific/Apia")]
    public void A_time_that_the_clocks_skip_is_refused(string text, string timeZone) =>
        Assert.Contains("no such time", Refused(text, timeZone), StringComparison.Ordinal);

    [Theory]
    [InlineData("2026-11-01T01:00", "America/New_York", "-04:00 or -05:00")]
    [InlineData("2026-11-01T01:59:59", "America/New_York", "-04:00 or -05:00")]
    [InlineData("2026-10-25T02:30", "Europe/Berlin", "+02:00 or +01:00")]
    [InlineData("2026-04-05T01:45", "Australia/Lord_Howe", "+11:00 or +10:30")]
    [InlineData("2026-04-04T23:30", "America/Santiago", "-03:00 or -04:00")]
    // Standard time itself changed here.
    [InlineData("2014-10-26T01:30", "Europe/Moscow", "+04:00 or +03:00")]
    public void A_time_that_comes_twice_needs_one_of_its_offsets(string text, string timeZone, string offsets) =>
        Assert.Contains(offsets, Refused(text, timeZone), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("tomorrow")]
    [InlineData("2026-11-22")]
    [InlineData("2026-11-22 19:30")]
    [InlineData("2026-11-22T24:00")]
    [InlineData("2026-02-29T19:30")]
    [InlineData("2026-11-22T19:30+25:00")]
    [InlineData("2026-11-22T19:30:00.123456789Z")]
    [InlineData("22/11/2026 19:30")]
    [InlineData("0001-01-01T00:00")]
    [InlineData("0001-01-01T00:00+14:00")]
    [InlineData("9999-12-31T23:59")]
    public void What_is_no_time_is_refused(string text) =>
        Assert.Contains("such as", Refused(text, "Europe/Berlin"), StringComparison.Ordinal);

    private static string Refused(string text, string timeZone)
    {
        Assert.False(CinemaTime.TryToUtc(text, timeZone, out _, out var error));
        return error;
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
