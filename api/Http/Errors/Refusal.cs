using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace MovieBooking.Api.Http;

/// <summary>Ends work inside a transaction, which is rolled back, with a problem as the answer.</summary>
internal sealed class Refusal(ProblemDetails problem) : Exception(problem.Title)
{
    public Refusal(ApiError error, LocalizedString? detail = null)
        : this(Problems.Create(error, detail)) { }

    public ProblemDetails Problem { get; } = problem;
}

internal sealed class RefusalAnswers : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not Refusal refusal)
        {
            return false;
        }

        await Problems.WriteAsync(httpContext, refusal.Problem);
        return true;
    }
}
