using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace MovieBooking.Api.Http;

/// <summary>A header of an answer; as metadata of an operation, of what succeeds.</summary>
internal sealed record AnswerHeader(string Name, string Example, string Description)
{
    public void Describe(OpenApiResponse response, OpenApiDocument document)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.Headers ??= new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal);
        document.Components.Headers.TryAdd(
            Name,
            new OpenApiHeader
            {
                Description = Description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                Example = JsonValue.Create(Example),
            }
        );
        response.Headers ??= new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal);
        response.Headers[Name] = new OpenApiHeaderReference(Name, document);
    }
}

/// <summary>Names the headers that operations declare.</summary>
internal sealed class AnswerHeaders : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        foreach (var header in context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<AnswerHeader>())
        {
            if (operation.Responses?["200"] is OpenApiResponse response)
            {
                header.Describe(response, context.Document);
            }
        }
    }
}
