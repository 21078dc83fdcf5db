using System.Text.Json;
using System.Text.Json.Nodes;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>What was sent to an operation, and what was answered; null: nothing that is JSON.</summary>
internal sealed record Exchange(JsonNode? Request, JsonNode? Response);

/// <summary>Calls operations as the contract describes them, and keeps the first exchange with each.</summary>
internal sealed class ExampleRecorder(IReadOnlyDictionary<string, Operation> operations)
{
    private readonly Dictionary<string, Exchange> _exchanges = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, Exchange> Exchanges => _exchanges;

    /// <summary>What later calls can name.</summary>
    public Things Things { get; } = [];

    /// <param name="caller">Who asks.</param>
    /// <param name="id">The operation.</param>
    /// <param name="told">What this call says beside what it must, or instead of the contract's example.</param>
    public async Task<JsonElement> AskAsync(HttpClient caller, string id, params (string Name, object Value)[] told)
    {
        var operation = operations[id];
        using var request = operation.Request(Things.With(told), [.. told.Select(one => one.Name)]);
        var sent = request.Content is null || operation.IsForm ? null : await request.Content.ReadAsStringAsync();
        return await SendAsync(caller, operation, request, sent);
    }

    /// <summary>A form with a file in it.</summary>
    public async Task<JsonElement> SendFileAsync(HttpClient caller, string id, byte[] file)
    {
        using var request = operations[id].Request(Things);
        request.Content = new MultipartFormDataContent { { new ByteArrayContent(file), "file", "file" } };
        return await SendAsync(caller, operations[id], request, sent: null);
    }

    private async Task<JsonElement> SendAsync(HttpClient caller, Operation operation, HttpRequestMessage request, string? sent)
    {
        using var answer = await caller.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{operation}: {sent}\n{(int)answer.StatusCode} {body}");
        var isJson = answer.Content.Headers.ContentType?.MediaType == "application/json";
        _exchanges.TryAdd(operation.Id, new Exchange(Parsed(sent), isJson ? Parsed(body) : null));
        return isJson ? JsonSerializer.Deserialize<JsonElement>(body) : default;
    }

    private static JsonNode? Parsed(string? json) => json is null ? null : JsonNode.Parse(json);
}
