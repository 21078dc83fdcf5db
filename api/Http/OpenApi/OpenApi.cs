using System.Reflection;
using Microsoft.OpenApi;
using MovieBooking.Api.Hosting;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace MovieBooking.Api.Http;

/// <summary>The OpenAPI document, made from the code, and Swagger UI on it.</summary>
internal static class OpenApi
{
    public static IServiceCollection AddOpenApiDocument(this IServiceCollection services) =>
        services
            .AddEndpointsApiExplorer()
            .AddSwaggerGen(options =>
            {
                options.SwaggerDoc(
                    "v1",
                    new OpenApiInfo
                    {
                        Title = "MovieBooking API",
                        Version = ProductVersion.Text,
                        Description = """
                        Browse movies, pick seats on a live map, hold them, book them; schedule and report for cinemas.

                        Programs of other companies call with a key, `Authorization: Bearer mbk_…`: see [For integrators](/docs).

                        To book from this page: run `Login` with its example, copy `accessToken`, press **Authorize** and paste it.

                        Errors are `application/problem+json` (RFC 9457) with a stable `code`; validation errors list their fields in `errors`.
                        What people read in them is English, or Spanish for who prefers it (`Accept-Language`; `Content-Language` says which); nothing else varies.
                        Times are ISO 8601 with the cinema's offset. Prices are computed by the server, never sent to it.
                        """,
                        Contact = new OpenApiContact { Name = "The maintainers of MovieBooking, at the project's repository" },
                        License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
                    }
                );
                options.AddServer(new OpenApiServer { Url = "/", Description = "The installation that this description comes from." });
                options.DocumentFilter<TagDescriptions>();
                options.DocumentFilter<WebhookDescriptions>();
                // A time of day of a cinema's clock: JSON Schema's "time" wants an offset.
                options.MapType<TimeOnly>(() =>
                    new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[0-9]{2}:[0-9]{2}:[0-9]{2}$" }
                );
                options.CustomOperationIds(api => api.ActionDescriptor.EndpointMetadata.OfType<MethodInfo>().Single().Name);
                options.DescribeAllParametersInCamelCase();
                options.SupportNonNullableReferenceTypes();
                options.NonNullableReferenceTypesAsRequired();
                options.IncludeXmlComments(Assembly.GetExecutingAssembly());
                options.CustomSchemaIds(SchemaName);
                options.SchemaFilter<RequiredProperties>();
                options.SchemaFilter<ExactAmounts>();
                options.SchemaFilter<ProblemCodes>();
                options.OperationFilter<IdempotencyHeader.Parameter>();
                options.OperationFilter<ErrorResponses>();
                options.OperationFilter<RateLimitResponses>();
                options.OperationFilter<AnswerHeaders>();
                options.OperationFilter<Security>();
                options.OperationFilter<WordParameters>();
                options.OperationFilter<HeaderNames>();
                options.OperationFilter<ParameterExamples>();
                options.OperationFilter<OperationExamples>();
                options.AddSecurityDefinition(
                    Security.Scheme,
                    new OpenApiSecurityScheme
                    {
                        Type = SecuritySchemeType.Http,
                        Scheme = "bearer",
                        BearerFormat = "JWT",
                        Description =
                            "The accessToken of Login, Register or Refresh; for one booking of a guest, that of CreateReservation or LookUpReservation.",
                    }
                );
                options.AddSecurityDefinition(
                    Security.KeyScheme,
                    new OpenApiSecurityScheme
                    {
                        Type = SecuritySchemeType.Http,
                        Scheme = "bearer",
                        BearerFormat = "mbk_…",
                        Description =
                            "A key for programs, which an admin makes (CreateApiKey). Each operation that takes keys names the scope that it wants (x-api-key-scope); all others refuse them.",
                    }
                );
            });

    public static WebApplication UseOpenApiPages(this WebApplication app)
    {
        app.UseSwagger(options => options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1);
        app.UseSwaggerUI(options =>
        {
            options.DocumentTitle = "MovieBooking API";
            options.SwaggerEndpoint("v1/swagger.json", "MovieBooking API v1");
            options.DisplayRequestDuration();
            // A hundred and more operations, each drawn in full, keep a browser busy for seconds; a link to one opens it.
            options.DocExpansion(DocExpansion.None);
            options.EnableDeepLinking();
        });
        return app;
    }

    // PageOf<Movie> becomes MoviePage.
    private static string SchemaName(Type type) =>
        type.IsGenericType
            ? SchemaName(type.GetGenericArguments()[0]) + type.Name.Split('`')[0].Replace("Of", "", StringComparison.Ordinal)
            : type.Name;
}
