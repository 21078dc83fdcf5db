using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MovieBooking.Db.Server;

namespace MovieBooking.Tests.Api;

/// <summary>The recorded exchanges, as openapi.yaml shows them: two elements of a list, and no more of a secret than tells what it is.</summary>
internal static partial class ExampleFiles
{
    private const int Elements = 2;
    private const int Beginning = 8;

    private static readonly JsonSerializerOptions s_readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static string Folder =>
        Path.Combine(PrivateServerOptions.FindSourceTree(AppContext.BaseDirectory)!, "api/Http/OpenApi/Examples");

    /// <summary>The operations that have a file.</summary>
    public static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file));

    public static void Write(string operationId, Exchange exchange)
    {
        var file = new JsonObject();
        if (exchange.Request is not null)
        {
            file["request"] = Masked(exchange.Request);
        }

        if (exchange.Response is not null)
        {
            file["response"] = Shortened(exchange.Response);
        }

        File.WriteAllText(Path.Combine(Folder, $"{operationId}.json"), file.ToJsonString(s_readable) + "\n");
    }

    public static void Delete(string operationId) => File.Delete(Path.Combine(Folder, $"{operationId}.json"));

    private static JsonNode? Shortened(JsonNode? json) =>
        json switch
        {
            JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, Shortened(field.Value)))),
            JsonArray elements => new JsonArray([.. elements.Take(Elements).Select(Shortened)]),
            _ => Masked(json),
        };

    private static JsonNode? Masked(JsonNode? json) =>
        json switch
        {
            JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, Masked(field.Value)))),
            JsonArray elements => new JsonArray([.. elements.Select(Masked)]),
            JsonValue value when value.GetValueKind() == JsonValueKind.String => Masked(value.GetValue<string>()),
            _ => json?.DeepClone(),
        };

    /// <summary>Tokens, keys and signatures, also within an address; ids and words stay.</summary>
    private static string Masked(string text) =>
        Random()
            .Replace(
                text,
                found =>
                    Guid.TryParse(found.Value, out _) || !found.Value.Any(char.IsAsciiDigit)
                        ? found.Value
                        : $"{found.Value[..Beginning]}..."
            );

    [GeneratedRegex(@"whsec_[A-Za-z0-9/+=]+|[A-Za-z0-9_.+-]{30,}=*", RegexOptions.None, 1000)]
    private static partial Regex Random();
}
