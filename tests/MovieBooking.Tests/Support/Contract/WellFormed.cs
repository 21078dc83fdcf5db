using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MovieBooking.Tests.Support;

/// <summary>
/// Requests as the contract wants them: what an operation requires, from the contract's examples, and from what there is (<c>things</c>: ids
/// and words by name, or by <c>Operation.name</c>) wherever it names something.
/// </summary>
internal static class WellFormed
{
    /// <summary>What is optional, and without which an operation says little: no cinema is named, nothing is found, nothing is done.</summary>
    private static readonly Dictionary<string, string> s_more = new(StringComparer.Ordinal)
    {
        ["AdmitTickets"] = "reference",
        ["CheckConflicts"] = "movieId screenId startsAt",
        ["CreateReservation"] = "guest",
        ["CreateTicketKind"] = "factor",
        ["DownloadAdmissions"] = "from to",
        ["DownloadAdmissionsPdf"] = "cinemaId",
        ["GetAdmissionsReport"] = "from to",
        ["ImportMovies"] = "dryRun",
        ["ImportShowtimes"] = "dryRun",
        ["JoinWaitingList"] = "guest",
        ["ListAllCinemas"] = "pageSize",
        ["ListAllShowtimes"] = "pageSize",
        ["ListAuditLog"] = "pageSize",
        ["ListRefunds"] = "pageSize",
        ["ListScreens"] = "pageSize",
        ["RepeatSchedule"] = "dryRun",
        ["ReplaceTicketKind"] = "factor",
    };

    /// <param name="operation">Which operation.</param>
    /// <param name="things">What there is.</param>
    /// <param name="more">What is sent although it is optional; null: that without which the operation says little.</param>
    public static HttpRequestMessage Request(this Operation operation, Things things, string[]? more = null) =>
        new(new HttpMethod(operation.Method), operation.Route(things) + QueryOf(operation.Query(things, more)))
        {
            Content =
                operation.BodyType is null ? null
                : operation.IsForm ? new MultipartFormDataContent { { new StringContent("x"), "file", "x" } }
                : JsonContent.Create(operation.Body(things, more)),
        };

    public static string Address(this Operation operation, Things things) => operation.Route(things) + QueryOf(operation.Query(things));

    public static string QueryOf(Dictionary<string, string> query) =>
        query.Count == 0 ? "" : $"?{string.Join('&', query.Select(one => $"{one.Key}={Uri.EscapeDataString(one.Value)}"))}";

    public static string Route(this Operation operation, Things things) =>
        string.Join(
            '/',
            operation.Path.Split('/').Select(part => part.StartsWith('{') ? $"{things.Find(operation, part.Trim('{', '}'))}" : part)
        );

    public static Dictionary<string, string> Query(this Operation operation, Things things, string[]? more = null) =>
        operation
            .Parameters.Where(one => one.In == "query" && IsSent(operation, one.Name, one.IsRequired, more))
            .ToDictionary(
                one => one.Name,
                one => $"{things.Find(operation, one.Name) ?? Example(operation, one.Name, one.Json.GetProperty("schema"), things)}",
                StringComparer.Ordinal
            );

    public static JsonObject Body(this Operation operation, Things things, string[]? more = null) =>
        new(
            operation
                .Fields.Where(field => IsSent(operation, field.Name, field.IsRequired, more))
                .Select(field => KeyValuePair.Create(field.Name, operation.Value(field, things)))
        );

    /// <summary>What is right for a field.</summary>
    public static JsonNode? Value(this Operation operation, Field field, Things things) =>
        things.Find(operation, field.Name) ?? Example(operation, field.Name, field.Schema, things);

    private static bool IsSent(Operation operation, string name, bool isRequired, string[]? more) =>
        isRequired || (more ?? s_more.GetValueOrDefault(operation.Id, "").Split(' ')).Contains(name, StringComparer.Ordinal);

    private static JsonNode? Example(Operation operation, string name, JsonElement schema, Things things)
    {
        var known = Operation.Resolve(schema, operation.Schemas);
        if (known.TryGetProperty("examples", out var examples))
        {
            return JsonNode.Parse(examples[0].GetRawText());
        }

        if (known.TryGetProperty("example", out var example))
        {
            return JsonNode.Parse(example.GetRawText());
        }

        if (known.TryGetProperty("enum", out var words))
        {
            return words[0].GetString();
        }

        if (known.TryGetProperty("items", out var items))
        {
            return new JsonArray(Example(operation, name, items, things));
        }

        var fields = Operation.FieldsOf(known, operation.Schemas);
        return fields.Count > 0 ? new JsonObject(fields.Select(field => KeyValuePair.Create(field.Name, operation.Value(field, things))))
            : $"{known.GetProperty("type")}".Contains("boolean", StringComparison.Ordinal) ? JsonValue.Create(false)
            : $"{known.GetProperty("type")}".Contains("string", StringComparison.Ordinal) ? JsonValue.Create("x")
            : JsonValue.Create(1);
    }
}

/// <summary>What there is for requests to name.</summary>
internal sealed class Things : Dictionary<string, object>
{
    public Things()
        : base(StringComparer.Ordinal) { }

    private Things(Things others)
        : base(others, StringComparer.Ordinal) { }

    /// <summary>The same, but for some.</summary>
    public Things With(params (string Name, object Value)[] others)
    {
        var copy = new Things(this);
        foreach (var (name, value) in others)
        {
            copy[name] = value;
        }

        return copy;
    }

    public JsonNode? Find(Operation operation, string name) =>
        TryGetValue(string.Create(CultureInfo.InvariantCulture, $"{operation.Id}.{name}"), out var own) || TryGetValue(name, out own)
            ? JsonSerializer.SerializeToNode(own)
            : null;
}
