using FluentValidation;
using MovieBooking.Api.Http;
using MovieBooking.Api.Messages;

namespace MovieBooking.Api.Admin.Messages;

/// <summary>
/// waiting: it is tried again by itself; sent; dropped: there was nothing to say any more; dead: given up, until somebody sends
/// it again.
/// </summary>
public enum MessageStatus
{
    Waiting,
    Sent,
    Dropped,
    Dead,
}

/// <summary>A message to somebody outside.</summary>
/// <param name="MessageId" example="1">Its id.</param>
/// <param name="Kind">What it tells.</param>
/// <param name="Recipient" example="user@example.com">Where it went, or is to go.</param>
/// <param name="ReservationId" example="1">The booking it is about; null where it is about none.</param>
/// <param name="Reference" example="K7PX4MRW2T">That booking's reference.</param>
/// <param name="Status">What has become of it.</param>
/// <param name="CreatedAt" example="2026-11-22T12:00:00Z">When it was written.</param>
/// <param name="Attempts" example="3">How often it was tried.</param>
/// <param name="LastError" example="Connection refused">What was in the way the last time; null where nothing was, or an attempt is under way.</param>
/// <param name="NextAttemptAt">When it is tried again, where it waits.</param>
/// <param name="FinishedAt">When it was sent, dropped or given up.</param>
public sealed record Message(
    long MessageId,
    MessageKind Kind,
    string? Recipient,
    int? ReservationId,
    string? Reference,
    MessageStatus Status,
    DateTimeOffset CreatedAt,
    int Attempts,
    string? LastError,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset? FinishedAt
);

/// <summary>Which messages to list.</summary>
internal sealed record MessageQuery : IPageQuery
{
    /// <summary>Only those with this status; without one those that have not been sent: waiting and dead.</summary>
    [Words("waiting", "sent", "dropped", "dead")]
    public string? Status { get; init; }

    /// <summary>The page, from 1.</summary>
    /// <example>1</example>
    public int? Page { get; init; }

    /// <summary>How many on a page, 1 to 100.</summary>
    /// <example>20</example>
    public int? PageSize { get; init; }

    public sealed class Validator : AbstractValidator<MessageQuery>
    {
        public Validator()
        {
            RuleFor(query => query.Status).OneOf<MessageQuery, MessageStatus>();
            this.PageRules();
        }
    }
}
