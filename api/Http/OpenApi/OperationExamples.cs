using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace MovieBooking.Api.Http;

/// <summary>
/// What was answered to whom asked this: <c>Examples/{operationId}.json</c>, each recorded by <c>ExampleTests</c> and never written by hand.
/// </summary>
internal sealed class OperationExamples : IOperationFilter
{
    private const string Json = "application/json";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (Read(operation.OperationId!) is not { } recorded)
        {
            return;
        }

        Show(operation.RequestBody?.Content, recorded["request"]);
        foreach (var (_, response) in (operation.Responses ?? []).Where(one => one.Key.StartsWith('2')))
        {
            Show(response.Content, recorded["response"]);
        }
    }

    private static void Show(IDictionary<string, IOpenApiMediaType>? content, JsonNode? example)
    {
        if (example is not null && content?.TryGetValue(Json, out var type) == true && type is OpenApiMediaType own)
        {
            own.Example = example.DeepClone();
        }
    }

    private static JsonNode? Read(string operationId)
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream($"examples.{operationId}.json");
        return file is null ? null : JsonNode.Parse(file);
    }
}
