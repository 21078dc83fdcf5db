using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using MovieBooking.Api.Movies;
using MovieBooking.Db.Server;

namespace MovieBooking.Api.Hosting;

/// <summary>Serves the web app on the API's own port: from <c>web/dist</c> in a source tree, from <c>wwwroot</c> when published.</summary>
internal static partial class Spa
{
    // What has a dot is a file, and these prefixes are never pages.
    [GeneratedRegex("^(?!/*(api|swagger|health)(/|%2f|$))[^.]*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pages();

    [GeneratedRegex("^/movies/(?<movieId>[1-9][0-9]{0,8})/?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Movies();

    private static readonly FileExtensionContentTypeProvider s_types = Types();

    private const string NotFoundPage = "/pages/404.html";

    private const string NotBuilt = """
        The web app is not built. Install Node 20.19 or later (22.13 or later of 22) and start again:

            dotnet run --project api

        The API runs meanwhile: see /swagger.
        """;

    public static IServiceCollection AddSpa(this IServiceCollection services) =>
        services
            .AddSingleton<MoviePage>()
            .AddSingleton<PagePolicy>()
            .Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal)
            .AddResponseCompression(options =>
            {
                // These files are the same for everybody: nothing in them can be guessed from their length (BREACH).
                options.EnableForHttps = true;
                options.MimeTypes = ["text/html", "text/css", "text/javascript", "image/svg+xml"];
            });

    public static WebApplication UseSpa(this WebApplication app)
    {
        var published = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        var sourceTree = PrivateServerOptions.FindSourceTree(app.Environment.ContentRootPath);
        if (Directory.Exists(published))
        {
            Serve(app, published);
        }
        else if (sourceTree is not null)
        {
            ServeSourceTree(app, Path.Combine(sourceTree, "web/dist"));
        }

        return app;
    }

    private static void ServeSourceTree(WebApplication app, string folder)
    {
        if (File.Exists(Path.Combine(folder, PageRoutes.File)))
        {
            Serve(app, folder);
        }
        else
        {
            app.MapGet("/", () => Results.Text(NotBuilt, statusCode: StatusCodes.Status503ServiceUnavailable)).ExcludeFromDescription();
        }
    }

    private static void Serve(WebApplication app, string folder)
    {
        // Not around the API: answers there hold what is one's own, and event streams are not to wait.
        app.UseWhen(
            http => !http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase),
            files => files.UseResponseCompression()
        );
        var files = new PhysicalFileProvider(folder);
        var routes = PageRoutes.Read(files);
        app.Use((http, next) => ServeMovieAsync(http, next, files));
        app.Use(
            (http, next) =>
            {
                if (http.GetEndpoint() is null && Pages().IsMatch(http.Request.Path.Value ?? ""))
                {
                    ChoosePage(http, routes.FileOf(http.Request.Path));
                }

                return next(http);
            }
        );
        app.UseStaticFiles(
            new StaticFileOptions
            {
                FileProvider = files,
                ContentTypeProvider = s_types,
                OnPrepareResponse = context => Describe(context.Context, context.File),
            }
        );
    }

    private static async Task ServeMovieAsync(HttpContext http, RequestDelegate next, PhysicalFileProvider files)
    {
        var address = Movies().Match(http.Request.Path.Value ?? "");
        if (!HttpMethods.IsGet(http.Request.Method) || !address.Success)
        {
            await next(http);
            return;
        }

        var movies = http.RequestServices.GetRequiredService<MoviePage>();
        switch (await movies.WriteAsync(Id(address), files.GetFileInfo("pages/movie.html"), http.RequestAborted))
        {
            case { Html: { } page }:
                DescribePage(http);
                await Results.Content(page, "text/html; charset=utf-8").ExecuteAsync(http);
                return;
            case { IsMissing: true }:
                ChoosePage(http, null);
                break;
        }

        await next(http);
    }

    private static FileExtensionContentTypeProvider Types()
    {
        var types = new FileExtensionContentTypeProvider();
        foreach (var extension in new[] { ".css", ".html", ".js", ".svg" })
        {
            types.Mappings[extension] += "; charset=utf-8";
        }

        return types;
    }

    private static int Id(Match address) => int.Parse(address.Groups["movieId"].ValueSpan, CultureInfo.InvariantCulture);

    /// <summary>The page's HTML, or the app's not-found page, whose status says so as well.</summary>
    private static void ChoosePage(HttpContext http, string? file)
    {
        http.Items[typeof(Spa)] = file is null;
        http.Request.Path = file ?? NotFoundPage;
    }

    private static void Describe(HttpContext http, IFileInfo file)
    {
        var isPage = file.Name.EndsWith(".html", StringComparison.Ordinal);
        var isHashed = http.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal);
        http.Response.Headers.CacheControl =
            // Vite puts a hash of the content into these names: another content is another name.
            isHashed ? "public, max-age=31536000, immutable"
            // What decides over the rest is asked for anew: nobody stays on an old version for it.
            : file.Name is "sw.js" or "manifest.webmanifest" ? "no-cache"
            : "public, max-age=3600";
        if (isPage)
        {
            DescribePage(http);
        }

        if (http.Items[typeof(Spa)] is true)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private static void DescribePage(HttpContext http)
    {
        var response = http.Response;
        response.Headers.CacheControl = "no-cache";
        response.Headers.ContentSecurityPolicy = http.RequestServices.GetRequiredService<PagePolicy>().Text;
        response.Headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        response.Headers["Permissions-Policy"] = "publickey-credentials-create=(self), publickey-credentials-get=(self)";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }
}
