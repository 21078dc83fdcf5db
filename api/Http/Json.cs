using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Net.Http.Headers;

namespace MovieBooking.Api.Http;

/// <summary>How the API reads and writes JSON: camelCase, enums as words, nothing unknown and nothing twice.</summary>
internal static class Json
{
    public static IServiceCollection AddJson(this IServiceCollection services) =>
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            options.SerializerOptions.AllowDuplicateProperties = false;
            // In other letters a name is another one, as the contract has it.
            options.SerializerOptions.PropertyNameCaseInsensitive = false;
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        });

    /// <summary>JSON between systems is UTF-8 (RFC 8259, 8.1): another charset is 415, also one that the runtime could decode.</summary>
    public static WebApplication UseJson(this WebApplication app)
    {
        app.Use(
            (http, next) =>
            {
                if (
                    http.Request.HasJsonContentType()
                    && MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
                    && type.Charset.HasValue
                )
                {
                    if (!HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
                    {
                        http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
                        return Task.CompletedTask;
                    }

                    // It says no more than the type does, and in quotes the framework does not read it.
                    http.Request.ContentType = type.MediaType.Value;
                }

                return next(http);
            }
        );
        return app;
    }
}
