using Microsoft.Net.Http.Headers;

namespace MovieBooking.Api.Hosting;

/// <summary>What every answer says to browsers, errors included: what it may not be taken for, and to come by TLS from now on.</summary>
internal static class SecurityHeaders
{
    // A year, as the preload lists ask; not for subdomains, which may be others'.
    private const string StrictTransportSecurity = "max-age=31536000";

    // What the API answers is data: nothing in it is to run, to load or to be framed.
    private const string DataPolicy = "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    // Its scripts and styles are its own files, but for the colours of its logo, known by their hash; its pictures stand in its styles.
    private const string SwaggerPolicy =
        "default-src 'self'; style-src 'self' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='; img-src 'self' data:; "
        + "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static WebApplication UseSecurityHeaders(this WebApplication app)
    {
        var isDevelopment = app.Environment.IsDevelopment();
        app.Use(
            (http, next) =>
            {
                // At the end: an answer to an error begins without headers.
                http.Response.OnStarting(() =>
                {
                    http.Response.Headers.XContentTypeOptions = "nosniff";
                    var isApi = http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);
                    // Bookings, people and sales stay out of every cache. What has a tag may be kept, and is asked for anew each time.
                    if (isApi && http.Response.Headers.CacheControl.Count == 0)
                    {
                        http.Response.Headers.CacheControl = http.Response.Headers.ETag.Count > 0 ? "no-cache" : "no-store";
                    }

                    if (Policy(http, isApi) is { } policy)
                    {
                        http.Response.Headers.ContentSecurityPolicy = policy;
                    }

                    // A browser would hold a developer's machine to it, whatever runs there next.
                    if (http.Request.IsHttps && !isDevelopment)
                    {
                        http.Response.Headers[HeaderNames.StrictTransportSecurity] = StrictTransportSecurity;
                    }

                    return Task.CompletedTask;
                });
                return next(http);
            }
        );
        return app;
    }

    /// <summary>Null: the app's own, whose pages have theirs, and whose scripts would be held to any that came with them.</summary>
    private static string? Policy(HttpContext http, bool isApi) =>
        http.Request.Path.StartsWithSegments("/swagger", StringComparison.OrdinalIgnoreCase) ? SwaggerPolicy
        : http.Response.Headers.ContentSecurityPolicy.Count == 0 && (isApi || http.GetEndpoint() is not null) ? DataPolicy
        : null;
}
