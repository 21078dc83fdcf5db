using System.Globalization;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Http;
using MovieBooking.Api.Messages;
using MovieBooking.Api.Movies;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Hosting;

/// <summary>What search engines ask for: which pages to read (RFC 9309), and which pages there are (sitemaps.org, 0.9).</summary>
internal static class Crawlers
{
    private static readonly XNamespace s_sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";

    public static WebApplication MapCrawlers(this WebApplication app)
    {
        app.MapGet("/robots.txt", GetRobots).ExcludeFromDescription();
        app.MapGet("/sitemap.xml", GetSitemapAsync).ExcludeFromDescription();
        return app;
    }

    private static IResult GetRobots(HttpRequest request) =>
        Results.Text(
            $"""
            User-agent: *
            Disallow: /api/
            Disallow: /checkout/
            Disallow: /reservations/

            Sitemap: {Address(request, "/sitemap.xml")}

            """
        );

    private static async Task<IResult> GetSitemapAsync(HttpRequest request, MovieBookingContext db, CancellationToken cancellationToken)
    {
        var open = Word.Of(MovieStatus.Open);
        var movies = await db
            .Movies.Where(movie => movie.MovieStatus == open)
            .OrderBy(movie => movie.MovieId)
            .Select(movie => movie.MovieId)
            .ToListAsync(cancellationToken);
        var cinemas = await db.Cinemas.OrderBy(cinema => cinema.CinemaId).Select(cinema => cinema.CinemaId).ToListAsync(cancellationToken);
        string[] pages =
        [
            "/",
            "/movies",
            "/cinemas",
            .. movies.Select(id => Page("movies", id)),
            .. cinemas.Select(id => Page("cinemas", id)),
        ];
        var sitemap = new XElement(
            s_sitemap + "urlset",
            pages.Select(page => new XElement(s_sitemap + "url", new XElement(s_sitemap + "loc", Address(request, page))))
        );
        return Results.Text($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{sitemap}\n", "application/xml");
    }

    private static string Page(string folder, int id) => string.Create(CultureInfo.InvariantCulture, $"/{folder}/{id}");

    private static string Address(HttpRequest request, string path) =>
        request.HttpContext.RequestServices.GetRequiredService<SiteAddress>().Configured is { } site
            ? site + path
            : $"{request.Scheme}://{request.Host}{path}";
}
