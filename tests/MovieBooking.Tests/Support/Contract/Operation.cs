using System.Text.Json;

namespace MovieBooking.Tests.Support;

/// <summary>An operation as the contract (openapi.yaml, which is what is served) describes it.</summary>
internal sealed record Operation(string Id, string Method, string Path, JsonElement Json, JsonElement Schemas)
{
    public bool IsRead => Method == "GET";

    /// <summary>What it takes beside its body.</summary>
    public IReadOnlyList<Parameter> Parameters { get; } =
        Json.TryGetProperty("parameters", out var parameters)
            ? [.. parameters.EnumerateArray().Select(one => new Parameter(one.Text("name"), one.Text("in"), IsTrue(one, "required"), one))]
            : [];

    /// <summary>The type of its body; null: it takes none.</summary>
    public string? BodyType { get; } = Body(Json)?.Name;

    public bool IsForm => BodyType == "multipart/form-data";

    /// <summary>What the body holds, by name.</summary>
    public IReadOnlyList<Field> Fields { get; } =
        Body(Json) is { } body && Resolve(body.Value.GetProperty("schema"), Schemas) is var schema ? FieldsOf(schema, Schemas) : [];

    /// <summary>The statuses that it documents.</summary>
    public IReadOnlySet<int> Statuses { get; } =
        Json.GetProperty("responses")
            .EnumerateObject()
            .Select(one => int.Parse(one.Name, System.Globalization.CultureInfo.InvariantCulture))
            .ToHashSet();

    public override string ToString() => $"{Id} ({Method} {Path})";

    public static async Task<IReadOnlyList<Operation>> AllAsync(TestApi api)
    {
        var document = await api.CreateClient().GetAsync("/swagger/v1/swagger.json").JsonAsync();
        var schemas = document.GetProperty("components").GetProperty("schemas");
        return
        [
            .. document
                .GetProperty("paths")
                .EnumerateObject()
                .SelectMany(path =>
                    path.Value.EnumerateObject()
                        .Select(one => new Operation(
                            one.Value.Text("operationId"),
                            one.Name.ToUpperInvariant(),
                            path.Name,
                            one.Value,
                            schemas
                        ))
                ),
        ];
    }

    public static IReadOnlyList<Field> FieldsOf(JsonElement schema, JsonElement schemas)
    {
        if (!schema.TryGetProperty("properties", out var properties))
        {
            return [];
        }

        var required = schema.TryGetProperty("required", out var names)
            ? names.EnumerateArray().Select(name => name.GetString()).ToHashSet()
            : [];
        return
        [
            .. properties.EnumerateObject().Select(one => new Field(one.Name, required.Contains(one.Name), Resolve(one.Value, schemas))),
        ];
    }

    /// <summary>What a reference refers to; of a choice, what is not null.</summary>
    public static JsonElement Resolve(JsonElement schema, JsonElement schemas)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Resolve(schemas.GetProperty(reference.GetString()!.Split('/')[^1]), schemas);
        }

        return schema.TryGetProperty("oneOf", out var choice)
            ? Resolve(
                choice.EnumerateArray().First(one => !(one.TryGetProperty("type", out var type) && type.ToString() == "null")),
                schemas
            )
            : schema;
    }

    private static JsonProperty? Body(JsonElement operation) =>
        operation.TryGetProperty("requestBody", out var body) ? body.GetProperty("content").EnumerateObject().First() : null;

    private static bool IsTrue(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.GetBoolean();
}

/// <summary>A parameter of the path, the query or a header.</summary>
internal sealed record Parameter(string Name, string In, bool IsRequired, JsonElement Json);

/// <summary>A field of a body.</summary>
internal sealed record Field(string Name, bool IsRequired, JsonElement Schema);
