using System.Text.Json;
using System.Text.Json.Nodes;

namespace MovieBooking.Tests.Support;

/// <summary>
/// What Stripe's published description (github.com/stripe/openapi, latest/openapi.spec3.json, version 2026-09-30.endive) says of the
/// objects that the product reads: their fields by type, which of them are always there, and which may be null. Fields of an object that
/// have nothing to do with what is done here are left out, and so may not be answered.
/// </summary>
internal static class StripeDescription
{
    private static readonly Dictionary<string, Schema> s_schemas = new(StringComparer.Ordinal)
    {
        ["payment_intent"] = new("created id livemode object status")
        {
            ["amount"] = "integer",
            ["amount_capturable"] = "integer",
            ["amount_received"] = "integer",
            ["application"] = "text?",
            ["automatic_payment_methods"] = "#automatic_payment_methods?",
            ["canceled_at"] = "integer?",
            ["cancellation_reason"] = "abandoned|automatic|duplicate|expired|failed_invoice|fraudulent|requested_by_customer|void_invoice?",
            ["capture_method"] = "automatic|automatic_async|manual",
            ["client_secret"] = "text?",
            ["confirmation_method"] = "automatic|manual",
            ["created"] = "integer",
            ["currency"] = "currency",
            ["customer"] = "text?",
            ["description"] = "text?",
            ["id"] = "text",
            ["last_payment_error"] = "#api_errors?",
            ["latest_charge"] = "text?",
            ["livemode"] = "flag",
            ["metadata"] = "map",
            ["next_action"] = "#payment_intent_next_action?",
            ["object"] = "=payment_intent",
            ["payment_method"] = "text?",
            ["payment_method_types"] = "texts",
            ["receipt_email"] = "text?",
            ["status"] = "=canceled|processing|requires_action|requires_capture|requires_confirmation|requires_payment_method|succeeded",
        },
        ["automatic_payment_methods"] = new("enabled") { ["allow_redirects"] = "always|never", ["enabled"] = "flag" },
        ["payment_intent_next_action"] = new("type") { ["type"] = "text", ["use_stripe_sdk"] = "object" },
        ["refund"] = new("amount created currency id object")
        {
            ["amount"] = "integer",
            ["balance_transaction"] = "text?",
            ["charge"] = "text?",
            ["created"] = "integer",
            ["currency"] = "currency",
            ["failure_reason"] = "text",
            ["id"] = "text",
            ["metadata"] = "map?",
            ["object"] = "=refund",
            ["payment_intent"] = "text?",
            ["reason"] = "duplicate|expired_uncaptured_charge|fraudulent|requested_by_customer?",
            ["receipt_number"] = "text?",
            ["status"] = "pending|requires_action|succeeded|failed|canceled?",
        },
        ["event"] = new("created data id livemode object pending_webhooks type")
        {
            ["api_version"] = "text?",
            ["created"] = "integer",
            ["data"] = "#event_data",
            ["id"] = "text",
            ["livemode"] = "flag",
            ["object"] = "=event",
            ["pending_webhooks"] = "integer",
            ["request"] = "#event_request?",
            ["type"] = "text",
        },
        ["event_data"] = new("object") { ["object"] = "object" },
        ["event_request"] = new("") { ["id"] = "text?", ["idempotency_key"] = "text?" },
        ["list"] = new("data has_more object url")
        {
            ["data"] = "objects",
            ["has_more"] = "flag",
            ["object"] = "=list",
            ["url"] = "text",
        },
        ["error"] = new("error") { ["error"] = "#api_errors" },
        ["api_errors"] = new("type")
        {
            ["charge"] = "text",
            ["code"] = "text",
            ["decline_code"] = "text",
            ["doc_url"] = "text",
            ["message"] = "text",
            ["param"] = "text",
            ["payment_intent"] = "#payment_intent",
            ["type"] = "api_error|card_error|idempotency_error|invalid_request_error",
        },
    };

    /// <summary>Each place at which an answer is not of its schema.</summary>
    public static IEnumerable<string> Faults(JsonNode? answer, string schema, string at = "")
    {
        if (answer is not JsonObject given)
        {
            return [$"{at}: no {schema}"];
        }

        var (known, required) = (s_schemas[schema], s_schemas[schema].Required);
        return
        [
            .. required.Except(given.Select(field => field.Key), StringComparer.Ordinal).Select(name => $"{at}/{name} is missing"),
            .. given.SelectMany(field =>
                known.TryGetValue(field.Key, out var type)
                    ? Faults(field.Value, type, $"{at}/{field.Key}", schema)
                    : [$"{at}/{field.Key} is unknown"]
            ),
        ];
    }

    private static IEnumerable<string> Faults(JsonNode? value, string type, string at, string schema)
    {
        var (word, isNullable) = type.EndsWith('?') ? (type[..^1], true) : (type, false);
        if (value is null)
        {
            return isNullable ? [] : [$"{at} of {schema} is null"];
        }

        if (word.StartsWith('#'))
        {
            return Faults(value, word[1..], at);
        }

        var isGood = (word, value.GetValueKind()) switch
        {
            ("integer", JsonValueKind.Number) => value.AsValue().TryGetValue<long>(out _),
            ("flag", JsonValueKind.True or JsonValueKind.False) => true,
            ("text", JsonValueKind.String) => (string)value! is { Length: <= 5000 },
            ("currency", JsonValueKind.String) => (string)value! is { Length: 3 } code && code.All(char.IsAsciiLetterLower),
            ("map", JsonValueKind.Object) => value.AsObject().All(pair => pair.Value?.GetValueKind() == JsonValueKind.String),
            ("object", JsonValueKind.Object) => true,
            ("texts", JsonValueKind.Array) => value.AsArray().All(item => item?.GetValueKind() == JsonValueKind.String),
            ("objects", JsonValueKind.Array) => value.AsArray().All(item => item is JsonObject),
            (_, JsonValueKind.String) => word.TrimStart('=').Split('|').Contains((string?)value, StringComparer.Ordinal),
            _ => false,
        };
        return isGood ? [] : [$"{at} is {value.ToJsonString()}, and no {word}"];
    }

    /// <param name="required">The fields that are always there.</param>
    private sealed class Schema(string required) : Dictionary<string, string>(StringComparer.Ordinal)
    {
        public IReadOnlyList<string> Required { get; } = required.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
