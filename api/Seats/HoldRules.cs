using MovieBooking.Api.Hosting;

namespace MovieBooking.Api.Seats;

/// <summary>How much one person may keep from others; written to the database, which checks it, at each start.</summary>
internal static class HoldRules
{
    private const string ShowtimesSetting = "Holds:ShowtimesPerPerson";
    private const int DefaultShowtimes = 3;
    private const int MostShowtimes = 10_000;
    private const string ReleaseSetting = "Holds:AccessibleReleaseMinutes";
    private const int DefaultReleaseMinutes = 60;
    private const int MostReleaseMinutes = 365 * 24 * 60;
    private const string OfferSetting = "Holds:OfferMinutes";
    private const int DefaultOfferMinutes = 15;
    private const int MostOfferMinutes = 24 * 60;

    /// <summary>On how many showtimes at a time a person holds seats: the setting <c>Holds:ShowtimesPerPerson</c>. Null where it cannot be used.</summary>
    public static int? ShowtimesPerPerson(IConfiguration configuration) =>
        configuration.Number(ShowtimesSetting, DefaultShowtimes, 1, MostShowtimes);

    /// <summary>
    /// How many minutes before a show its wheelchair and companion places are sold like any other: the setting
    /// <c>Holds:AccessibleReleaseMinutes</c>. Null where it cannot be used.
    /// </summary>
    public static int? AccessibleReleaseMinutes(IConfiguration configuration) =>
        configuration.Number(ReleaseSetting, DefaultReleaseMinutes, 0, MostReleaseMinutes);

    /// <summary>
    /// How many minutes seats are kept for whom the waiting list offers them: the setting <c>Holds:OfferMinutes</c>. Null where it
    /// cannot be used.
    /// </summary>
    public static int? OfferMinutes(IConfiguration configuration) =>
        configuration.Number(OfferSetting, DefaultOfferMinutes, 1, MostOfferMinutes);

    /// <summary>What is wrong with the settings; null when they can be used.</summary>
    public static string? Problem(IConfiguration configuration) =>
        ShowtimesPerPerson(configuration) is null
            ? $"Holds__ShowtimesPerPerson is `{configuration[ShowtimesSetting]}`: it must be a number of showtimes, 1 to {MostShowtimes}."
        : AccessibleReleaseMinutes(configuration) is null
            ? $"Holds__AccessibleReleaseMinutes is `{configuration[ReleaseSetting]}`: it must be a number of minutes, 0 to {MostReleaseMinutes}."
        : OfferMinutes(configuration) is null
            ? $"Holds__OfferMinutes is `{configuration[OfferSetting]}`: it must be a number of minutes, 1 to {MostOfferMinutes}."
        : null;
}
