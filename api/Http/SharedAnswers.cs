using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace MovieBooking.Api.Http;

/// <summary>An answer as bytes, and the tag that tells it from others.</summary>
internal sealed record SharedAnswer(byte[] Json, EntityTagHeaderValue Tag)
{
    private const string ContentType = "application/json; charset=utf-8";

    public static SharedAnswer Of(object value, JsonSerializerOptions options, string tagPrefix = "")
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), options);
        var tag = $"\"{tagPrefix}{Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 8))}\"";
        return new SharedAnswer(json, new EntityTagHeaderValue(tag));
    }

    /// <summary>Sends it, or 304 to whoever has it already.</summary>
    public IResult Result() => TypedResults.Bytes(Json, ContentType, entityTag: Tag);
}

/// <summary>
/// Answers that are the same for everybody: movies, cinemas and showtimes, with the seats that are left. Kept by
/// <see cref="SharedReads{T}"/>; each change through this process, of the programme or of a seat, forgets them all.
/// </summary>
internal sealed class SharedAnswers(IOptions<JsonOptions> json) : IDisposable
{
    private readonly SharedReads<SharedAnswer> _answers = new();

    /// <summary>What is answered with 200; null for any other answer.</summary>
    public static object? ValueOf(object? result)
    {
        while (result is INestedHttpResult nested)
        {
            result = nested.Result;
        }

        return result is IStatusCodeHttpResult { StatusCode: StatusCodes.Status200OK } and IValueHttpResult { Value: { } value }
            ? value
            : null;
    }

    public void ForgetAll() => _answers.ForgetAll();

    public void Dispose() => _answers.Dispose();

    public async ValueTask<object?> AnswerAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        object? own = null;
        var request = call.HttpContext.Request;
        var (read, isMine) = _answers.Begin(
            $"{request.Path}{request.QueryString}",
            async () =>
            {
                own = await next(call);
                return ValueOf(own) is { } value ? SharedAnswer.Of(value, json.Value.SerializerOptions) : null;
            },
            _ => true
        );
        if (isMine)
        {
            return (await read)?.Result() ?? own;
        }

        await ((Task)read).WaitAsync(call.HttpContext.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // A refusal, or a failure, is the first caller's own: he may have hung up.
        return read.IsCompletedSuccessfully && read.Result is { } answer ? answer.Result() : await next(call);
    }
}

internal static class SharedAnswersSetup
{
    /// <summary>The answers of these routes are the same for everybody, and made once for all who ask at the same time.</summary>
    public static TBuilder WithSharedAnswers<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder =>
        routes
            .AddEndpointFilter((call, next) => call.HttpContext.RequestServices.GetRequiredService<SharedAnswers>().AnswerAsync(call, next))
            .WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified, typeof(void)));

    /// <summary>
    /// Of somebody's own list: whoever polls it and sends its tag back is told with 304 that it is the same still. No cache keeps it for that.
    /// </summary>
    public static RouteHandlerBuilder WithOwnTag(this RouteHandlerBuilder route) =>
        route
            .AddEndpointFilter(
                async (call, next) =>
                {
                    var result = await next(call);
                    if (SharedAnswers.ValueOf(result) is not { } value)
                    {
                        return result;
                    }

                    var http = call.HttpContext;
                    http.Response.Headers.CacheControl = "no-store";
                    var options = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value;
                    return SharedAnswer.Of(value, options.SerializerOptions).Result();
                }
            )
            .WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified, typeof(void)));
}
