using FluentValidation;
using MovieBooking.Api.Events;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Admin.Webhooks;

/// <summary>Where a delivery stands.</summary>
public enum DeliveryStatus
{
    /// <summary>It is sent, again or for the first time, at `nextAttemptAt`.</summary>
    Waiting,

    /// <summary>The receiver has taken it.</summary>
    Delivered,

    /// <summary>The receiver has not taken it for a day.</summary>
    Dead,

    /// <summary>The webhook or its key had ended before it was sent.</summary>
    Dropped,
}

/// <summary>Where another company's program is told of events. Its secret is told once, when it is made or changed.</summary>
/// <param name="WebhookId" example="5">Its number.</param>
/// <param name="Url" example="https://partner.example/hooks/tickets">Where deliveries go.</param>
/// <param name="Types">Of which events it is told; empty: of all but `seats.changed`.</param>
/// <param name="KeyId" example="3">The key that it belongs to: it is told what that may read, for as long as that is good.</param>
/// <param name="KeyName" example="Box office partner">What the key is called.</param>
/// <param name="IsLive" example="true">Whether it is told anything: its key is neither revoked nor expired.</param>
/// <param name="CreatedAt" example="2026-11-22T12:00:00Z">When it was made.</param>
/// <param name="OldSecretUntil">Until when its former secret signs, too; null: it has one secret.</param>
/// <param name="Waiting" example="0">How many deliveries wait to be sent.</param>
/// <param name="Dead" example="0">How many were given up.</param>
public sealed record Webhook(
    int WebhookId,
    string Url,
    IReadOnlyList<EventType> Types,
    int KeyId,
    string KeyName,
    bool IsLive,
    DateTimeOffset CreatedAt,
    DateTimeOffset? OldSecretUntil,
    int Waiting,
    int Dead
);

/// <summary>A webhook with a secret that was just made.</summary>
/// <param name="Secret" example="whsec_…">What verifies the deliveries. Nobody can read it again.</param>
/// <param name="Webhook">What is kept of it.</param>
public sealed record NewWebhookSecret(string Secret, Webhook Webhook);

/// <summary>A webhook to make.</summary>
/// <param name="KeyId" example="3">A key with the scope `events:read`.</param>
/// <param name="Url" example="https://partner.example/hooks/tickets">Where to deliver: https, at port 443, 80, 8080 or 8443, of a public address.</param>
/// <param name="Types" example="[&quot;reservation.confirmed&quot;, &quot;reservation.cancelled&quot;]">Of which events to tell; none: of all but `seats.changed`.</param>
public sealed record CreateWebhookRequest(int KeyId, string Url, IReadOnlyList<EventType>? Types)
{
    internal sealed class Validator : AbstractValidator<CreateWebhookRequest>
    {
        public Validator()
        {
            RuleFor(request => request.KeyId).GreaterThan(0);
            RuleFor(request => request.Url)
                .Cascade(CascadeMode.Stop)
                .NotEmpty()
                .MaximumLength(500)
                .Must(url => url.All(letter => letter is > ' ' and < '\x7f'))
                .WithMessage(_ => Texts.Problems["WebhookUrl"]);
        }
    }
}

/// <summary>An event on its way to a webhook.</summary>
/// <param name="DeliveryId" example="88">Its number.</param>
/// <param name="EventId" example="1204">The event.</param>
/// <param name="Type">What happened; null: the event is kept no more.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="CreatedAt" example="2026-11-22T12:00:01Z">Since when it is to be sent.</param>
/// <param name="Attempts" example="1">How often it was sent.</param>
/// <param name="NextAttemptAt">When it is sent next, while it waits.</param>
/// <param name="LastStatus" example="200">The receiver's last answer; null: there was none.</param>
/// <param name="LastError" example="Connection refused">What was in the way.</param>
/// <param name="FinishedAt" example="2026-11-22T12:00:02Z">When it was taken, given up or dropped.</param>
/// <param name="Body">What is sent, as JSON in a text; of one delivery alone.</param>
public sealed record WebhookDeliveryLine(
    long DeliveryId,
    long EventId,
    EventType? Type,
    DeliveryStatus Status,
    DateTimeOffset CreatedAt,
    int Attempts,
    DateTimeOffset? NextAttemptAt,
    int? LastStatus,
    string? LastError,
    DateTimeOffset? FinishedAt,
    string? Body
);

/// <summary>Which deliveries to list.</summary>
internal sealed record DeliveryQuery : IPageQuery
{
    /// <summary>Only those that stand there.</summary>
    [Words("waiting", "delivered", "dead", "dropped")]
    public string? Status { get; init; }

    /// <summary>The page, from 1.</summary>
    /// <example>1</example>
    public int? Page { get; init; }

    /// <summary>How many on a page, 1 to 100.</summary>
    /// <example>20</example>
    public int? PageSize { get; init; }

    public sealed class Validator : AbstractValidator<DeliveryQuery>
    {
        public Validator()
        {
            RuleFor(query => query.Status).OneOf<DeliveryQuery, DeliveryStatus>();
            this.PageRules();
        }
    }
}
