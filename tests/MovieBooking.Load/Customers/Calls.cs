using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using MovieBooking.Load.Measuring;
using MovieBooking.Load.Staging;

namespace MovieBooking.Load.Customers;

/// <summary>A request to the API.</summary>
/// <param name="Operation">What it counts as.</param>
/// <param name="Key">Its Idempotency-Key, if it has one.</param>
/// <param name="AsGuest">Not signed in; else the customer's own token goes with it.</param>
/// <param name="GuestToken">What opens a guest's reservation.</param>
internal sealed record Call(
    string Operation,
    HttpMethod Method,
    string Path,
    string? Json = null,
    string? Key = null,
    bool AsGuest = false,
    string? GuestToken = null
)
{
    public const string Repeat = "repeat";

    /// <summary>Whether it wants something that somebody else may want: looking and asking again do not.</summary>
    public bool IsAttempt => Method != HttpMethod.Get && Operation != Repeat;
}

/// <summary>One customer's calls, one after another, each measured.</summary>
internal sealed class Calls(HttpClient http, Tokens tokens, int userId, Measurements measurements)
{
    private const string Api = "/api/v1/";

    // The longest that a customer asks again; then the system is down, and the run has failed.
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan s_margin = TimeSpan.FromMinutes(3);
    private static readonly MediaTypeHeaderValue s_json = new("application/json");

    private string _token = "";
    private DateTime _tokenEnds;

    public Task<Answer> GetAsync(string operation, string path) => SendAsync(new Call(operation, HttpMethod.Get, path));

    public Task<Answer> PostAsync(string operation, string path, string? json = null) =>
        SendAsync(new Call(operation, HttpMethod.Post, path, json));

    public async Task<Answer> SendAsync(Call call)
    {
        using var request = new HttpRequestMessage(call.Method, Api + call.Path);
        if ((call.AsGuest ? call.GuestToken : Bearer()) is { } bearer)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        }

        if (call.Key is { } key)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        if (call.Json is { } json)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json)) { Headers = { ContentType = s_json } };
        }

        var started = Stopwatch.GetTimestamp();
        var answer = await AnswerAsync(request);
        measurements.Record(call.Operation, answer.Outcome, Stopwatch.GetElapsedTime(started), call.Key is not null && answer.IsSuccess);
        if (call.IsAttempt)
        {
            measurements.Attempted();
        }

        if (answer.IsUnknown)
        {
            // Less patient than Retry-After asks, so that the first moment in which booking works again is seen.
            await Task.Delay(Random.Shared.Next(100, 300));
        }

        return answer;
    }

    /// <summary>Sends a call again and again, with its key, until there is an answer.</summary>
    public async Task<Answer> InsistAsync(Call call)
    {
        var started = Clock.Now;
        for (var isFirst = true; ; isFirst = false)
        {
            var answer = await SendAsync(call);
            if (!answer.IsUnknown)
            {
                if (!isFirst)
                {
                    Settled(call, answer, Clock.Now - started);
                }

                return answer;
            }

            if (Clock.Now - started > s_timeout)
            {
                throw new TimeoutException($"{call.Operation}: still {answer.Outcome} after {s_timeout.TotalMinutes} minutes.");
            }
        }
    }

    /// <summary>A call whose first answer was none, or 503, has its answer now: its key has settled what became of it.</summary>
    private void Settled(Call call, Answer answer, TimeSpan after) =>
        measurements.Record("asked again until known", $"{call.Operation} {answer.Outcome}", after);

    private async Task<Answer> AnswerAsync(HttpRequestMessage request)
    {
        try
        {
            using var response = await http.SendAsync(request);
            measurements.Answered((int)response.StatusCode, response.Headers.RetryAfter is not null);
            return new Answer((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync());
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            return Answer.None;
        }
    }

    /// <summary>The customer's access token, renewed before it ends.</summary>
    private string Bearer()
    {
        if (_tokenEnds < DateTime.UtcNow + s_margin)
        {
            (_token, _tokenEnds) = tokens.Mint(userId);
        }

        return _token;
    }
}
