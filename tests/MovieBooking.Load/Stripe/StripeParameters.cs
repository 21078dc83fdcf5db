using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace MovieBooking.Load.Stripe;

/// <summary>
/// The parameters that the stand-in understands, as Stripe's published description has them (github.com/stripe/openapi, version
/// 2026-09-30.endive). One that it does not know is refused, as Stripe refuses what it does not know.
/// </summary>
internal static class StripeParameters
{
    private const int LongestKey = 40;
    private const int LongestValue = 500;
    private const int MostKeys = 50;
    private const string Metadata = "metadata[]";

    private static readonly Parameter s_amount = new("amount", IsInteger, "parameter_invalid_integer");
    private static readonly Parameter s_limit = new("limit", IsLimit, "parameter_invalid_integer");
    private static readonly Parameter s_after = new("starting_after", IsText);
    private static readonly Parameter s_metadata = new(Metadata, value => value.Length <= LongestValue);

    private static readonly Dictionary<string, Parameter[]> s_known = new(StringComparer.Ordinal)
    {
        ["POST /v1/payment_intents"] =
        [
            s_amount with
            {
                IsRequired = true,
            },
            new("automatic_payment_methods[enabled]", IsFlag),
            new("automatic_payment_methods[allow_redirects]", value => value is "always" or "never"),
            new("capture_method", value => value is "automatic" or "automatic_async" or "manual"),
            new("currency", IsCurrency) { IsRequired = true },
            new("description", value => value.Length is > 0 and <= 1000),
            s_metadata,
        ],
        ["GET /v1/payment_intents"] = [new("created[gte]", IsInteger, "parameter_invalid_integer"), s_limit, s_after],
        ["GET /v1/payment_intents/{id}"] = [new("client_secret", IsText)],
        ["POST /v1/payment_intents/{id}/cancel"] =
        [
            new("cancellation_reason", value => value is "abandoned" or "duplicate" or "fraudulent" or "requested_by_customer"),
        ],
        ["POST /v1/refunds"] =
        [
            s_amount,
            new("payment_intent", IsText) { IsRequired = true },
            new("reason", value => value is "duplicate" or "fraudulent" or "requested_by_customer"),
            s_metadata,
        ],
        ["GET /v1/refunds"] = [new("payment_intent", IsText), s_limit, s_after],
    };

    /// <summary>The names of what an operation takes.</summary>
    public static IEnumerable<string> Of(string operation) => s_known[operation].Select(parameter => parameter.Name);

    /// <summary>What is wrong with a request; null: nothing. Of an operation that Stripe does not have nothing is said here.</summary>
    public static StripeError? Fault(string operation, IReadOnlyCollection<KeyValuePair<string, StringValues>> given)
    {
        if (!s_known.TryGetValue(operation, out var known))
        {
            return null;
        }

        foreach (var (name, value) in given)
        {
            if (known.FirstOrDefault(parameter => parameter.Name == NameOf(name)) is not { } parameter)
            {
                return new("invalid_request_error", $"Received unknown parameter: {name}", "parameter_unknown") { Parameter = name };
            }

            if (value is not [{ } only] || !parameter.IsGood(only))
            {
                return new("invalid_request_error", $"Invalid {name}: {value}", parameter.Code) { Parameter = name };
            }
        }

        return known.FirstOrDefault(parameter => parameter.IsRequired && given.All(one => one.Key != parameter.Name)) is { } missing
                ? new("invalid_request_error", $"Missing required param: {missing.Name}.", "parameter_missing") { Parameter = missing.Name }
            : given.Count(one => NameOf(one.Key) == Metadata) > MostKeys
                ? new("invalid_request_error", $"You can only have {MostKeys} metadata keys.") { Parameter = "metadata" }
            : null;
    }

    private static string NameOf(string name) =>
        name.StartsWith("metadata[", StringComparison.Ordinal) && name.Length <= "metadata[]".Length + LongestKey ? Metadata : name;

    private static bool IsText(string value) => value.Length is > 0 and <= 5000;

    private static bool IsFlag(string value) => value is "true" or "false";

    private static bool IsInteger(string value) => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static bool IsLimit(string value) => IsInteger(value) && long.Parse(value, CultureInfo.InvariantCulture) is >= 1 and <= 100;

    private static bool IsCurrency(string value) => value.Length == 3 && value.All(char.IsAsciiLetterLower);

    private sealed record Parameter(string Name, Func<string, bool> IsGood, string? Code = null)
    {
        public bool IsRequired { get; init; }
    }
}
