namespace MovieBooking.Api.Http;

/// <summary>
/// Refuses what is no form where one is taken. The binding that the compiler generates says so of a body of another type; where there is no
/// body at all it reads a form that is not there, which would be an error of ours.
/// </summary>
internal static class Forms
{
    public static TBuilder TakesForm<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new FormAlone());

    public static WebApplication UseForms(this WebApplication app)
    {
        app.Use(
            (http, next) =>
            {
                if (http.Request.HasFormContentType || http.GetEndpoint()?.Metadata.GetMetadata<FormAlone>() is null)
                {
                    return next(http);
                }

                http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
                return Task.CompletedTask;
            }
        );
        return app;
    }

    private sealed record FormAlone;
}
