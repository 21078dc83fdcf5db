using System.Text.Json;
using FluentValidation;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Admin.Audit;

/// <summary>What was done to a thing.</summary>
public enum AuditAction
{
    Created,
    Updated,
    Deleted,
    Cancelled,
}

/// <summary>What kind of thing was changed.</summary>
public enum AuditEntity
{
    Movie,
    Showtime,
    Reservation,
    Fares,
    Cinema,
    Screen,
    Message,
    Staff,
    ApiKey,
    Webhook,
    TicketKind,
    TillShift,
    SecondFactor,
    Voucher,
    GiftCard,
}

/// <summary>A field that changed.</summary>
/// <param name="Field" example="title">Its name, as the API calls it.</param>
/// <param name="Before">Its value before, null when it had none.</param>
/// <param name="After">Its value since, null when it has none.</param>
public sealed record AuditChange(string Field, JsonElement? Before, JsonElement? After);

/// <summary>The program that made a change.</summary>
/// <param name="KeyId" example="3">Its key.</param>
/// <param name="Name" example="Box office partner">What the key is called.</param>
/// <param name="Prefix" example="mbk_7Qm2Xc9L">How it begins.</param>
public sealed record AuditKey(int KeyId, string Name, string Prefix);

/// <summary>One change on record.</summary>
/// <param name="AuditId" example="1">Its number, in order of time.</param>
/// <param name="OccurredAt" example="2026-11-22T12:00:00Z">When it was made.</param>
/// <param name="UserId" example="2">The user who made it; null for a guest or a program.</param>
/// <param name="Email" example="admin@example.com">The address that this person had then.</param>
/// <param name="ApiKey">The program that made it; null for people.</param>
/// <param name="Action">What was done.</param>
/// <param name="Entity">The kind of thing it was done to.</param>
/// <param name="EntityId" example="1">The thing's id; of fares the day from which they hold.</param>
/// <param name="EntityLabel" example="The Long Exposure">What the thing was called then; null for fares, and in entries older than labels.</param>
/// <param name="Changes">The fields that changed.</param>
public sealed record AuditEntry(
    long AuditId,
    DateTimeOffset OccurredAt,
    int? UserId,
    string? Email,
    AuditKey? ApiKey,
    AuditAction Action,
    AuditEntity Entity,
    string EntityId,
    string? EntityLabel,
    IReadOnlyList<AuditChange> Changes
);

/// <summary>Which changes to list.</summary>
internal sealed record AuditQuery : IAuditFilter, IPageQuery
{
    /// <summary>Only those of this day (UTC) or later.</summary>
    /// <example>2026-11-22</example>
    public DateOnly? From { get; init; }

    /// <summary>Only those of this day (UTC) or earlier.</summary>
    /// <example>2026-11-28</example>
    public DateOnly? To { get; init; }

    /// <summary>Only those of the person with this e-mail address, or of the key with this prefix.</summary>
    /// <example>admin@example.com</example>
    public string? Actor { get; init; }

    /// <summary>Only those of this kind of thing.</summary>
    [Words(
        "movie",
        "showtime",
        "reservation",
        "fares",
        "cinema",
        "screen",
        "message",
        "staff",
        "apiKey",
        "webhook",
        "ticketKind",
        "tillShift",
        "secondFactor",
        "voucher",
        "giftCard"
    )]
    public string? Entity { get; init; }

    /// <summary>Only those of this thing; needs entity.</summary>
    /// <example>1</example>
    public string? EntityId { get; init; }

    /// <summary>Only those where this was done.</summary>
    [Words("created", "updated", "deleted", "cancelled")]
    public string? Action { get; init; }

    /// <summary>The page, from 1.</summary>
    /// <example>1</example>
    public int? Page { get; init; }

    /// <summary>How many on a page, 1 to 100.</summary>
    /// <example>20</example>
    public int? PageSize { get; init; }

    public sealed class Validator : AbstractValidator<AuditQuery>
    {
        public Validator()
        {
            this.AuditRules();
            this.PageRules();
        }
    }
}

/// <summary>Which changes to write down.</summary>
internal sealed record AuditFileQuery : IAuditFilter
{
    /// <summary>Only those of this day (UTC) or later.</summary>
    /// <example>2026-11-22</example>
    public DateOnly? From { get; init; }

    /// <summary>Only those of this day (UTC) or earlier.</summary>
    /// <example>2026-11-28</example>
    public DateOnly? To { get; init; }

    /// <summary>Only those of the person with this e-mail address, or of the key with this prefix.</summary>
    /// <example>admin@example.com</example>
    public string? Actor { get; init; }

    /// <summary>Only those of this kind of thing.</summary>
    [Words(
        "movie",
        "showtime",
        "reservation",
        "fares",
        "cinema",
        "screen",
        "message",
        "staff",
        "apiKey",
        "webhook",
        "ticketKind",
        "tillShift",
        "secondFactor",
        "voucher",
        "giftCard"
    )]
    public string? Entity { get; init; }

    /// <summary>Only those of this thing; needs entity.</summary>
    /// <example>1</example>
    public string? EntityId { get; init; }

    /// <summary>Only those where this was done.</summary>
    [Words("created", "updated", "deleted", "cancelled")]
    public string? Action { get; init; }

    public sealed class Validator : AbstractValidator<AuditFileQuery>
    {
        public Validator() => this.AuditRules();
    }
}

internal interface IAuditFilter
{
    DateOnly? From { get; }
    DateOnly? To { get; }
    string? Actor { get; }
    string? Entity { get; }
    string? EntityId { get; }
    string? Action { get; }
}

internal static class AuditFilterRules
{
    public static void AuditRules<T>(this AbstractValidator<T> validator)
        where T : IAuditFilter
    {
        validator.RuleFor(query => query.To).GreaterThanOrEqualTo(query => query.From).When(query => query.From is not null);
        // The day after is asked for, and must be a day.
        validator.RuleFor(query => query.To).LessThan(DateOnly.MaxValue);
        validator.RuleFor(query => query.Actor).MaximumLength(254);
        validator.RuleFor(query => query.Entity).OneOf<T, AuditEntity>();
        validator.RuleFor(query => query.Entity).NotNull().When(query => query.EntityId is not null);
        validator.RuleFor(query => query.EntityId).MaximumLength(50);
        validator.RuleFor(query => query.Action).OneOf<T, AuditAction>();
    }
}
