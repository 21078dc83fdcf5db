using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using MovieBooking.Api.Events;
using MovieBooking.Api.Webhooks;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace MovieBooking.Api.Http;

/// <summary>What is sent to webhooks (OpenAPI 3.1, <c>webhooks</c>): one entry for each type of event.</summary>
internal sealed class WebhookDescriptions : IDocumentFilter
{
    private static readonly (string Name, string Description)[] s_headers =
    [
        ("webhook-id", "The same each time that this delivery is sent."),
        ("webhook-timestamp", "When it is sent: seconds since 1970."),
        (
            "webhook-signature",
            "`v1,` and the base64 of HMAC-SHA256 over id, timestamp and body, joined by dots; one for each secret, separated by a space."
        ),
    ];

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        var body = context.SchemaGenerator.GenerateSchema(typeof(WebhookMessage), context.SchemaRepository);
        swaggerDoc.Webhooks = Enum.GetValues<EventType>()
            .ToDictionary(Word.Of, type => (IOpenApiPathItem)Path(Word.Of(type), body, swaggerDoc), StringComparer.Ordinal);
    }

    private static OpenApiPathItem Path(string type, IOpenApiSchema body, OpenApiDocument document) =>
        new()
        {
            Operations = new Dictionary<HttpMethod, OpenApiOperation>
            {
                [HttpMethod.Post] = new()
                {
                    Summary = $"Sent for each event `{type}` that the webhook asks for.",
                    Description =
                        "Verify the signature, answer 2xx within 10 seconds, and take what comes twice for once: see [For integrators](/docs#webhooks).",
                    OperationId = "On" + string.Concat(type.Split('.', '_').Select(word => char.ToUpperInvariant(word[0]) + word[1..])),
                    Tags = new HashSet<OpenApiTagReference> { new("Events", document) },
                    // Signed, and sent to whoever gave the address: no credentials of this API.
                    Security = [],
                    Parameters = [.. s_headers.Select(header => Header(header.Name, header.Description))],
                    RequestBody = new OpenApiRequestBody
                    {
                        Required = true,
                        Content = new Dictionary<string, IOpenApiMediaType>(StringComparer.Ordinal)
                        {
                            ["application/json"] = new OpenApiMediaType { Schema = body },
                        },
                    },
                    Responses = new OpenApiResponses
                    {
                        ["2XX"] = new OpenApiResponse
                        {
                            Description = "Taken. Any other answer, or none, is a failure, and it is sent again later.",
                        },
                        ["4XX"] = new OpenApiResponse { Description = "Not taken: it is sent again later, for a day." },
                    },
                },
            },
        };

    private static OpenApiParameter Header(string name, string description) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Header,
            Required = true,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            Example = JsonValue.Create(
                name switch
                {
                    "webhook-id" => "evt_1204",
                    "webhook-timestamp" => "1763812800",
                    _ => "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
                }
            ),
        };
}
