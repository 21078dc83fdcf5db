namespace MovieBooking.Api.Showtimes;

/// <summary>From the database's UTC to a cinema's clock.</summary>
internal static class CinemaTime
{
    /// <summary>The same moment with the offset that the cinema's zone has then.</summary>
    public static DateTimeOffset In(this DateTime utc, string timeZone) =>
        TimeZoneInfo.ConvertTime(new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)), Zone(timeZone));

    /// <summary>The cinema's offset from UTC now, in minutes: the database turns its own clock into the cinema's day with it.</summary>
    public static int OffsetMinutes(this TimeProvider clock, string timeZone) =>
        (int)Zone(timeZone).GetUtcOffset(clock.GetUtcNow()).TotalMinutes;

    /// <summary>The cinema's calendar day now.</summary>
    public static DateOnly Today(this TimeProvider clock, string timeZone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), Zone(timeZone)).DateTime);

    private static TimeZoneInfo Zone(string timeZone) => TimeZoneInfo.FindSystemTimeZoneById(timeZone);
}
