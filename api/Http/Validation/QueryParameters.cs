using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace MovieBooking.Api.Http;

/// <summary>
/// Refuses a request with a query parameter that may be left out but cannot be read. The binding that the compiler generates marks such
/// a request with status 400 and goes on to the filters; which parameter it was, it does not say.
/// </summary>
internal static class QueryParameters
{
    private static readonly Dictionary<Type, Func<string, bool>> s_canRead = new()
    {
        [typeof(int?)] = CanRead<int>,
        [typeof(long?)] = CanRead<long>,
        [typeof(DateOnly?)] = CanRead<DateOnly>,
    };

    public static RouteGroupBuilder WithReadableParameters(this RouteGroupBuilder group) => group.AddEndpointFilter(RefuseAsync);

    private static ValueTask<object?> RefuseAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Response.StatusCode == StatusCodes.Status400BadRequest
            ? ValueTask.FromResult<object?>(TypedResults.Problem(Explain(context.HttpContext)))
            : next(context);

    private static ProblemDetails Explain(HttpContext context) =>
        FindUnreadable(context) is { } name
            ? Problems.Invalid(JsonNamingPolicy.CamelCase.ConvertName(name), Texts.Problems["WrongParameter"])
            : Problems.Create(ApiError.MalformedRequest);

    private static string? FindUnreadable(HttpContext context) =>
        context
            .GetEndpoint()
            ?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
            .FirstOrDefault(parameter =>
                context.Request.Query[parameter.Name].ToString() is { Length: > 0 } text
                && s_canRead.TryGetValue(parameter.ParameterInfo.ParameterType, out var canRead)
                && !canRead(text)
            )
            ?.Name;

    private static bool CanRead<T>(string text)
        where T : IParsable<T> => T.TryParse(text, CultureInfo.InvariantCulture, out _);
}
