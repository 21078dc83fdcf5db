using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.FileProviders;

namespace MovieBooking.Api.Hosting;

/// <summary>The pages of the web app, as its build wrote them down from its own routes (web/shells.js).</summary>
internal sealed class PageRoutes
{
    /// <summary>The last thing that the build writes.</summary>
    public const string File = "pages/routes.json";

    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(1);

    private readonly (Regex Pattern, string File)[] _routes;

    private PageRoutes(IEnumerable<Route> routes) =>
        _routes = [
            .. routes.Select(route =>
                (new Regex(route.Pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, s_timeout), route.File)
            ),
        ];

    public static PageRoutes Read(IFileProvider files)
    {
        using var list = files.GetFileInfo(File).CreateReadStream();
        return new PageRoutes(JsonSerializer.Deserialize<Route[]>(list, JsonSerializerOptions.Web)!);
    }

    /// <summary>The HTML of a page: its own, where people land on it, else the app's; null for an address that is no page.</summary>
    public string? FileOf(PathString address) =>
        Array.Find(_routes, route => route.Pattern.IsMatch(address.HasValue ? address.Value : "/")).File;

    private sealed record Route(string Pattern, string File);
}
