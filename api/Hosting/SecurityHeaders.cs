using Microsoft.Net.Http.Headers;

namespace MovieBooking.Api.Hosting;

/// <summary>What every answer says to browsers, errors included: what it may not be taken for, and to come by TLS from now on.</summary>
internal static class SecurityHeaders
{
    // A year, as the preload lists ask; not for subdomains, which may be others'.
    private const string StrictTransportSecurity = "max-age=31536000";

    // What the API answers is data: nothing in it is to run, to load or to be framed.
    private const string ApiPolicy = "default-src 'none'; frame-ancestors 'none'";

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
                    if (http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
                    {
                        http.Response.Headers.ContentSecurityPolicy = ApiPolicy;
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
}
