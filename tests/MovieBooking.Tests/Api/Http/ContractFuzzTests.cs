using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using MovieBooking.Tests.Support;
using Xunit.Abstractions;

namespace MovieBooking.Tests.Api;

/// <summary>
/// Wrong requests of every operation, by everybody. A run sends a few thousand of them, always the same, among them one of each caller to each
/// operation; <c>MOVIEBOOKING_FUZZ=all</c> sends all there are, which takes minutes, and a number so many.
/// </summary>
public sealed class ContractFuzzTests(ContractSite site, ITestOutputHelper output) : IClassFixture<ContractSite>
{
    private const int Usually = 4000;
    private const int Seed = 20261130;

    private static readonly string[] s_callers = ["anon", "owner", "guest", "staff", "man", "admin", "key"];
    private static readonly string[] s_needed = ["code", "traceId"];

    [Fact]
    public async Task Whatever_is_wrong_is_answered_as_the_contract_says_and_nothing_unknown_is_accepted()
    {
        var cast = await AccessCast.CreateAsync(site.Api);
        var operations = await Operation.AllAsync(site.Api);
        var all = s_callers
            .SelectMany(name =>
                operations
                    .SelectMany(operation => WrongRequests.Of(operation, cast[name].Things))
                    .Select(request => (Name: name, Request: request))
            )
            .ToList();
        ConcurrentBag<string> findings = [];
        ConcurrentBag<(string Name, int Status)> answers = [];

        foreach (var turn in Chosen(all).GroupBy(one => one.Request.MayTakeAway).OrderBy(turn => turn.Key))
        {
            await Parallel.ForEachAsync(
                turn,
                async (one, _) =>
                {
                    var caller = cast[one.Name].Client;
                    var (status, finding) = await AskAsync(caller, one.Request);
                    answers.Add((one.Name, status));
                    if (finding is not null)
                    {
                        findings.Add(
                            $"{one.Request.Operation.Id}, {one.Request.What}: {finding}\n  {one.Request.Curl(caller.DefaultRequestHeaders.Authorization)}"
                        );
                    }
                }
            );
        }

        foreach (var caller in answers.GroupBy(answer => answer.Name).OrderBy(caller => caller.Key, StringComparer.Ordinal))
        {
            var statuses = caller.CountBy(answer => answer.Status).OrderBy(one => one.Key).Select(one => $"{one.Key}: {one.Value}");
            output.WriteLine($"{caller.Key}: {caller.Count()} ({string.Join(", ", statuses)})");
        }

        Assert.True(findings.IsEmpty, $"{findings.Count} findings\n{string.Join('\n', findings.Order(StringComparer.Ordinal))}");
    }

    private static List<(string Name, WrongRequest Request)> Chosen(List<(string Name, WrongRequest Request)> all)
    {
        var wish = Environment.GetEnvironmentVariable("MOVIEBOOKING_FUZZ");
        if (wish == "all")
        {
            return all;
        }

        // The same for whoever runs it.
        var chosen = all.ToArray();
        new Random(Seed).Shuffle(chosen);
        HashSet<(string, string)> seen = [];
        var firstOfEach = chosen.ToLookup(one => seen.Add((one.Name, one.Request.Operation.Id)));
        return
        [
            .. firstOfEach[true]
                .Concat(firstOfEach[false])
                .Take(wish is { Length: > 0 } ? int.Parse(wish, CultureInfo.InvariantCulture) : Usually),
        ];
    }

    /// <summary>The answer, and what is wrong with it; null: nothing.</summary>
    private static async Task<(int Status, string? Finding)> AskAsync(HttpClient caller, WrongRequest request)
    {
        using var message = request.Message();
        using var answer = await caller.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
        var (status, type) = ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType);
        // A stream has no end.
        var body = type == "text/event-stream" ? "" : await answer.Content.ReadAsStringAsync();
        var finding =
            status >= 500 ? $"{status} {body}"
            : !request.Operation.Statuses.Contains(status) ? $"{status} is not documented: {body}"
            : request.IsNeverAccepted && status < 400 ? $"{status}: accepted"
            : status >= 400 && !IsProblem(type, body) ? $"{status} {type} is no problem with a code and a trace: {body}"
            : null;
        return (status, finding);
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
