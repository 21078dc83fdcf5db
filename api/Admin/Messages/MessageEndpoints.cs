using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Messages;
using MovieBooking.Db;
using MovieBooking.Db.Model;
using OutboxRow = MovieBooking.Db.Model.Outbox;

namespace MovieBooking.Api.Admin.Messages;

internal static class MessageEndpoints
{
    private static readonly string s_waiting = Word.Of(MessageStatus.Waiting);
    private static readonly string s_dead = Word.Of(MessageStatus.Dead);

    public static RouteGroupBuilder MapMessages(this RouteGroupBuilder admin)
    {
        var group = admin.MapGroup("/messages").WithTags("Admin: messages").AdminsOnly();
        group.MapGet("", ListMessages);
        group.MapPost("/{messageId:long}/resend", ResendMessage).WithErrors(ApiError.NotFound, ApiError.MessageSent);
        return admin;
    }

    /// <summary>The messages that have not been sent, or those with a status.</summary>
    /// <remarks>
    /// Admins only. Those whose turn comes last, or came last, stand first. Messages that were sent are kept for 30 days.
    /// </remarks>
    private static async Task<Ok<PageOf<Message>>> ListMessages(
        [AsParameters] MessageQuery query,
        MovieBookingContext db,
        CancellationToken cancellationToken
    )
    {
        string[] statuses = query.Status is { } status ? [status] : [s_waiting, s_dead];
        var rows = db
            .Outboxes.Where(row => statuses.Contains(row.Status))
            .OrderByDescending(row => row.NextAttemptAt)
            .ThenByDescending(row => row.MessageId);
        var page = await Read(db, rows).PageAsync(query, cancellationToken);
        return TypedResults.Ok(new PageOf<Message>([.. page.Items.Select(ToMessage)], page.Page, page.PageSize, page.Total));
    }

    /// <summary>Sends a message now that waits or was given up.</summary>
    /// <remarks>
    /// Admins only. It begins its day of attempts again. 409 `message_sent` where it is sent or dropped, or an attempt is under way.
    /// </remarks>
    /// <param name="messageId">The message.</param>
    private static async Task<Results<Ok<Message>, ProblemHttpResult>> ResendMessage(
        long messageId,
        ClaimsPrincipal caller,
        BookingTransaction booking,
        MovieBookingContext db,
        CancellationToken cancellationToken
    )
    {
        var isDue = await booking.RunAsync(
            transaction => ResendAsync(transaction, messageId, AuditActor.Of(caller), cancellationToken),
            cancellationToken
        );
        var row = await Read(db, db.Outboxes.Where(row => row.MessageId == messageId)).SingleOrDefaultAsync(cancellationToken);
        return row is null ? Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchMessage"])
            : isDue ? TypedResults.Ok(ToMessage(row))
            : Problems.Result(ApiError.MessageSent);
    }

    private static async Task<bool> ResendAsync(
        MySqlConnector.MySqlTransaction transaction,
        long messageId,
        AuditActor actor,
        CancellationToken cancellationToken
    )
    {
        var before = await transaction.QueryAsync(
            "SELECT kind, status, attempts FROM outbox WHERE message_id = @id FOR UPDATE",
            row => (Kind: row.GetString(0), Status: row.GetString(1), Attempts: row.GetInt32(2)),
            cancellationToken,
            ("@id", messageId)
        );
        // One that waits and has no error is due by itself, or being sent right now.
        await using var resend = transaction.Command(
            """
            UPDATE outbox
            SET status = 'waiting', attempts = 0, next_attempt_at = UTC_TIMESTAMP(6), finished_at = NULL
            WHERE message_id = @id AND (status = 'dead' OR (status = 'waiting' AND last_error IS NOT NULL))
            """,
            ("@id", messageId)
        );
        if (await resend.ExecuteNonQueryAsync(cancellationToken) != 1)
        {
            return false;
        }

        var (kind, status, attempts) = before.Single();
        var record = new AuditRecord(
            AuditAction.Updated,
            AuditEntity.Message,
            messageId.ToString(CultureInfo.InvariantCulture),
            AuditJson.Difference(new SendingState(status, attempts), new SendingState(s_waiting, 0))
        )
        {
            Label = kind,
        };
        await transaction.AuditAsync(actor, record, cancellationToken);
        return true;
    }

    /// <summary>With the address of the booking's owner, as long as nobody has been written to.</summary>
    private static IQueryable<MessageRow> Read(MovieBookingContext db, IQueryable<OutboxRow> rows) =>
        rows.Select(row => new MessageRow
        {
            Outbox = row,
            Reference = db
                .Reservations.Where(reservation => reservation.ReservationId == row.ReservationId)
                .Select(reservation => reservation.Reference)
                .FirstOrDefault(),
            Owner = db
                .Reservations.Where(reservation => reservation.ReservationId == row.ReservationId)
                .Select(reservation => reservation.GuestEmail ?? reservation.User!.Email)
                .FirstOrDefault(),
        });

    private static Message ToMessage(MessageRow row)
    {
        var (message, status) = (row.Outbox, Word.Parse<MessageStatus>(row.Outbox.Status));
        return new Message(
            message.MessageId,
            Word.Parse<MessageKind>(message.Kind),
            message.Recipient ?? row.Owner,
            message.ReservationId,
            row.Reference,
            status,
            Utc(message.CreatedAt),
            message.Attempts,
            message.LastError,
            status == MessageStatus.Waiting ? Utc(message.NextAttemptAt) : null,
            message.FinishedAt is { } finished ? Utc(finished) : null
        );
    }

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));

    private sealed record SendingState(string Status, int Attempts);

    private sealed record MessageRow
    {
        public required OutboxRow Outbox { get; init; }
        public required string? Reference { get; init; }
        public required string? Owner { get; init; }
    }
}
