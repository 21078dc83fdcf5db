using System.Net;
using System.Text.Json;

namespace MovieBooking.Tests.Support;

/// <summary>What an answer is expected to be, in one line; a failure shows the body.</summary>
internal static class Answers
{
    /// <summary>The JSON of an answer that must have this status.</summary>
    public static async Task<JsonElement> JsonAsync(this Task<HttpResponseMessage> request, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answer = await request;
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode} instead of {(int)status}: {body}");
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        return Parse(body);
    }

    /// <summary>An answer without a body: 204, 304.</summary>
    public static async Task IsEmptyAsync(this Task<HttpResponseMessage> request, HttpStatusCode status = HttpStatusCode.NoContent)
    {
        using var answer = await request;
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode} instead of {(int)status}: {body}");
        Assert.Empty(body);
    }

    /// <summary>A refusal (RFC 9457) with this code, which names this field when one is to blame.</summary>
    public static async Task<JsonElement> ProblemAsync(
        this Task<HttpResponseMessage> request,
        int status,
        string code,
        string? field = null
    )
    {
        using var answer = await request;
        return await answer.ProblemAsync(status, code, field);
    }

    /// <inheritdoc cref="ProblemAsync(Task{HttpResponseMessage}, int, string, string?)"/>
    public static async Task<JsonElement> ProblemAsync(this HttpResponseMessage answer, int status, string code, string? field = null)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"{(int)answer.StatusCode} instead of {status}: {body}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = Parse(body);
        Assert.Equal(code, problem.Text("code"));
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.Text("title"));
        Assert.NotEmpty(problem.Text("traceId"));
        if (field is not null)
        {
            var errors = problem.GetProperty("errors");
            Assert.True(errors.TryGetProperty(field, out var rules), $"'{field}' is not named: {errors}");
            Assert.All(rules.EnumerateArray(), rule => Assert.NotEmpty(rule.GetString()!));
        }

        return problem;
    }

    /// <summary>Exactly these properties, in any order.</summary>
    public static JsonElement Has(this JsonElement json, params string[] names)
    {
        Assert.Equal(
            names.Order(StringComparer.Ordinal),
            json.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal)
        );
        return json;
    }

    /// <summary>One of the contract's words.</summary>
    public static void IsOneOf(this JsonElement json, string name, params string[] words) =>
        Assert.True(words.Contains(json.Text(name)), $"{name}: {json.Text(name)}");

    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;

    public static int Int(this JsonElement json, string name) => json.GetProperty(name).GetInt32();

    public static decimal Money(this JsonElement json, string name) => json.GetProperty(name).GetDecimal();

    public static JsonElement[] Items(this JsonElement page) => [.. page.GetProperty("items").EnumerateArray()];

    /// <summary>A time with an offset; the text is kept, because the offset matters.</summary>
    public static DateTimeOffset Time(this JsonElement json, string name) => json.GetProperty(name).GetDateTimeOffset();

    public static bool IsNull(this JsonElement json, string name) => json.GetProperty(name).ValueKind == JsonValueKind.Null;

    private static JsonElement Parse(string body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.Clone();
    }
}
