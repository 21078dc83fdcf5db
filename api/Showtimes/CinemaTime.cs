using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace MovieBooking.Api.Showtimes;

/// <summary>Between the database's UTC and a cinema's clock.</summary>
internal static class CinemaTime
{
    // ISO 8601 to the minute, the second or the millisecond, which is what Date.toISOString writes.
    private static readonly string[] s_wallClock = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFF"];

    private static readonly string[] s_withOffset = [.. s_wallClock.SelectMany(format => new[] { $"{format}zzz", $"{format}'Z'" })];

    /// <summary>The same moment with the offset that the cinema's zone has then.</summary>
    public static DateTimeOffset In(this DateTime utc, string timeZone) =>
        TimeZoneInfo.ConvertTime(new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)), Zone(timeZone));

    /// <summary>The cinema's offset from UTC now, in minutes: the database turns its own clock into the cinema's day with it.</summary>
    public static int OffsetMinutes(this TimeProvider clock, string timeZone) =>
        (int)Zone(timeZone).GetUtcOffset(clock.GetUtcNow()).TotalMinutes;

    /// <summary>The cinema's calendar day now.</summary>
    public static DateOnly Today(this TimeProvider clock, string timeZone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), Zone(timeZone)).DateTime);

    /// <summary>The first moment of a cinema's day, in UTC: later than midnight where the clocks skip midnight.</summary>
    public static DateTime StartOfDay(DateOnly date, string timeZone)
    {
        var midnight = date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var zone = Zone(timeZone);
        var offsets = OffsetsAt(midnight, zone);
        // Of a midnight that comes twice the first; for one that is skipped, where the clocks of the day before end.
        return midnight - (offsets.Count > 0 ? offsets.Max() : zone.GetUtcOffset(midnight.AddDays(-1)));
    }

    /// <summary>
    /// The moment that somebody means who writes a time for a cinema: an offset is honoured, without one it is the cinema's wall
    /// clock. A wall-clock time that the clocks skip is refused, and so is one that comes twice, which needs an offset.
    /// </summary>
    /// <param name="text">ISO 8601, such as <c>2026-11-01T19:30</c> or <c>2026-11-01T19:30-05:00</c>.</param>
    /// <param name="error">What is wrong, for the person who wrote it.</param>
    public static bool TryToUtc(string text, string timeZone, out DateTime utc, [NotNullWhen(false)] out string? error)
    {
        utc = default;
        error = null;
        if (TryParse(text, s_withOffset, out var moment))
        {
            utc = moment.UtcDateTime;
            return true;
        }

        if (!TryParse(text, s_wallClock, out var wallClock))
        {
            error = Texts.Problems["NotATime"];
            return false;
        }

        var offsets = OffsetsAt(wallClock.DateTime, Zone(timeZone));
        switch (offsets)
        {
            case [var only]:
                utc = new DateTimeOffset(wallClock.DateTime, only).UtcDateTime;
                return true;
            case []:
                error = Texts.Problems["SkippedTime", timeZone, text];
                return false;
            default:
                error = Texts.Problems["DoubledTime", timeZone, text, string.Join(Texts.Problems["Or"], offsets.Select(Text))];
                return false;
        }
    }

    /// <summary>The offsets with which the zone's clocks show a time: none when they skip it, two when it comes twice.</summary>
    // TimeZoneInfo.IsInvalidTime and IsAmbiguousTime know daylight saving alone, not a zone that changes its standard time.
    private static List<TimeSpan> OffsetsAt(DateTime wallClock, TimeZoneInfo zone)
    {
        var near = DateTime.SpecifyKind(wallClock, DateTimeKind.Utc);
        return
        [
            .. new[] { near.AddDays(-1), near.AddDays(1) }
                .Select(zone.GetUtcOffset)
                .Distinct()
                .Where(offset => zone.GetUtcOffset(near - offset) == offset),
        ];
    }

    private static bool TryParse(string text, string[] formats, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time)
        // The database holds no year before 1000, and at the ends of the calendar there is no day before or after.
        && time.Year is > 1000 and < 9999;

    private static string Text(TimeSpan offset) =>
        (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString("hh\\:mm", CultureInfo.InvariantCulture);

    private static TimeZoneInfo Zone(string timeZone) => TimeZoneInfo.FindSystemTimeZoneById(timeZone);
}
