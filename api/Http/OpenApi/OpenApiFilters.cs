using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.OpenApi;
using MovieBooking.Api.Auth;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace MovieBooking.Api.Http;

/// <summary>The refusals that an operation declares with <see cref="OpenApiMetadata.WithErrors{T}"/>.</summary>
internal sealed record DeclaredErrors(ApiError[] Errors);

/// <summary>Lists an operation's error responses: those it declares, and those that follow from what it takes.</summary>
internal sealed class ErrorResponses : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        // The document is in English, whoever asks for it.
        CultureInfo.CurrentUICulture = Texts.English;
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        List<ApiError> errors =
        [
            ApiError.Unauthenticated,
            ApiError.Internal,
            ApiError.Busy,
            .. metadata.OfType<DeclaredErrors>().SelectMany(declared => declared.Errors),
        ];
        if (operation.RequestBody is not null)
        {
            errors.AddRange([
                ApiError.ValidationFailed,
                ApiError.MalformedRequest,
                ApiError.PayloadTooLarge,
                ApiError.UnsupportedMediaType,
            ]);
        }
        else if (operation.Parameters?.Any(parameter => parameter.In == ParameterLocation.Query) == true)
        {
            errors.Add(ApiError.ValidationFailed);
        }

        // What is no number in place of one is another address, which is nowhere.
        if (operation.Parameters?.Any(parameter => parameter.In == ParameterLocation.Path) == true)
        {
            errors.Add(ApiError.NotFound);
        }

        if (IdempotencyHeader.Parameter.IsHonouredBy(context))
        {
            errors.AddRange([ApiError.ValidationFailed, ApiError.RequestInProgress, ApiError.IdempotencyKeyReused]);
        }

        if (metadata.OfType<IAuthorizeData>().Any(rule => rule.Roles is not null || rule.Policy is not null))
        {
            errors.Add(ApiError.Forbidden);
        }

        var open = metadata.OfType<OpenToKeys>().Any();
        errors.Add(open ? ApiError.InsufficientScope : ApiError.KeyNotAllowed);
        if (open || metadata.OfType<EnableRateLimitingAttribute>().Any())
        {
            errors.Add(ApiError.TooManyRequests);
        }

        var schema = context.SchemaGenerator.GenerateSchema(typeof(Problem), context.SchemaRepository);
        operation.Responses ??= [];
        foreach (var status in errors.Distinct().GroupBy(error => error.Status).OrderBy(group => group.Key))
        {
            operation.Responses[$"{status.Key}"] = new OpenApiResponse
            {
                Description = string.Join("\n", status.Select(error => $"- `{error.Code}`: {error.Title}")),
                Content = new Dictionary<string, IOpenApiMediaType>(StringComparer.Ordinal)
                {
                    ["application/problem+json"] = new OpenApiMediaType { Schema = schema, Example = Example(status.First(), operation) },
                },
            };
        }
    }

    /// <summary>The problem as it is answered.</summary>
    private static JsonObject Example(ApiError error, OpenApiOperation operation)
    {
        var problem = new JsonObject
        {
            ["code"] = error.Code,
            ["title"] = error.Title,
            ["status"] = error.Status,
        };
        if (error == ApiError.ValidationFailed)
        {
            problem["detail"] = Texts.Problems["SeeErrors"].Value;
            problem["errors"] = BrokenRule(operation);
        }

        problem["traceId"] = "4bf92f3577b34da6a3ce929d0e0e4736";
        return problem;
    }

    /// <summary>A parameter, or a field of the body, of another type.</summary>
    private static JsonObject BrokenRule(OpenApiOperation operation)
    {
        var parameter = operation.Parameters?.FirstOrDefault(one => one.In == ParameterLocation.Query)?.Name;
        var body = operation.RequestBody?.Content?.Values.FirstOrDefault()?.Schema?.Properties?.Keys.FirstOrDefault();
        return body is null
            ? new JsonObject { [parameter ?? IdempotencyHeader.Name] = new JsonArray(Texts.Problems["WrongParameter"].Value) }
            : new JsonObject { [body] = new JsonArray(Texts.Problems["WrongType"].Value) };
    }
}

/// <summary>Names the headers that tell of limits, on what succeeds and on what is refused for them.</summary>
internal sealed class RateLimitResponses : IOperationFilter
{
    private static readonly AnswerHeader[] s_headers =
    [
        new(
            RateLimitHeaders.Policy,
            "\"authentication\";q=30;w=60",
            "The limits that the call counts for: each one's name, its quota `q`, and the window `w` in seconds, or `qu=\"concurrent-requests\"` (draft-ietf-httpapi-ratelimit-headers). Of an operation that is open to keys: where one was shown."
        ),
        new(RateLimitHeaders.Limit, "\"authentication\";r=29;t=42", "What is left of each: `r` more calls in the next `t` seconds."),
    ];

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        if (!metadata.Any(item => item is EnableRateLimitingAttribute or LimitsCallers or OpenToKeys))
        {
            return;
        }

        foreach (var (status, response) in operation.Responses ?? [])
        {
            if (response is OpenApiResponse told && (status.StartsWith('2') || status == "429"))
            {
                foreach (var header in s_headers)
                {
                    header.Describe(told, context.Document);
                }
            }
        }
    }
}

/// <summary>Marks the operations that need a token, those where one is optional, those that anybody may call, and which scope of a key each takes.</summary>
internal sealed class Security : IOperationFilter
{
    public const string Scheme = "bearer";
    public const string KeyScheme = "apiKey";

    /// <summary>Not in the list of the requirement: linters allow one to OAuth alone.</summary>
    public const string KeyScope = "x-api-key-scope";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        operation.Security = [];
        if (!metadata.OfType<IAuthorizeData>().Any())
        {
            operation.Security.Add([]);
        }

        var isForKeys = metadata.OfType<IAuthorizeData>().Any(rule => rule.Policy == TokenAuthentication.KeyPolicy);
        if ((metadata.OfType<IAuthorizeData>().Any() && !isForKeys) || metadata.OfType<KnowsCaller>().Any())
        {
            operation.Security.Add(new() { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] });
        }

        // As the routes do: what is said last holds.
        if (metadata.OfType<OpenToKeys>().LastOrDefault() is { } open)
        {
            operation.Security.Add(new() { [new OpenApiSecuritySchemeReference(KeyScheme, context.Document)] = [] });
            operation.AddExtension(KeyScope, new JsonNodeExtension(Word.Of(open.Scope)));
        }
    }
}

/// <summary>A public operation that answers a signed-in caller differently.</summary>
internal sealed record KnowsCaller;

/// <summary>Amounts are exact: a client that is generated is not to make binary fractions of them.</summary>
internal sealed class ExactAmounts : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is OpenApiSchema own && (Nullable.GetUnderlyingType(context.Type) ?? context.Type) == typeof(decimal))
        {
            // Of the OpenAPI Initiative's registry of formats.
            own.Format = "decimal";
        }
    }
}

/// <summary>Each code of a problem, with what it means and what to do about it: the table of <c>docs/integrators.md</c>, so that there is one.</summary>
internal sealed partial class ProblemCodes : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (context.Type == typeof(Problem) && schema.Properties?["code"] is OpenApiSchema code)
        {
            var rows = Row().Matches(IntegratorPage.Guide).Select(row => row.Value);
            code.Description += $"\n\n| Status | Code | Meaning | What to do |\n| --- | --- | --- | --- |\n{string.Join('\n', rows)}";
        }
    }

    [GeneratedRegex(@"^\| [45][0-9]{2} \| `[a-z_]+` \|.*\|(?=\r?$)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();
}

/// <summary>A property that is never null is always there: the document says so.</summary>
internal sealed class RequiredProperties : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema { Properties: { } properties } concrete)
        {
            return;
        }

        concrete.Required ??= new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, property) in properties)
        {
            if (property.Type?.HasFlag(JsonSchemaType.Null) != true && !IsOptional(context.Type, name))
            {
                concrete.Required.Add(name);
            }
        }
    }

    private static bool IsOptional(Type type, string name) =>
        Array.Find(type.GetProperties(), property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } property
        && new System.Reflection.NullabilityInfoContext().Create(property).ReadState == System.Reflection.NullabilityState.Nullable;
}

/// <summary>Says which words a query parameter takes.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed class WordsAttribute(params string[] words) : Attribute
{
    public string[] Words { get; } = words;
}

internal sealed class WordParameters : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        foreach (var property in context.MethodInfo.GetParameters().SelectMany(parameter => parameter.ParameterType.GetProperties()))
        {
            if (
                property.GetCustomAttribute<WordsAttribute>() is { } words
                && operation.Parameters?.FirstOrDefault(parameter =>
                    property.Name.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase)
                )
                    is { Schema: OpenApiSchema schema }
            )
            {
                schema.Enum = [.. words.Words.Select(word => (JsonNode)word)];
            }
        }
    }
}

/// <summary>An example of a parameter stands in its schema; beside it, Swagger UI would fill in what may be left out.</summary>
internal sealed class ParameterExamples : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(one => one.Schema?.Examples is not null))
        {
            parameter.Example = null;
        }
    }
}

/// <summary>Names request headers as the code does, Last-Event-ID, and not in camelCase like the parameters of a query.</summary>
internal sealed class HeaderNames : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var names = context.ApiDescription.ParameterDescriptions.ToDictionary(
            parameter => parameter.Name,
            parameter => parameter.Name,
            StringComparer.OrdinalIgnoreCase
        );
        foreach (var header in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(one => one.In == ParameterLocation.Header))
        {
            header.Name = names.GetValueOrDefault(header.Name!, header.Name!);
        }
    }
}

internal static class OpenApiMetadata
{
    /// <summary>Declares the refusals of an operation beyond those that every one has.</summary>
    public static T WithErrors<T>(this T endpoint, params ApiError[] errors)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new DeclaredErrors(errors));
}
