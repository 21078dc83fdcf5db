using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using MovieBooking.Api.Seats;
using MovieBooking.Api.Telemetry;

namespace MovieBooking.Api.Http;

/// <summary>The one place where a refusal becomes an answer: application/problem+json (RFC 9457) with a stable code.</summary>
internal static class Problems
{
    public static IServiceCollection AddProblems(this IServiceCollection services) =>
        services
            .AddSingleton<IProblemDetailsWriter, ProblemWriter>()
            .AddProblemDetails(options =>
                options.CustomizeProblemDetails = context => Complete(context.ProblemDetails, context.HttpContext)
            )
            .AddHostedService<ServerRefusals>()
            .AddExceptionHandler<RefusalAnswers>()
            .AddExceptionHandler<RequestExceptions>()
            .AddExceptionHandler<DatabaseExceptions>()
            // Unreadable requests throw, in every environment, so that RequestExceptions can name the field.
            .Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);

    public static WebApplication UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = _ => StatusCodes.Status500InternalServerError });
        app.UseStatusCodePages();
        return app;
    }

    public static ProblemDetails Create(ApiError error, LocalizedString? detail = null) =>
        new()
        {
            Status = error.Status,
            Title = error.Title,
            Detail = detail?.Value,
            Extensions = { ["code"] = error.Code },
        };

    public static ProblemHttpResult Result(ApiError error, LocalizedString? detail = null) => TypedResults.Problem(Create(error, detail));

    public static ProblemDetails Invalid(IDictionary<string, string[]> errors)
    {
        var problem = Create(ApiError.ValidationFailed, Texts.Problems["SeeErrors"]);
        problem.Extensions["errors"] = errors;
        return problem;
    }

    public static ProblemDetails Invalid(string field, LocalizedString rule) =>
        Invalid(new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [rule] });

    /// <summary>Names each seat that cannot be had.</summary>
    public static ProblemDetails Refused(ApiError error, IReadOnlyList<RefusedSeat> seats)
    {
        var problem = Create(error);
        problem.Extensions["seats"] = seats;
        return problem;
    }

    /// <summary>Says until when it would have been possible, by the cinema's clock.</summary>
    public static ProblemDetails TooLateToCancel(DateTimeOffset until)
    {
        var when = until.ToString(Texts.Problems["Moment"], Texts.Language);
        var problem = Create(ApiError.RefundPeriodOver, Texts.Problems["CancelledTooLate", when]);
        problem.Extensions["until"] = until;
        return problem;
    }

    /// <summary>The password was right: says with what to show the second factor, and until when.</summary>
    public static ProblemDetails SecondFactorRequired(string challenge, DateTime expiresAt)
    {
        var problem = Create(ApiError.SecondFactorRequired);
        problem.Extensions["challenge"] = challenge;
        problem.Extensions["expiresAt"] = expiresAt;
        return problem;
    }

    /// <summary>The code of the problem that a request was answered with; null: it was not.</summary>
    public static string? CodeOf(HttpContext http) => http.Items[typeof(Problems)] as string;

    public static ValueTask WriteAsync(HttpContext http, ProblemDetails problem)
    {
        http.Response.StatusCode = problem.Status ?? StatusCodes.Status500InternalServerError;
        return http
            .RequestServices.GetRequiredService<IProblemDetailsService>()
            .WriteAsync(new ProblemDetailsContext { HttpContext = http, ProblemDetails = problem });
    }

    /// <summary>Gives a problem that only has a status (routing, authorization, an unexpected exception) its code and title.</summary>
    private static void Complete(ProblemDetails problem, HttpContext http)
    {
        if (!problem.Extensions.ContainsKey("code"))
        {
            var error = ApiError.For(problem.Status ?? http.Response.StatusCode);
            problem.Title = error.Title;
            problem.Extensions["code"] = error.Code;
        }

        // RFC 9457: without a type it is about:blank, and code tells the cause.
        problem.Type = null;
        problem.Extensions["traceId"] = http.TraceIdentifier;
        if (problem.Status == StatusCodes.Status503ServiceUnavailable && http.Response.Headers.RetryAfter.Count == 0)
        {
            http.Response.Headers.RetryAfter = "1";
        }
    }

    /// <summary>Writes JSON whatever the Accept header says: a program that asked for HTML still gets a readable error.</summary>
    private sealed class ProblemWriter(IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json) : IProblemDetailsWriter
    {
        public bool CanWrite(ProblemDetailsContext context) => true;

        public async ValueTask WriteAsync(ProblemDetailsContext context)
        {
            Complete(context.ProblemDetails, context.HttpContext);
            var code = (string)context.ProblemDetails.Extensions["code"]!;
            context.HttpContext.Items[typeof(Problems)] = code;
            BookingMeter.Refused(code);
            if (context.ProblemDetails.Status == StatusCodes.Status401Unauthorized)
            {
                // RFC 9110, 15.5.2: what would let the caller in.
                context.HttpContext.Response.Headers.WWWAuthenticate = context.HttpContext.Response.Headers.WWWAuthenticate
                    is { Count: > 0 } said
                    ? said
                    : "Bearer";
            }

            var headers = context.HttpContext.Response.Headers;
            headers.ContentLanguage = Texts.Language.TwoLetterISOLanguageName;
            headers.AppendCommaSeparatedValues("Vary", "Accept-Language");
            context.ProblemDetails.Status ??= context.HttpContext.Response.StatusCode;
            await context.HttpContext.Response.WriteAsJsonAsync(
                context.ProblemDetails,
                json.Value.SerializerOptions,
                "application/problem+json",
                context.HttpContext.RequestAborted
            );
        }
    }
}
