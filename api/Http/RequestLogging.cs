using System.Diagnostics;
using System.Globalization;
using MovieBooking.Api.Auth;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace MovieBooking.Api.Http;

/// <summary>
/// One line for each request: method, path (never its query), status, time, the id that problems carry as traceId, and who asked, by number.
/// </summary>
internal static class RequestLogging
{
    private const string Line = "{Timestamp:yyyy-MM-dd HH:mm:sszzz} {Level:u3} {Message:lj}{NewLine}{Exception}";

    public static WebApplicationBuilder AddRequestLogging(this WebApplicationBuilder builder)
    {
        // Each host has its own logger: tests run several in one process.
        builder.Services.AddSerilog(
            logger =>
                logger
                    .MinimumLevel.Information()
                    .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
                    // EF Core reports every failed statement, also one whose failure its caller expects (a duplicate key); what nobody
                    // expects ends with the exception handler, which reports it once.
                    .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Update", LogEventLevel.Fatal)
                    .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Database.Command", LogEventLevel.Fatal)
                    .WriteTo.Logger(console => WriteTo(console, builder.Configuration["Logs:Format"]))
                    .ReadFrom.Configuration(builder.Configuration),
            preserveStaticLogger: true
        );
        return builder;
    }

    /// <summary>For people, unless programs read them: <c>Logs:Format</c> is <c>json</c> then, one object a line.</summary>
    private static void WriteTo(LoggerConfiguration console, string? format)
    {
        if (string.Equals(format, "json", StringComparison.OrdinalIgnoreCase))
        {
            console.WriteTo.Console(new RenderedCompactJsonFormatter());
        }
        else
        {
            console.WriteTo.Console(outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture);
        }
    }

    /// <summary>A request is known by the id of its trace (W3C Trace Context), which the caller may have begun.</summary>
    public static WebApplication UseRequestLogging(this WebApplication app)
    {
        app.Use(
            (http, next) =>
            {
                http.TraceIdentifier = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;
                return next(http);
            }
        );
        app.UseSerilogRequestLogging(options =>
        {
            options.Logger = app.Services.GetRequiredService<Serilog.ILogger>();
            options.MessageTemplate = "{RequestMethod} {RequestPath} {StatusCode} {Elapsed:0} ms {TraceId} {Caller}";
            options.GetLevel = (http, _, exception) => Level(http, exception);
            options.EnrichDiagnosticContext = (log, http) =>
            {
                log.Set("TraceId", http.TraceIdentifier);
                log.Set("Caller", http.User.Number());
            };
            // Percent-encoded, so that a path cannot write lines of its own.
            options.GetMessageTemplateProperties = (http, _, elapsed, status) =>
                [
                    new LogEventProperty("RequestMethod", new ScalarValue(http.Request.Method)),
                    new LogEventProperty("RequestPath", new ScalarValue(http.Request.Path.ToUriComponent())),
                    new LogEventProperty("StatusCode", new ScalarValue(status)),
                    new LogEventProperty("Elapsed", new ScalarValue(elapsed)),
                ];
        });
        return app;
    }

    private static LogEventLevel Level(HttpContext http, Exception? exception) =>
        exception is not null || http.Response.StatusCode >= 500 ? LogEventLevel.Error
        : http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) ? LogEventLevel.Information
        : LogEventLevel.Debug;
}
