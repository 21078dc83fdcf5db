using Microsoft.AspNetCore.Http.Metadata;

namespace MovieBooking.Api.Http;

/// <summary>
/// Refuses what is no form where one is taken. The binding that the compiler generates says so of a body of another type; where there is no
/// body at all it reads a form that is not there, which would be an error of ours.
/// </summary>
internal static class Forms
{
    public static WebApplication UseForms(this WebApplication app)
    {
        app.Use(
            (http, next) =>
            {
                if (http.Request.HasFormContentType || !TakesForm(http.GetEndpoint()))
                {
                    return next(http);
                }

                http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
                return Task.CompletedTask;
            }
        );
        return app;
    }

    private static bool TakesForm(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes.Contains("multipart/form-data", StringComparer.OrdinalIgnoreCase)
            is true;
}
