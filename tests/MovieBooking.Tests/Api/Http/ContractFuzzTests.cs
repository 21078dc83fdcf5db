using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>
/// Wrong requests of every operation, by anybody. A run sends a few thousand of them, always the same; <c>MOVIEBOOKING_FUZZ=all</c> sends all
/// there are, which takes minutes, and a number so many.
/// </summary>
public sealed class ContractFuzzTests(ContractSite site) : IClassFixture<ContractSite>
{
    private const int Usually = 4000;
    private const int Seed = 20261130;

    private static readonly string[] s_callers = ["anon", "owner", "admin", "key"];
    private static readonly string[] s_needed = ["code", "traceId"];

    [Fact]
    public async Task Whatever_is_wrong_is_answered_as_the_contract_says_and_nothing_unknown_is_accepted()
    {
        var cast = await AccessCast.CreateAsync(site.Api);
        var operations = await Operation.AllAsync(site.Api);
        var all = s_callers
            .Select(name => cast[name])
            .SelectMany(caller =>
                operations
                    .SelectMany(operation => WrongRequests.Of(operation, caller.Things))
                    .Select(request => (Caller: caller.Client, Request: request))
            )
            .ToList();
        ConcurrentBag<string> findings = [];

        foreach (var turn in Chosen(all).GroupBy(one => one.Request.MayTakeAway).OrderBy(turn => turn.Key))
        {
            await Parallel.ForEachAsync(
                turn,
                async (one, _) =>
                {
                    if (await FindingAsync(one.Caller, one.Request) is { } finding)
                    {
                        findings.Add(
                            $"{one.Request.Operation.Id}, {one.Request.What}: {finding}\n  {one.Request.Curl(one.Caller.DefaultRequestHeaders.Authorization)}"
                        );
                    }
                }
            );
        }

        Assert.True(findings.IsEmpty, $"{findings.Count} findings\n{string.Join('\n', findings.Order(StringComparer.Ordinal))}");
    }

    private static List<(HttpClient Caller, WrongRequest Request)> Chosen(List<(HttpClient Caller, WrongRequest Request)> all)
    {
        var wish = Environment.GetEnvironmentVariable("MOVIEBOOKING_FUZZ");
        if (wish == "all")
        {
            return all;
        }

        // The same for whoever runs it.
        var chosen = all.ToArray();
        new Random(Seed).Shuffle(chosen);
        return [.. chosen.Take(wish is { Length: > 0 } ? int.Parse(wish, CultureInfo.InvariantCulture) : Usually)];
    }

    /// <summary>What is wrong with the answer; null: nothing.</summary>
    private static async Task<string?> FindingAsync(HttpClient caller, WrongRequest request)
    {
        using var message = request.Message();
        using var answer = await caller.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
        var (status, type) = ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType);
        // A stream has no end.
        var body = type == "text/event-stream" ? "" : await answer.Content.ReadAsStringAsync();
        return status >= 500 ? $"{status} {body}"
            : !request.Operation.Statuses.Contains(status) ? $"{status} is not documented: {body}"
            : request.IsNeverAccepted && status < 400 ? $"{status}: accepted"
            : status >= 400 && !IsProblem(type, body) ? $"{status} {type} is no problem with a code and a trace: {body}"
            : null;
    }

    private static bool IsProblem(string? type, string body)
    {
        if (type != "application/problem+json")
        {
            return false;
        }

        using var problem = JsonDocument.Parse(body);
        return s_needed.All(name => problem.RootElement.TryGetProperty(name, out var value) && value.GetString() is { Length: > 0 });
    }
}
