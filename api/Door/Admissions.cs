using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Reservations;
using MovieBooking.Api.Seats;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Door;

/// <summary>
/// Lets people in with their tickets. That it happens once is sp_admit_ticket's promise; why it did not happen is read after it, in
/// the same transaction.
/// </summary>
internal sealed class Admissions(Idempotency idempotency, BookingTransaction booking, TicketTokens tokens)
{
    private const int MostTickets = 10;

    public async Task<IResult> AdmitAsync(
        int showtimeId,
        AdmissionRequest request,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        CancellationToken cancellationToken
    )
    {
        TicketClaim? claim = null;
        if (request.Token is { } token && (claim = tokens.Read(token.Trim())) is null)
        {
            return TypedResults.Ok(Nothing(TicketTokens.LooksLikeOne(token.Trim()) ? DoorAnswer.Forged : DoorAnswer.Unknown));
        }

        var answer = await idempotency.RunAsync(
            key,
            string.Create(CultureInfo.InvariantCulture, $"user:{caller.UserId()}"),
            caller.Session(),
            string.Create(CultureInfo.InvariantCulture, $"admit {showtimeId}"),
            request,
            async transaction =>
            {
                var ticketIds = claim is not null
                    ? [claim.TicketId]
                    : await TicketsAsync(transaction, Reference(request.Reference!), request.TicketIds, cancellationToken);
                HashSet<int> admitted = [];
                // A token is for its own showtime; a signed one that names another's ticket is none of ours.
                foreach (var ticketId in claim is null || claim.ShowtimeId == showtimeId ? ticketIds : [])
                {
                    if (await AdmitAsync(transaction, showtimeId, ticketId, request, cancellationToken))
                    {
                        admitted.Add(ticketId);
                    }
                }

                return new Success<Admission>(
                    StatusCodes.Status200OK,
                    await DescribeAsync(transaction, showtimeId, ticketIds, admitted, claim, cancellationToken)
                );
            },
            cancellationToken
        );
        return answer ?? TypedResults.Ok(Nothing(DoorAnswer.Unknown));
    }

    /// <summary>What the door would say to each ticket of a booking; null: there is none.</summary>
    public Task<Admission?> LookUpAsync(int showtimeId, string reference, CancellationToken cancellationToken) =>
        booking.RunRepeatableAsync(
            async transaction =>
            {
                var ticketIds = await TicketsAsync(transaction, Reference(reference), null, cancellationToken);
                return ticketIds.Count == 0
                    ? null
                    : await DescribeAsync(transaction, showtimeId, ticketIds, [], claim: null, cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Takes an admission back, with the record of it. False: the showtime has no such ticket.</summary>
    public Task<bool> UndoAsync(int showtimeId, int ticketId, ClaimsPrincipal caller, CancellationToken cancellationToken) =>
        booking.RunRepeatableAsync(
            async transaction =>
            {
                // The mutex first: of two at once only one then finds something to record.
                await transaction.LockShowtimeAsync(showtimeId, cancellationToken);
                var before = (await ReadAsync(transaction, [ticketId], cancellationToken)).SingleOrDefault();
                if (before is null || before.IsCancelled || before.Ticket.Showtime!.ShowtimeId != showtimeId)
                {
                    return false;
                }

                var isUndone = await transaction.QueryAsync(
                    "CALL sp_undo_admission(@showtime_id, @ticket_id, @is_undone); SELECT @is_undone",
                    row => row.GetBoolean(0),
                    cancellationToken,
                    ("@showtime_id", showtimeId),
                    ("@ticket_id", ticketId)
                );
                if (isUndone.Single())
                {
                    var ticket = before.Ticket;
                    await transaction.AuditAsync(
                        AuditActor.Of(caller),
                        new AuditRecord(
                            AuditAction.Updated,
                            AuditEntity.Reservation,
                            before.ReservationId.ToString(CultureInfo.InvariantCulture),
                            [
                                AuditJson.Said(
                                    "admissionUndone",
                                    $"{ticket.SeatLabel}, {ticket.Door}, {ticket.AdmittedAt:yyyy-MM-dd HH:mm:ss}"
                                ),
                            ]
                        ),
                        cancellationToken
                    );
                }

                return true;
            },
            cancellationToken
        );

    public Task<DoorCounts> CountAsync(int showtimeId, CancellationToken cancellationToken) =>
        booking.RunRepeatableAsync(
            async transaction =>
            {
                var rows = await transaction.QueryAsync(
                    """
                    SELECT tickets.admitted_at, cinemas.time_zone
                    FROM tickets FORCE INDEX (uk_tickets_showtime_seat)
                    INNER JOIN reservations ON reservations.reservation_id = tickets.reservation_id
                    INNER JOIN showtimes ON showtimes.showtime_id = tickets.showtime_id
                    INNER JOIN screens ON screens.screen_id = showtimes.screen_id
                    INNER JOIN cinemas ON cinemas.cinema_id = screens.cinema_id
                    WHERE tickets.showtime_id = @showtime_id
                        AND reservations.status = 'confirmed'
                    """,
                    row => row.IsDBNull(0) ? (DateTimeOffset?)null : row.GetDateTime(0).In(row.GetString(1)),
                    cancellationToken,
                    ("@showtime_id", showtimeId)
                );
                var minutes = rows.OfType<DateTimeOffset>()
                    .GroupBy(at => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMinute)))
                    .OrderBy(minute => minute.Key)
                    .Select(minute => new DoorMinute(minute.Key, minute.Count()))
                    .ToList();
                return new DoorCounts(rows.Count, minutes.Sum(minute => minute.Admitted), minutes);
            },
            cancellationToken
        );

    private static Admission Nothing(DoorAnswer answer) => new([new DoorTicket(answer)]);

    // Letters and digits alone; what else there may be does not even compare with them.
    private static string Reference(string text) =>
        text.Trim() is var typed && typed.All(char.IsAsciiLetterOrDigit) ? typed.ToUpperInvariant() : "";

    private static async Task<bool> AdmitAsync(
        MySqlTransaction transaction,
        int showtimeId,
        int ticketId,
        AdmissionRequest request,
        CancellationToken cancellationToken
    ) =>
        (
            await transaction.QueryAsync(
                request.AdmittedAt is null
                    ? "CALL sp_admit_ticket(@showtime_id, @ticket_id, @door, @is_admitted); SELECT @is_admitted"
                    : "CALL sp_admit_ticket_at(@showtime_id, @ticket_id, @door, @at, @is_admitted); SELECT @is_admitted",
                row => row.GetBoolean(0),
                cancellationToken,
                ("@showtime_id", showtimeId),
                ("@ticket_id", ticketId),
                ("@door", request.Door.Trim()),
                ("@at", request.AdmittedAt?.UtcDateTime)
            )
        ).Single();

    /// <summary>The tickets of a booking that stand, or that stood where none does; or those of them that are wanted.</summary>
    private static async Task<IReadOnlyList<int>> TicketsAsync(
        MySqlTransaction transaction,
        string reference,
        IReadOnlyList<int>? wanted,
        CancellationToken cancellationToken
    )
    {
        var found = await transaction.QueryAsync(
            """
            SELECT tickets.ticket_id, FALSE
            FROM reservations
            INNER JOIN tickets ON tickets.reservation_id = reservations.reservation_id
            WHERE reservations.reference = @reference
            UNION ALL
            SELECT cancelled_tickets.ticket_id, TRUE
            FROM reservations
            INNER JOIN cancelled_tickets ON cancelled_tickets.reservation_id = reservations.reservation_id
            WHERE reservations.reference = @reference
            """,
            row => (TicketId: row.GetInt32(0), IsCancelled: row.GetBoolean(1)),
            cancellationToken,
            ("@reference", reference)
        );
        var chosen =
            wanted is not null ? found.Where(ticket => wanted.Contains(ticket.TicketId))
            : found.Any(ticket => !ticket.IsCancelled) ? found.Where(ticket => !ticket.IsCancelled)
            : found;
        return [.. chosen.Select(ticket => ticket.TicketId).Order().Take(MostTickets)];
    }

    private static async Task<Admission> DescribeAsync(
        MySqlTransaction transaction,
        int showtimeId,
        IReadOnlyList<int> ticketIds,
        HashSet<int> admitted,
        TicketClaim? claim,
        CancellationToken cancellationToken
    )
    {
        var here = await ShowtimeAsync(transaction, showtimeId, cancellationToken);
        var found = await ReadAsync(transaction, ticketIds, cancellationToken);
        // A number of another showtime's than the token says: of a database that is not the one it was made with.
        var known = found.Where(ticket => claim is null || ticket.Ticket.Showtime!.ShowtimeId == claim.ShowtimeId).ToList();
        return known.Count == 0
            ? Nothing(DoorAnswer.Unknown)
            : new Admission([.. known.Select(ticket => ticket.Ticket with { Answer = Answer(ticket, here, admitted) })]);
    }

    private static DoorAnswer Answer(FoundTicket found, DoorShowtime here, HashSet<int> admitted) =>
        found switch
        {
            { IsCancelled: true, IsRefunded: true } => DoorAnswer.Refunded,
            { IsCancelled: true, Status: ReservationStatus.Expired } => DoorAnswer.NotConfirmed,
            { IsCancelled: true } => DoorAnswer.Cancelled,
            { Ticket.Showtime: { } own } when own.CinemaId != here.CinemaId => DoorAnswer.WrongCinema,
            { Ticket.Showtime: { } own } when own.ShowtimeId != here.ShowtimeId => own.StartsAt.Date == here.StartsAt.Date
                ? DoorAnswer.WrongShowtime
                : DoorAnswer.WrongDay,
            { Status: not ReservationStatus.Confirmed } => DoorAnswer.NotConfirmed,
            _ when admitted.Contains(found.Ticket.TicketId!.Value) => DoorAnswer.Admitted,
            { Ticket.AdmittedAt: not null } => DoorAnswer.AlreadyAdmitted,
            _ => DoorAnswer.Ready,
        };

    internal static async Task<DoorShowtime> ShowtimeAsync(
        MySqlTransaction transaction,
        int showtimeId,
        CancellationToken cancellationToken
    ) =>
        (
            await transaction.QueryAsync(
                $"""
                SELECT {ShowtimeColumns}
                FROM showtimes
                {ShowtimeJoins}
                WHERE showtimes.showtime_id = @showtime_id
                """,
                row => Showtime(row, 0),
                cancellationToken,
                ("@showtime_id", showtimeId)
            )
        ).SingleOrDefault() ?? throw new Refusal(ApiError.NotFound, Texts.Problems["NoSuchShowtime"]);

    private static Task<IReadOnlyList<FoundTicket>> ReadAsync(
        MySqlTransaction transaction,
        IReadOnlyList<int> ticketIds,
        CancellationToken cancellationToken
    ) =>
        transaction.QueryAsync(
            $"""
            SELECT
                {ShowtimeColumns},
                known.ticket_id,
                reservations.reservation_id,
                reservations.reference,
                reservations.status,
                seats.seat_label,
                known.seat_class,
                known.admitted_at,
                known.admitted_door,
                known.is_cancelled,
                known.refund_due > 0 AND EXISTS (
                    SELECT 1
                    FROM payments
                    INNER JOIN refunds ON refunds.payment_id = payments.payment_id
                    WHERE payments.reservation_id = reservations.reservation_id
                ),
                (
                    SELECT ticket_kinds.name
                    FROM kind_tickets
                    INNER JOIN ticket_kinds ON ticket_kinds.kind_id = kind_tickets.kind_id
                    WHERE kind_tickets.ticket_id = known.ticket_id
                )
            FROM (
                SELECT ticket_id, reservation_id, showtime_id, seat_id, seat_class, admitted_at, admitted_door, FALSE AS is_cancelled, 0 AS refund_due
                FROM JSON_TABLE(@ids, '$[*]' COLUMNS (id INT PATH '$')) AS wanted
                INNER JOIN tickets ON tickets.ticket_id = wanted.id
                UNION ALL
                SELECT ticket_id, reservation_id, showtime_id, seat_id, seat_class, NULL, NULL, TRUE, refund_due
                FROM JSON_TABLE(@ids, '$[*]' COLUMNS (id INT PATH '$')) AS wanted
                INNER JOIN cancelled_tickets ON cancelled_tickets.ticket_id = wanted.id
            ) AS known
            INNER JOIN reservations ON reservations.reservation_id = known.reservation_id
            INNER JOIN seats ON seats.seat_id = known.seat_id
            INNER JOIN showtimes ON showtimes.showtime_id = known.showtime_id
            {ShowtimeJoins}
            ORDER BY seats.seat_id, known.ticket_id
            """,
            row => new FoundTicket(
                row.GetInt32(9),
                Word.Parse<ReservationStatus>(row.GetString(11)),
                row.GetBoolean(16),
                row.GetBoolean(17),
                new DoorTicket(
                    DoorAnswer.Ready,
                    row.GetInt32(8),
                    row.GetString(10),
                    row.GetString(12),
                    Word.Parse<SeatClass>(row.GetString(13)),
                    row[18] as string,
                    row.IsDBNull(14) ? null : row.GetDateTime(14).In(row.GetString(7)),
                    row.IsDBNull(15) ? null : row.GetString(15),
                    Showtime(row, 0)
                )
            ),
            cancellationToken,
            ("@ids", JsonSerializer.Serialize(ticketIds))
        );

    private const string ShowtimeColumns =
        "showtimes.showtime_id, movies.title, screens.name, cinemas.cinema_id, cinemas.name, showtimes.start_time, showtimes.end_time, cinemas.time_zone";

    private const string ShowtimeJoins = """
        INNER JOIN movies ON movies.movie_id = showtimes.movie_id
        INNER JOIN screens ON screens.screen_id = showtimes.screen_id
        INNER JOIN cinemas ON cinemas.cinema_id = screens.cinema_id
        """;

    private static DoorShowtime Showtime(MySqlDataReader row, int first) =>
        new(
            row.GetInt32(first),
            row.GetString(first + 1),
            row.GetString(first + 2),
            row.GetInt32(first + 3),
            row.GetString(first + 4),
            row.GetDateTime(first + 5).In(row.GetString(first + 7)),
            row.GetDateTime(first + 6).In(row.GetString(first + 7))
        );

    private sealed record FoundTicket(int ReservationId, ReservationStatus Status, bool IsCancelled, bool IsRefunded, DoorTicket Ticket);
}
