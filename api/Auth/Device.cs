using System.Text.RegularExpressions;

namespace MovieBooking.Api.Auth;

/// <summary>What somebody signs in with, as they would call it; nothing that tells one of a kind from another.</summary>
/// <param name="Token">What its cookie shows to be known; see <see cref="KnownDevices"/>.</param>
/// <param name="App">The program.</param>
/// <param name="System">What it runs on.</param>
internal sealed partial record Device(string? Token, string? App, string? System)
{
    private const int LongestName = 40;

    // Each calls itself by those below it, too.
    private static readonly (string Mark, string Name)[] s_apps =
    [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Vivaldi/", "Vivaldi"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("CriOS/", "Chrome"),
        ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] s_systems =
    [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("CrOS", "ChromeOS"),
        ("Macintosh", "macOS"),
        ("Linux", "Linux"),
    ];

    public static Device Of(HttpContext http)
    {
        var agent = http.Request.Headers.UserAgent.ToString();
        return new Device(DeviceCookie.Read(http), Find(s_apps, agent) ?? FirstProduct(agent), Find(s_systems, agent));
    }

    private static string? Find((string Mark, string Name)[] names, string agent) =>
        names.FirstOrDefault(one => agent.Contains(one.Mark, StringComparison.Ordinal)).Name;

    /// <summary>Programs that are no browsers begin with their own name: `PartnerApp/2.1`.</summary>
    private static string? FirstProduct(string agent)
    {
        var name = Product().Match(agent).Value;
        return name is "" or "Mozilla" ? null : name[..Math.Min(name.Length, LongestName)];
    }

    [GeneratedRegex("^[A-Za-z0-9._-]+", RegexOptions.None, 1000)]
    private static partial Regex Product();
}
