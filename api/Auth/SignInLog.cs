using System.Globalization;
using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Diagnostics;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Auth;

/// <summary>Whose account a request under <c>/auth</c> is about, as far as that is known, and why it was refused where the answer does not say. For the log alone.</summary>
internal sealed class SignInNote
{
    public int? UserId { get; set; }

    public string? Reason { get; set; }
}

/// <summary>
/// A line of its own for whatever signs in or out, is refused that, or changes how one signs in (ASVS 16.3.1): which operation, whose account by
/// number, from which network address, how it ended (the code of its problem), and why. Never an e-mail address, a password, a code or a token.
/// </summary>
internal static partial class SignInLog
{
    /// <summary>Whatever is no reading: each request of these is told of, also one that a limit or a validator refuses.</summary>
    public static TBuilder WithSignInLog<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new IsLogged());

    public static WebApplication UseSignInLog(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SignInLog));
        app.Use(
            async (http, next) =>
            {
                await next(http);
                // Whoever answers an exception takes the endpoint away, and tells it.
                var endpoint = http.GetEndpoint() ?? http.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
                if (endpoint?.Metadata.GetMetadata<IsLogged>() is not null && !HttpMethods.IsGet(http.Request.Method))
                {
                    Tell(logger, http, endpoint.Metadata.GetMetadata<MethodInfo>()?.Name);
                }
            }
        );
        return app;
    }

    private static void Tell(ILogger logger, HttpContext http, string? operation)
    {
        var note = http.RequestServices.GetRequiredService<SignInNote>();
        // Whoever hangs up is answered nothing, with a status for the log alone.
        var status = http.Response.StatusCode;
        var code = Problems.CodeOf(http) ?? (status < 400 ? "ok" : status.ToString(CultureInfo.InvariantCulture));
        // A session that goes on, four times an hour, is no news.
        if (operation != AuthEndpoints.RefreshOperation || code != "ok")
        {
            var account = (note.UserId ?? http.User.UserIdOrNull()) is { } userId ? $"user {userId}" : "nobody";
            Log(logger, operation, account, http.Connection.RemoteIpAddress, code, note.Reason ?? "-", http.TraceIdentifier);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Operation} for {Account} from {From}: {Outcome} ({Reason}) {TraceId}")]
    private static partial void Log(
        ILogger logger,
        string? operation,
        string account,
        IPAddress? from,
        string outcome,
        string reason,
        string traceId
    );

    private sealed record IsLogged;
}
