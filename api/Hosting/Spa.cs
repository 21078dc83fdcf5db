using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Rewrite;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;
using MovieBooking.Db.Server;

namespace MovieBooking.Api.Hosting;

/// <summary>Serves the web app on the API's own port: from <c>web/dist</c> in a source tree, from <c>wwwroot</c> when published.</summary>
internal static class Spa
{
    // Every page of the web app is index.html; what has a dot is a file, and these prefixes are never pages.
    private const string Pages = "(?i)^(?!/*(api|swagger|health)(/|%2f|$))[^.]*$";

    // Styles inline: components position themselves with style elements. Scripts never.
    private const string ContentSecurityPolicy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private const string NotBuilt = """
        The web app is not built. Install Node 20.19 or later (22.13 or later of 22) and start again:

            dotnet run --project api

        The API runs meanwhile: see /swagger.
        """;

    public static IServiceCollection AddSpa(this IServiceCollection services) =>
        services
            .Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal)
            .AddResponseCompression(options =>
            {
                // These files are the same for everybody: nothing in them can be guessed from their length (BREACH).
                options.EnableForHttps = true;
                options.MimeTypes = ["text/html", "text/css", "text/javascript", "image/svg+xml"];
            });

    public static WebApplication UseSpa(this WebApplication app)
    {
        app.Use(
            (http, next) =>
            {
                http.Response.Headers.XContentTypeOptions = "nosniff";
                return next(http);
            }
        );
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
        if (File.Exists(Path.Combine(folder, "index.html")))
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
        app.UseRewriter(new RewriteOptions().AddRewrite(Pages, "/index.html", skipRemainingRules: true));
        app.UseStaticFiles(
            new StaticFileOptions
            {
                FileProvider = new PhysicalFileProvider(folder),
                OnPrepareResponse = context => Describe(context.Context.Response, context.File),
            }
        );
    }

    private static void Describe(HttpResponse response, IFileInfo file)
    {
        var isPage = file.Name.EndsWith(".html", StringComparison.Ordinal);
        var isHashed = response.HttpContext.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal);
        response.Headers[HeaderNames.CacheControl] = (isPage, isHashed) switch
        {
            (true, _) => "no-cache",
            // Vite puts a hash of the content into these names: another content is another name.
            (_, true) => "public, max-age=31536000, immutable",
            _ => "public, max-age=3600",
        };
        if (isPage)
        {
            response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
            response.Headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
            response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        }
    }
}
