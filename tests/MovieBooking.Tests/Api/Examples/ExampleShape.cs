using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>
/// How an example differs from what is answered now: in a property, in a JSON type, in what is null, in the form of a time, in a word of the
/// contract. Ids, names, amounts and times are others each time. An example's list is a part of the answer's: each element is like one of those.
/// </summary>
internal static class ExampleShape
{
    /// <param name="schema">Of both.</param>
    /// <param name="schemas">Those that it refers to.</param>
    /// <param name="isInList">Which elements a list has first differs from day to day, and so do their words.</param>
    public static IEnumerable<string> Differences(
        JsonNode? example,
        JsonNode? actual,
        JsonElement schema,
        JsonElement schemas,
        string at = "",
        bool isInList = false
    )
    {
        var known = schema.ValueKind == JsonValueKind.Object ? Operation.Resolve(schema, schemas) : schema;
        return (example, actual) switch
        {
            (JsonObject shown, JsonObject now) => shown
                .Select(one => one.Key)
                .Union(now.Select(one => one.Key), StringComparer.Ordinal)
                .SelectMany(name =>
                    !now.ContainsKey(name) ? [$"{at}.{name} is not answered"]
                    : !shown.ContainsKey(name) ? [$"{at}.{name} is not in the example"]
                    : Differences(shown[name], now[name], Property(known, name), schemas, $"{at}.{name}", isInList)
                ),
            (JsonArray shown, JsonArray now) when shown.Count > 0 && now.Count > 0 => shown.SelectMany(
                (element, index) =>
                    now.Select(one => Differences(element, one, Items(known), schemas, $"{at}[{index}]", isInList: true).ToList())
                        .MinBy(differences => differences.Count)!
            ),
            _ when Kind(example) is var shown && Kind(actual) is var now && shown != now => [$"{at} is {now} and no longer {shown}"],
            _ when !isInList && IsWord(known) && $"{example}" != $"{actual}" => [$"{at} is {actual} and no longer {example}"],
            _ => [],
        };
    }

    /// <summary>
    /// An answer without the nulls that its description leaves out: of an object or a word that may be missing it says no more than that, and a
    /// linter takes null for a fault.
    /// </summary>
    public static JsonNode? Described(JsonNode? json, JsonElement schema, JsonElement schemas)
    {
        var known = schema.ValueKind == JsonValueKind.Object ? Operation.Resolve(schema, schemas) : schema;
        return json switch
        {
            JsonObject fields => new JsonObject(
                fields
                    .Select(field => (field.Key, field.Value, Schema: Property(known, field.Key)))
                    .Where(field => field.Value is not null || !IsReference(field.Schema))
                    .Select(field => KeyValuePair.Create(field.Key, Described(field.Value, field.Schema, schemas)))
            ),
            JsonArray elements => new JsonArray([.. elements.Select(element => Described(element, Items(known), schemas))]),
            _ => json?.DeepClone(),
        };
    }

    private static bool IsReference(JsonElement schema) => schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("$ref", out _);

    private static string Kind(JsonNode? json) =>
        json switch
        {
            null => "null",
            JsonArray { Count: 0 } => "an empty list",
            JsonValue value when value.GetValueKind() == JsonValueKind.String => Form(value.GetValue<string>()),
            JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => "a boolean",
            _ => $"{json.GetValueKind()}",
        };

    private static string Form(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? "a date"
        : text.Length > 18 && text[10] == 'T' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? "a time"
        : Guid.TryParse(text, out _) ? "a UUID"
        : "a text";

    private static bool IsWord(JsonElement schema) => schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("enum", out _);

    private static JsonElement Property(JsonElement schema, string name) =>
        schema.ValueKind == JsonValueKind.Object
        && schema.TryGetProperty("properties", out var properties)
        && properties.TryGetProperty(name, out var property)
            ? property
            : default;

    private static JsonElement Items(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("items", out var items) ? items : default;
}
