using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using MovieBooking.Api.Hosting;
using MovieBooking.Api.Telemetry;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Http;

/// <summary>A success to be kept: what the work answers, and where that can be read from then on.</summary>
internal sealed record Success<T>(int Status, T Body, string? Location = null);

/// <summary>
/// Requests that are done once for their Idempotency-Key. One without a key gets a key of ours, which only our own repeats
/// after a lost connection know.
/// </summary>
internal sealed class Idempotency(KeyedTransaction transactions, IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json)
{
    /// <summary>Does the work, or answers as the first time. Null: the work found nothing.</summary>
    /// <param name="header">The client's key.</param>
    /// <param name="caller">Whose key it is.</param>
    /// <param name="session">The session that asks, which must still live; null where nobody is signed in.</param>
    /// <param name="route">What is asked for: a key may serve once on each route, booking, confirmation and cancellation being several.</param>
    /// <param name="request">The body, as it was understood: white space and the order of fields do not matter.</param>
    /// <param name="work">Books, in the transaction it is given, and reads the answer through it.</param>
    /// <param name="complete">Adds what is never stored, to the first answer and to each repetition.</param>
    /// <param name="apiKeyId">The key of the program that asks, which must still be good; null where none does.</param>
    public async Task<IResult?> RunAsync<T>(
        IdempotencyHeader header,
        string caller,
        UserSession? session,
        string route,
        object? request,
        Func<MySqlTransaction, Task<Success<T>?>> work,
        CancellationToken cancellationToken,
        Action<JsonObject>? complete = null,
        int? apiKeyId = null
    )
    {
        var options = json.Value.SerializerOptions;
        var isDone = false;
        var hash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request, options));
        var result = await transactions.RunAsync(
            new RequestKey(caller, route, header.Key ?? $"{Guid.NewGuid():N}", hash, session) { ApiKeyId = apiKeyId },
            async transaction =>
            {
                // Else another request with the key has done it before.
                isDone = true;
                return await work(transaction) is { } success
                    ? new KeptAnswer(success.Status, JsonSerializer.Serialize(success.Body, options), success.Location)
                    : null;
            },
            cancellationToken
        );
        if (isDone && result.Outcome == KeyedOutcome.Answered)
        {
            // Without the booking's number, which some routes end with.
            BookingMeter.Changed(route.Split(' ')[0]);
        }

        return result.Outcome switch
        {
            KeyedOutcome.Answered => new KeptResult(Complete(result.Answer!, complete)),
            KeyedOutcome.SignedOut => Problems.Result(ApiError.Unauthenticated),
            KeyedOutcome.Reused => Problems.Result(ApiError.IdempotencyKeyReused),
            KeyedOutcome.InProgress => new TryAgain(header.Key is null ? ApiError.Busy : ApiError.RequestInProgress),
            _ => null,
        };
    }

    private KeptAnswer Complete(KeptAnswer answer, Action<JsonObject>? complete)
    {
        if (complete is null)
        {
            return answer;
        }

        var body = JsonNode.Parse(answer.Body)!.AsObject();
        complete(body);
        return answer with { Body = body.ToJsonString(json.Value.SerializerOptions) };
    }

    /// <summary>The text as it was stored: the same bytes every time.</summary>
    private sealed class KeptResult(KeptAnswer answer) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = answer.Status;
            httpContext.Response.ContentType = "application/json; charset=utf-8";
            httpContext.Response.Headers.Location = answer.Location;
            return httpContext.Response.WriteAsync(answer.Body, httpContext.RequestAborted);
        }
    }

    /// <summary>Another attempt has not ended: without a key of the client's, one of our own before a lost connection.</summary>
    private sealed class TryAgain(ApiError error) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.RetryAfter = "1";
            return Problems.WriteAsync(httpContext, Problems.Create(error)).AsTask();
        }
    }
}

internal static class IdempotencyRegistration
{
    public static IServiceCollection AddIdempotency(this IServiceCollection services) =>
        services
            .AddSingleton<Idempotency>()
            .AddPeriodicWork("purge_idempotency_keys", TimeSpan.FromHours(1), "CALL sp_purge_idempotency_keys()");
}
