using System.Globalization;
using FluentValidation;
using Microsoft.Extensions.Primitives;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace MovieBooking.Api.Http;

/// <summary>
/// The Idempotency-Key of a request, where it has one: a handler that takes it honours it, and its operation in openapi.yaml
/// says so.
/// </summary>
internal sealed record IdempotencyHeader(StringValues Values)
{
    public const string Name = "Idempotency-Key";

    private const int MaximumLength = 255;

    /// <summary>The client's key; null without one.</summary>
    public string? Key => Values.Count > 0 ? Values.ToString() : null;

    public static ValueTask<IdempotencyHeader?> BindAsync(HttpContext http) =>
        ValueTask.FromResult<IdempotencyHeader?>(new IdempotencyHeader(http.Request.Headers[Name]));

    internal sealed class Validator : AbstractValidator<IdempotencyHeader>
    {
        public Validator() =>
            RuleFor(header => header.Values)
                .Cascade(CascadeMode.Stop)
                .Must(values => values.Count < 2)
                .WithMessage(_ => Texts.Problems["HeaderOnce", Name])
                .Must(values => values.Count == 0 || values.ToString() is { Length: > 0 and <= MaximumLength })
                .WithMessage(_ => Texts.Problems["HeaderLength", Name, MaximumLength])
                // No spaces, which are lost at the ends of a header, and nothing that a log or a proxy could read otherwise.
                .Must(values => values.ToString().All(letter => letter is > ' ' and <= '~'))
                .WithMessage(_ => Texts.Problems["HeaderAscii", Name])
                .OverridePropertyName(Name);
    }

    /// <summary>Describes the header on the operations that honour it.</summary>
    internal sealed class Parameter : IOperationFilter
    {
        public void Apply(OpenApiOperation operation, OperationFilterContext context)
        {
            if (!IsHonouredBy(context))
            {
                return;
            }

            operation.Parameters ??= [];
            operation.Parameters.Add(
                new OpenApiParameter
                {
                    Name = Name,
                    In = ParameterLocation.Header,
                    Description = """
                    A word of your own for this request, unguessable and new for each: a UUID. Sent again with the same key, as after
                    a lost answer, the request is not done twice: it gets the answer of the first time, for at least 24 hours. Only
                    success is kept; after a refusal the key is free.
                    """.ReplaceLineEndings(" "),
                    Schema = new OpenApiSchema
                    {
                        Type = JsonSchemaType.String,
                        MinLength = 1,
                        MaxLength = MaximumLength,
                        Pattern = string.Create(CultureInfo.InvariantCulture, $"^[!-~]{{1,{MaximumLength}}}$"),
                    },
                    Example = "8e03978e-40d5-43e8-bc93-6894a57f9324",
                }
            );
        }

        public static bool IsHonouredBy(OperationFilterContext context) =>
            context.MethodInfo.GetParameters().Any(parameter => parameter.ParameterType == typeof(IdempotencyHeader));
    }
}
