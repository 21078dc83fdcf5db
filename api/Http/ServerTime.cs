using System.Globalization;

namespace MovieBooking.Api.Http;

/// <summary>
/// Tells every caller what time it is here, in milliseconds: a countdown on a device whose clock is wrong still ends when the
/// hold does. The machines of the API and of the database keep their clocks in step (NTP).
/// </summary>
internal static class ServerTime
{
    public const string Header = "X-Server-Time";

    public static WebApplication UseServerTime(this WebApplication app)
    {
        var clock = app.Services.GetRequiredService<TimeProvider>();
        app.Use(
            (http, next) =>
            {
                http.Response.OnStarting(() =>
                {
                    http.Response.Headers[Header] = clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
                    return Task.CompletedTask;
                });
                return next(http);
            }
        );
        return app;
    }
}
