using System.Globalization;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Messages;

/// <summary>How mails write times and amounts, in the language of their templates.</summary>
internal static class MailFormats
{
    private static readonly CultureInfo s_language = CultureInfo.GetCultureInfo("en-US");

    // The signs of CLDR 46 for English; any other currency is written with its code.
    private static readonly Dictionary<string, string> s_signs = new(StringComparer.Ordinal)
    {
        ["USD"] = "$",
        ["EUR"] = "€",
        ["GBP"] = "£",
        ["JPY"] = "¥",
        ["INR"] = "₹",
        ["KRW"] = "₩",
        ["ILS"] = "₪",
        ["VND"] = "₫",
        ["PHP"] = "₱",
        ["CNY"] = "CN¥",
        ["BRL"] = "R$",
        ["CAD"] = "CA$",
        ["AUD"] = "A$",
        ["NZD"] = "NZ$",
        ["MXN"] = "MX$",
        ["HKD"] = "HK$",
        ["TWD"] = "NT$",
    };

    /// <summary>Saturday, November 28, 2026 at 7:30 PM: the cinema's clock, which is the offset of the time.</summary>
    public static string Day(DateTimeOffset time) => time.ToString("dddd, MMMM d, yyyy 'at' h:mm tt", s_language);

    /// <summary>Sat, Nov 28, 7:30 PM.</summary>
    public static string ShortDay(DateTimeOffset time) => time.ToString("ddd, MMM d, h:mm tt", s_language);

    /// <summary>New York time.</summary>
    public static string Zone(string timeZone) => $"{timeZone.Split('/')[^1].Replace('_', ' ')} time";

    public static string Money(decimal amount, Currency currency)
    {
        var number = amount.ToString($"N{currency.MinorUnits}", s_language);
        return s_signs.TryGetValue(currency.Code, out var sign) ? $"{sign}{number}" : $"{currency.Code}\u00A0{number}";
    }
}
