using System.Globalization;

namespace MovieBooking.Api.Hosting;

internal static class NumberSetting
{
    /// <summary>A whole number of the configuration; null where it cannot be used.</summary>
    /// <param name="configuration">Where it is.</param>
    /// <param name="setting">Its name.</param>
    /// <param name="otherwise">What holds where nothing is said.</param>
    /// <param name="least">The smallest.</param>
    /// <param name="most">The largest.</param>
    public static int? Number(this IConfiguration configuration, string setting, int otherwise, int least, int most) =>
        configuration[setting] is not { Length: > 0 } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : null;
}
