using System.Text.Json;
using System.Text.Json.Nodes;
using MovieBooking.Api.Auth;
using MovieBooking.Db.Demo;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>
/// The examples of openapi.yaml are exchanges with this API on its demo data. <c>MOVIEBOOKING_EXAMPLES=record</c> writes those that no longer are
/// what the API answers; <c>dotnet run .ci/generate.cs</c> then takes them over.
/// </summary>
public sealed class ExampleTests(ContractSite site) : IClassFixture<ContractSite>
{
    private const string Provider = "Nobody signs in at a provider on the demo's data.";
    private const string Payments = "Nothing is paid online on the demo's data.";

    /// <summary>What answers JSON and has no example, and why.</summary>
    private static readonly Dictionary<string, string> s_without = new(StringComparer.Ordinal)
    {
        ["BeginExternalSignIn"] = Provider,
        ["SignInWithProvider"] = Provider,
        ["BeginExternalLogin"] = Provider,
        ["ConnectExternalLogin"] = Provider,
        ["CreatePayment"] = Payments,
        ["GetPaymentDifferences"] = Payments,
        ["ComparePayments"] = Payments,
    };

    [Fact]
    public async Task An_example_is_what_the_API_answers()
    {
        var operations = (await Operation.AllAsync(site.Api)).ToDictionary(one => one.Id, StringComparer.Ordinal);
        await DemoData.LoadAsync(site.Api.Database.Source, TimeProvider.System, Passwords.Hash, new Progress<string>(), default);
        var recorder = new ExampleRecorder(operations);

        await ExampleJourney.GoAsync(site.Api, recorder);

        var expected = operations.Values.Where(AnswersJson).Select(one => one.Id).Except(s_without.Keys, StringComparer.Ordinal).ToList();
        var differences = expected
            .Except(recorder.Exchanges.Keys, StringComparer.Ordinal)
            .Select(id => $"{id} is not called")
            .Concat(recorder.Exchanges.Keys.Intersect(s_without.Keys).Select(id => $"{id} can have an example"))
            .Concat(
                recorder
                    .Exchanges.Where(one => one.Value is not { Request: null, Response: null })
                    .SelectMany(one => Compare(operations[one.Key], one.Value))
            )
            .Concat(ExampleFiles.Names.Except(recorder.Exchanges.Keys, StringComparer.Ordinal).Select(Superfluous))
            .ToList();
        Assert.True(differences.Count == 0, $"Record them again: see {nameof(ExampleTests)}.\n{string.Join('\n', differences)}");
    }

    private static bool IsRecording => Environment.GetEnvironmentVariable("MOVIEBOOKING_EXAMPLES") == "record";

    private static string Superfluous(string id)
    {
        if (IsRecording)
        {
            ExampleFiles.Delete(id);
        }

        return $"{id} is an example of what is not called";
    }

    private static List<string> Compare(Operation operation, Exchange exchange)
    {
        var now = new Exchange(
            Described(Sent(operation), exchange.Request, operation.Schemas),
            Described(Answered(operation), exchange.Response, operation.Schemas)
        );
        List<string> differences =
        [
            .. Compare(Sent(operation), now.Request, operation.Schemas).Select(one => $"{operation.Id}, request{one}"),
            .. Compare(Answered(operation), now.Response, operation.Schemas).Select(one => $"{operation.Id}, answer{one}"),
        ];
        if (IsRecording && differences.Count > 0)
        {
            ExampleFiles.Write(operation.Id, now);
        }

        return differences;
    }

    private static IEnumerable<string> Compare(JsonElement type, JsonNode? now, JsonElement schemas) =>
        now is null ? []
        : type.TryGetProperty("example", out var example)
            ? ExampleShape.Differences(JsonNode.Parse(example.GetRawText()), now, type.GetProperty("schema"), schemas)
        : [" has no example"];

    private static JsonNode? Described(JsonElement type, JsonNode? json, JsonElement schemas) =>
        json is null ? null : ExampleShape.Described(json, type.GetProperty("schema"), schemas);

    /// <summary>How the contract describes what is sent; undefined: nothing is.</summary>
    private static JsonElement Sent(Operation operation) =>
        operation.Json.TryGetProperty("requestBody", out var body) ? JsonOf(body) : default;

    private static JsonElement Answered(Operation operation) =>
        JsonOf(operation.Json.GetProperty("responses").EnumerateObject().First(one => one.Name[0] == '2').Value);

    private static JsonElement JsonOf(JsonElement body) =>
        body.TryGetProperty("content", out var content) && content.TryGetProperty("application/json", out var type) ? type : default;

    private static bool AnswersJson(Operation operation) => Answered(operation).ValueKind == JsonValueKind.Object;
}
