namespace MovieBooking.Db.Demo;

/// <summary>How many people want to see a movie: evenings and weekends more, mornings hardly, less each week.</summary>
internal static class Demand
{
    private const int OpeningDays = 3;
    private const double OpeningRush = 1.5;

    /// <returns>The share of a screen's seats that such a show sells on average; from 1 on it sells out.</returns>
    public static double Share(DemoRun run, string format, DateTime localStart)
    {
        var appeal = run.Movie.Appeal;
        var day = DateOnly.FromDateTime(localStart);
        var weeks = Math.Max(0, (day.DayNumber - run.Release.DayNumber) / 7.0);
        return appeal.Opening
            * Math.Pow(appeal.Legs, weeks)
            * (weeks < OpeningDays / 7.0 ? OpeningRush : 1)
            * Weekday(day.DayOfWeek)
            * Hour(appeal.Audience, localStart.TimeOfDay.TotalHours)
            * Format(appeal.Spectacle, format);
    }

    private static double Weekday(DayOfWeek day) =>
        day switch
        {
            DayOfWeek.Monday => 0.26,
            DayOfWeek.Tuesday => 0.34,
            DayOfWeek.Wednesday => 0.32,
            DayOfWeek.Thursday => 0.4,
            DayOfWeek.Friday => 0.76,
            DayOfWeek.Saturday => 0.96,
            _ => 0.7,
        };

    private static double Hour(Audience audience, double hour) =>
        (audience, hour) switch
        {
            (Audience.Families, < 12) => 0.6,
            (Audience.Families, < 18) => 1.15,
            (Audience.Families, < 20) => 0.9,
            (Audience.Families, _) => 0.2,
            (Audience.NightOwls, < 17) => 0.2,
            (Audience.NightOwls, >= 21) => 1.5,
            (_, < 12) => 0.15,
            (_, < 15) => 0.4,
            (_, < 17.5) => 0.6,
            (_, < 21.5) => 1.35,
            _ => 0.8,
        };

    private static double Format(bool spectacle, string format) =>
        (spectacle, format) switch
        {
            (_, "2D") => 1,
            (true, "IMAX") => 1.35,
            (true, _) => 1.15,
            (false, _) => 0.75,
        };
}
