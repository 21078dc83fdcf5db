using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MovieBooking.Api.Admin.Audit;

/// <summary>How the audit log writes values: with the names and words of the API.</summary>
internal static class AuditJson
{
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new PlainNumbers() } };

    /// <summary>Something told about a change that is no field of the thing, such as why.</summary>
    public static AuditChange Said(string field, string text) => new(field, null, JsonSerializer.SerializeToElement(text, Options));

    /// <summary>The fields in which two states of a thing differ; null is a thing that is not there.</summary>
    public static IReadOnlyList<AuditChange> Difference<T>(T? before, T? after)
        where T : class
    {
        var (old, now) = (Fields(before), Fields(after));
        return
        [
            .. old
                .Keys.Union(now.Keys, StringComparer.Ordinal)
                .Select(field => new AuditChange(field, Value(old, field), Value(now, field)))
                .Where(change => change.Before?.GetRawText() != change.After?.GetRawText()),
        ];
    }

    private static Dictionary<string, JsonElement> Fields<T>(T? state)
        where T : class =>
        state is null
            ? []
            : JsonSerializer
                .SerializeToElement(state, Options)
                .EnumerateObject()
                .ToDictionary(property => property.Name, property => property.Value, StringComparer.Ordinal);

    private static JsonElement? Value(Dictionary<string, JsonElement> fields, string field) =>
        fields.TryGetValue(field, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A price as it was given and the same price as it is stored differ in their last zeros alone: that is no change.</summary>
    private sealed class PlainNumbers : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDecimal();

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.ToString("0.############", CultureInfo.InvariantCulture));
    }
}
