namespace MovieBooking.Api.Admin.Analytics;

/// <summary>A span of whole days, the first and the last included.</summary>
internal sealed record Period(DateOnly From, DateOnly To)
{
    private const int DefaultDays = 30;

    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>What of UTC it lies in, whatever the cinema's zone: a day anywhere lies within a day of the same date there. The index of shows is by it.</summary>
    public (DateTime From, DateTime Until) Utc =>
        (From.AddDays(-1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), To.AddDays(2).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));

    /// <summary>The span of the same length that ends the day before.</summary>
    public Period Before => new(From.AddDays(-Days), From.AddDays(-1));

    /// <summary>The span that was asked for. Without an end it ends today (or where it begins, if that is later); without a beginning it has that many days.</summary>
    public static Period Of(DateOnly? from, DateOnly? to, DateOnly today, int days = DefaultDays)
    {
        var last = to ?? (from > today ? from.Value : today);
        return new Period(from ?? last.AddDays(1 - days), last);
    }

    /// <summary>The last 30 days.</summary>
    public static Period UpTo(DateOnly today) => Of(from: null, to: today, today);

    /// <summary>One entry for each day, with zeros where nothing was sold.</summary>
    public IReadOnlyList<DaySales> Fill(IEnumerable<DaySales> sales)
    {
        var known = sales.ToDictionary(day => day.Date);
        return
        [
            .. Enumerable.Range(0, Days).Select(From.AddDays).Select(date => known.GetValueOrDefault(date) ?? new DaySales(date, 0, 0)),
        ];
    }
}
