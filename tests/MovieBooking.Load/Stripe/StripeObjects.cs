using System.Text.Json.Nodes;

namespace MovieBooking.Load.Stripe;

/// <summary>What Stripe says of a request that it refuses, or of a card that was declined. What does not apply is left out.</summary>
internal sealed record StripeError(string Type, string Message, string? Code = null)
{
    public string? DeclineCode { get; init; }

    public string? Parameter { get; init; }

    public StandInIntent? Intent { get; init; }

    public JsonObject ToJson()
    {
        var error = new JsonObject { ["type"] = Type, ["message"] = Message };
        (string Name, JsonNode? Value)[] more =
        [
            ("code", Code),
            ("decline_code", DeclineCode),
            ("param", Parameter),
            ("payment_intent", Intent?.ToJson()),
        ];
        foreach (var (name, value) in more.Where(one => one.Value is not null))
        {
            error[name] = value;
        }

        return error;
    }
}

/// <summary>A payment intent.</summary>
internal sealed class StandInIntent(string id, long amount, string currency, JsonObject metadata, DateTimeOffset created)
{
    public string Id => id;

    public string ClientSecret { get; } = $"{id}_secret_{Guid.NewGuid():N}"[..^8];

    public string Status { get; set; } = "requires_payment_method";

    public long Amount { get; set; } = amount;

    public long Received { get; set; }

    public string Currency { get; set; } = currency;

    public string? Description { get; init; }

    /// <summary>Why the last attempt came to nothing.</summary>
    public StripeError? Decline { get; set; }

    public DateTimeOffset Created { get; set; } = created;

    public DateTimeOffset? CancelledAt { get; set; }

    /// <summary>With the fields that Stripe's description requires, and those that the product reads.</summary>
    public JsonObject ToJson() =>
        new()
        {
            ["id"] = id,
            ["object"] = "payment_intent",
            ["amount"] = Amount,
            ["amount_capturable"] = 0,
            ["amount_received"] = Received,
            ["application"] = null,
            ["automatic_payment_methods"] = new JsonObject { ["allow_redirects"] = "always", ["enabled"] = true },
            ["canceled_at"] = CancelledAt?.ToUnixTimeSeconds(),
            ["cancellation_reason"] = null,
            ["capture_method"] = "automatic",
            ["client_secret"] = ClientSecret,
            ["confirmation_method"] = "automatic",
            ["created"] = Created.ToUnixTimeSeconds(),
            ["currency"] = Currency,
            ["customer"] = null,
            ["description"] = Description,
            ["last_payment_error"] = Decline?.ToJson(),
            ["livemode"] = false,
            ["metadata"] = metadata.DeepClone(),
            ["next_action"] =
                Status == "requires_action" ? new JsonObject { ["type"] = "use_stripe_sdk", ["use_stripe_sdk"] = new JsonObject() } : null,
            ["payment_method_types"] = new JsonArray("card"),
            ["receipt_email"] = null,
            ["status"] = Status,
        };
}

/// <summary>A refund.</summary>
internal sealed record StandInRefund(string Id, string IntentId, long Amount, string Currency, JsonObject Metadata)
{
    public string Status { get; set; } = "succeeded";

    public DateTimeOffset Created { get; } = DateTimeOffset.UtcNow;

    public JsonObject ToJson()
    {
        var refund = new JsonObject
        {
            ["id"] = Id,
            ["object"] = "refund",
            ["amount"] = Amount,
            ["balance_transaction"] = null,
            ["created"] = Created.ToUnixTimeSeconds(),
            ["currency"] = Currency,
            ["metadata"] = Metadata.DeepClone(),
            ["payment_intent"] = IntentId,
            ["reason"] = null,
            ["receipt_number"] = null,
            ["status"] = Status,
        };
        if (Status == "failed")
        {
            refund["failure_reason"] = "expired_or_canceled_card";
        }

        return refund;
    }
}
