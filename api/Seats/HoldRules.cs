using System.Globalization;

namespace MovieBooking.Api.Seats;

/// <summary>How much one person may keep from others; written to the database, which checks it, at each start.</summary>
internal static class HoldRules
{
    private const string Setting = "Holds:ShowtimesPerPerson";
    private const int DefaultShowtimes = 3;
    private const int MostShowtimes = 10_000;

    /// <summary>On how many showtimes at a time a person holds seats: the setting <c>Holds:ShowtimesPerPerson</c>. Null where it cannot be used.</summary>
    public static int? ShowtimesPerPerson(IConfiguration configuration) =>
        configuration[Setting] is not { Length: > 0 } text ? DefaultShowtimes
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MostShowtimes
            ? number
        : null;

    /// <summary>What is wrong with the setting; null when it can be used.</summary>
    public static string? Problem(IConfiguration configuration) =>
        ShowtimesPerPerson(configuration) is null
            ? $"Holds__ShowtimesPerPerson is `{configuration[Setting]}`: it must be a number of showtimes, 1 to {MostShowtimes}."
            : null;
}
