using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>Who may call what, operation by operation: <see cref="AccessMatrix"/> says what is expected.</summary>
public sealed class AccessTests(ContractSite site) : IClassFixture<ContractSite>
{
    /// <summary>What a refusal is in the table; any other answer is to somebody who was let in.</summary>
    private static readonly Dictionary<string, string> s_refusals = new(StringComparer.Ordinal)
    {
        ["unauthenticated"] = "401",
        ["forbidden"] = "403",
        ["not_found"] = "404",
        ["key_not_allowed"] = "nokey",
        ["insufficient_scope"] = "scope",
        ["cinema_not_allowed"] = "cinema",
    };

    [Fact]
    public async Task Every_operation_answers_those_whom_it_is_for_and_tells_others_and_writes_nothing()
    {
        var operations = (await Operation.AllAsync(site.Api)).ToDictionary(one => one.Id, StringComparer.Ordinal);
        var matrix = AccessMatrix.Read();
        Assert.Equal(operations.Keys.Order(), matrix.Select(row => row.Operation).Order());
        var cast = await AccessCast.CreateAsync(site.Api);
        var cells = matrix
            .SelectMany(row => row.Answers.Select(answer => new Cell(operations[row.Operation], row.Scope, answer.Key, answer.Value)))
            .ToList();
        List<string> surprises = [];

        var before = await site.Api.Database.ChecksumsAsync();
        await AskAsync(cells.Where(cell => cell.IsRefusal));
        await AskAsync(
            cells
                .Where(cell => cell is { Caller: "man'", Expected: "less" } && cell.Operation.Parameters.Any(one => one.Name == "cinemaId"))
                .Select(cell => cell with { Expected = "403", NamesCinema = true })
        );
        var after = await site.Api.Database.ChecksumsAsync();
        surprises.AddRange(after.Where(table => before[table.Key] != table.Value).Select(table => $"A refused call wrote {table.Key}."));

        await AskAsync(cells.Where(cell => !cell.IsRefusal && cell.Operation.IsRead));
        foreach (var cell in cells.Where(cell => !cell.IsRefusal && !cell.Operation.IsRead))
        {
            await AskAsync([cell]);
        }

        Assert.True(surprises.Count == 0, string.Join('\n', surprises.Order(StringComparer.Ordinal)));

        Task AskAsync(IEnumerable<Cell> asked) =>
            Parallel.ForEachAsync(
                asked,
                async (cell, _) =>
                {
                    var (word, answer) = await AnswerAsync(cell, cast);
                    if (word != cell.Expected)
                    {
                        lock (surprises)
                        {
                            surprises.Add($"{cell.Operation}, {cell.Caller}: {word} instead of {cell.Expected}: {answer}");
                        }
                    }
                }
            );
    }

    /// <summary>Linters allow a list of scopes to OAuth alone, so the document names that of a key beside.</summary>
    [Fact]
    public async Task The_description_tells_who_may_call_an_operation_and_with_which_scope()
    {
        var operations = (await Operation.AllAsync(site.Api)).ToDictionary(one => one.Id, StringComparer.Ordinal);
        foreach (var row in AccessMatrix.Read())
        {
            var json = operations[row.Operation].Json;
            var ways = json.GetProperty("security")
                .EnumerateArray()
                .SelectMany(way => way.EnumerateObject().Select(one => one.Name))
                .ToList();
            var scope = json.TryGetProperty("x-api-key-scope", out var named) ? named.GetString() : "-";

            Assert.Equal($"{row.Operation} {row.Scope}", $"{row.Operation} {scope}");
            Assert.Equal((row.Operation, row.Scope != "-"), (row.Operation, ways.Contains("apiKey")));
            if (row.Answers["anon"] == "401")
            {
                Assert.DoesNotContain(json.GetProperty("security").EnumerateArray(), way => !way.EnumerateObject().Any());
            }
        }
    }

    private static async Task<(string Word, string Answer)> AnswerAsync(Cell cell, AccessCast cast)
    {
        var (client, things) = cast[cell.Caller];
        using var request = cell.Operation.Request(things);
        if (cell.NamesCinema)
        {
            var query = cell.Operation.Query(things);
            query["cinemaId"] = $"{cast.CinemaId}";
            request.RequestUri = new Uri(cell.Operation.Route(things) + WellFormed.QueryOf(query), UriKind.Relative);
        }

        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var type = answer.Content.Headers.ContentType?.MediaType;
        // A stream has no end.
        var body = type == "text/event-stream" ? "" : await answer.Content.ReadAsStringAsync();
        var problem = type == "application/problem+json" ? JsonDocument.Parse(body).RootElement : default;
        var code = problem.ValueKind == JsonValueKind.Object ? problem.Text("code") : "";
        var word =
            code == "insufficient_scope" && problem.Text("scope") != cell.Scope ? problem.Text("scope")
            : s_refusals.TryGetValue(code, out var refusal) ? refusal
            : (int)answer.StatusCode >= 500 ? $"{(int)answer.StatusCode}"
            : cell.Expected is not ("own" or "less") ? "ok"
            : cast.IsIn(body) ? "own"
            : "less";
        return (word, $"{(int)answer.StatusCode} {(body.Length > 300 ? body[..300] : body)}");
    }

    private sealed record Cell(Operation Operation, string Scope, string Caller, string Expected, bool NamesCinema = false)
    {
        public bool IsRefusal => s_refusals.ContainsValue(Expected);
    }
}
