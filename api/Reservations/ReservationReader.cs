using System.Linq.Expressions;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Payments;
using MovieBooking.Api.Reservations.GiftCards;
using MovieBooking.Api.Reservations.Vouchers;
using MovieBooking.Api.Seats;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db.Model;
using MySqlConnector;

namespace MovieBooking.Api.Reservations;

/// <summary>Reads reservations with their showtime, tickets and payments, in a few queries however many they are.</summary>
internal sealed class ReservationReader(MovieBookingContext db, IPayments provider, Currency currency, TimeProvider clock)
{
    /// <summary>The payments of <c>@reservation_id</c>, which may follow <c>sp_read_reservation</c> for <see cref="ReadAsync"/>.</summary>
    public const string Payments = """
        SELECT provider, status, amount, captured, refunded, given_back, placed_at IS NOT NULL, returned_because, decline_code
        FROM v_payments
        WHERE reservation_id = @reservation_id
        ORDER BY payment_id
        """;

    /// <summary>
    /// One reservation of a user, the one that a guest's token opens, or one that the key made; any other is as if it were not there.
    /// </summary>
    public Task<Reservation?> FindAsync(int reservationId, ClaimsPrincipal caller, CancellationToken cancellationToken) =>
        caller.ApiKeyId() is { } keyId
            ? FindAsync(
                row =>
                    row.ReservationId == reservationId
                    && db.ApiKeyReservations.Any(made => made.ReservationId == row.ReservationId && made.KeyId == keyId),
                cancellationToken
            )
        : caller.GuestReservationId() is { } opened
            ? FindAsync(row => row.ReservationId == reservationId && row.ReservationId == opened && row.UserId == null, cancellationToken)
        : FindOfUserAsync(reservationId, caller.UserId(), cancellationToken);

    /// <summary>One reservation, by its id alone: for what its owner is told.</summary>
    public Task<Reservation?> FindAsync(int reservationId, CancellationToken cancellationToken) =>
        FindAsync(row => row.ReservationId == reservationId, cancellationToken);

    /// <summary>A guest's reservation, by what a guest knows. A user's has no address of its own, and is never found.</summary>
    public Task<Reservation?> FindAsync(string reference, string guestEmail, CancellationToken cancellationToken) =>
        FindAsync(row => row.Reference == reference && row.GuestEmail == guestEmail, cancellationToken);

    /// <summary>The reservations of a user, or those that a key made, newest first.</summary>
    public Task<PageOf<Reservation>> ListAsync(ClaimsPrincipal caller, IPageQuery query, CancellationToken cancellationToken) =>
        caller.ApiKeyId() is { } keyId
            ? PageAsync(
                from made in db.ApiKeyReservations
                join row in db.VReservations on made.ReservationId equals row.ReservationId
                where made.KeyId == keyId
                orderby made.ReservationId descending
                select row,
                query,
                cancellationToken
            )
            : ListAsync(caller.UserId(), query, cancellationToken);

    /// <summary>A user's reservations, newest first.</summary>
    public Task<PageOf<Reservation>> ListAsync(int userId, IPageQuery query, CancellationToken cancellationToken) =>
        PageAsync(
            db.VReservations.Where(reservation => reservation.UserId == userId).OrderByDescending(reservation => reservation.ReservationId),
            query,
            cancellationToken
        );

    private async Task<PageOf<Reservation>> PageAsync(IQueryable<VReservation> rows, IPageQuery query, CancellationToken cancellationToken)
    {
        var page = await rows.PageAsync(query, cancellationToken);
        return new PageOf<Reservation>(await CompleteAsync(page.Items, cancellationToken), page.Page, page.PageSize, page.Total);
    }

    /// <summary>Those with these ids, in their order; one that is not there is left out.</summary>
    public async Task<IReadOnlyList<Reservation>> ListAsync(IReadOnlyList<int> reservationIds, CancellationToken cancellationToken)
    {
        var rows = await db
            .VReservations.Where(reservation => reservationIds.Contains(reservation.ReservationId))
            .ToDictionaryAsync(reservation => reservation.ReservationId, cancellationToken);
        return await CompleteAsync([.. reservationIds.Where(rows.ContainsKey).Select(id => rows[id])], cancellationToken);
    }

    private Task<Reservation?> FindOfUserAsync(int reservationId, int userId, CancellationToken cancellationToken) =>
        FindAsync(row => row.ReservationId == reservationId && row.UserId == userId, cancellationToken);

    private async Task<Reservation?> FindAsync(Expression<Func<VReservation, bool>> which, CancellationToken cancellationToken) =>
        await db.VReservations.SingleOrDefaultAsync(which, cancellationToken) is { } row
            ? (await CompleteAsync([row], cancellationToken))[0]
            : null;

    private async Task<IReadOnlyList<Reservation>> CompleteAsync(IReadOnlyList<VReservation> rows, CancellationToken cancellationToken)
    {
        var reservationIds = rows.Select(row => row.ReservationId).ToArray();
        var showtimeIds = rows.Select(row => row.ShowtimeId).Distinct().ToArray();
        var showtimes = await db
            .VShowtimesDetails.Where(showtime => showtimeIds.Contains(showtime.ShowtimeId))
            .ToDictionaryAsync(showtime => showtime.ShowtimeId, cancellationToken);
        var tickets = (await TicketsAsync(reservationIds, cancellationToken)).ToLookup(ticket => ticket.ReservationId);
        var payments = (
            await db
                .VPayments.Where(payment => reservationIds.Contains(payment.ReservationId))
                .OrderBy(payment => payment.PaymentId)
                .ToListAsync(cancellationToken)
        ).ToLookup(payment => payment.ReservationId, ToPayment);
        var exchanges = await ExchangesAsync(reservationIds, cancellationToken);
        var cards = await db
            .GiftCardUses.Where(use => reservationIds.Contains(use.ReservationId))
            .Select(use => new CardRow(use.ReservationId, use.Card.Hint, use.Amount, use.GivenBack))
            .ToDictionaryAsync(use => use.ReservationId, cancellationToken);
        return
        [
            .. rows.Select(row =>
                ToReservation(
                    row,
                    showtimes[row.ShowtimeId],
                    [.. tickets[row.ReservationId]],
                    cards.GetValueOrDefault(row.ReservationId),
                    [.. payments[row.ReservationId]],
                    provider,
                    currency,
                    clock.GetUtcNow()
                ) with
                {
                    InPlaceOf = exchanges.Find(exchange => exchange.New.ReservationId == row.ReservationId).Old,
                    ExchangedFor = exchanges.FindAll(exchange => exchange.Old.ReservationId == row.ReservationId) is { Count: > 0 } own
                        ? [.. own.Select(exchange => exchange.New)]
                        : null,
                }
            ),
        ];
    }

    /// <summary>What these reservations were exchanged for, and in place of what they are.</summary>
    private async Task<List<(ExchangedBooking Old, ExchangedBooking New)>> ExchangesAsync(
        int[] reservationIds,
        CancellationToken cancellationToken
    ) =>
        [
            .. (
                await db
                    .Exchanges.Where(row => reservationIds.Contains(row.ReservationId))
                    // An index each.
                    .Union(db.Exchanges.Where(row => reservationIds.Contains(row.ReplacedReservationId)))
                    .Select(row => new
                    {
                        row.ReservationId,
                        row.Reservation.Reference,
                        row.ReplacedReservationId,
                        ReplacedReference = row.ReplacedReservation.Reference,
                    })
                    .OrderBy(row => row.ReservationId)
                    .ToListAsync(cancellationToken)
            ).Select(row =>
                (
                    new ExchangedBooking(row.ReplacedReservationId, row.ReplacedReference),
                    new ExchangedBooking(row.ReservationId, row.Reference)
                )
            ),
        ];

    /// <summary>The tickets, whether they stand or have been cancelled.</summary>
    private Task<List<TicketRow>> TicketsAsync(int[] reservationIds, CancellationToken cancellationToken) =>
        db
            .Tickets.Where(ticket => reservationIds.Contains(ticket.ReservationId))
            .Select(ticket => new TicketRow
            {
                ReservationId = ticket.ReservationId,
                TicketId = ticket.TicketId,
                SeatId = ticket.SeatId,
                SeatLabel = ticket.Seat.SeatLabel,
                SeatClass = ticket.SeatClass,
                Kind = db.KindTickets.Where(row => row.TicketId == ticket.TicketId).Select(row => row.Kind.Name).FirstOrDefault(),
                Price = ticket.Price,
                RefundFee = ticket.RefundFee,
                RefundDue = null,
                Discount = db.VoucherTickets.Where(row => row.TicketId == ticket.TicketId).Select(row => row.Discount).FirstOrDefault(),
                Hint = db.VoucherTickets.Where(row => row.TicketId == ticket.TicketId).Select(row => row.Code.Hint).FirstOrDefault(),
            })
            .Concat(
                db.CancelledTickets.Where(ticket => reservationIds.Contains(ticket.ReservationId))
                    .Select(ticket => new TicketRow
                    {
                        ReservationId = ticket.ReservationId,
                        TicketId = ticket.TicketId,
                        SeatId = ticket.SeatId,
                        SeatLabel = ticket.Seat.SeatLabel,
                        SeatClass = ticket.SeatClass,
                        Kind = db.KindTickets.Where(row => row.TicketId == ticket.TicketId).Select(row => row.Kind.Name).FirstOrDefault(),
                        Price = ticket.Price,
                        RefundFee = 0,
                        RefundDue = ticket.RefundDue,
                        Discount = db
                            .VoucherTickets.Where(row => row.TicketId == ticket.TicketId)
                            .Select(row => row.Discount)
                            .FirstOrDefault(),
                        Hint = db
                            .VoucherTickets.Where(row => row.TicketId == ticket.TicketId)
                            .Select(row => row.Code.Hint)
                            .FirstOrDefault(),
                    })
            )
            .ToListAsync(cancellationToken);

    /// <summary>Reads the results of <c>sp_read_reservation</c>, and of <see cref="Payments"/> where they follow.</summary>
    public static async Task<Reservation> ReadAsync(
        MySqlDataReader reader,
        IPayments provider,
        Currency currency,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await reader.ReadAsync(cancellationToken);
        var row = new VReservation
        {
            ReservationId = reader.GetInt32("reservation_id"),
            Reference = reader.GetString("reference"),
            Status = reader.GetString("status"),
            CreatedAt = reader.GetDateTime("created_at"),
            ExpiresAt = TimeOrNull(reader, "expires_at"),
            ConfirmedAt = TimeOrNull(reader, "confirmed_at"),
            CancelledAt = TimeOrNull(reader, "cancelled_at"),
            RefundMinutes = reader.GetInt32("refund_minutes"),
            RefundFeeKind = reader.GetString("refund_fee_kind"),
            RefundFee = reader.GetDecimal("refund_fee"),
            BookedStartTime = TimeOrNull(reader, "booked_start_time"),
        };
        var card = reader["card_hint"] is string hint
            ? new CardRow(row.ReservationId, hint, reader.GetDecimal("card_amount"), reader.GetDecimal("card_given_back"))
            : null;
        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var showtime = new VShowtimesDetail
        {
            ShowtimeId = reader.GetInt32("showtime_id"),
            Status = reader.GetString("status"),
            StartTime = reader.GetDateTime("start_time"),
            EndTime = reader.GetDateTime("end_time"),
            LocalDate = reader.GetDateOnly("local_date"),
            MovieId = reader.GetInt32("movie_id"),
            MovieTitle = reader.GetString("movie_title"),
            MovieStatus = reader.GetString("movie_status"),
            ScreenId = reader.GetInt32("screen_id"),
            ScreenName = reader.GetString("screen_name"),
            Format = reader.GetString("format"),
            CinemaId = reader.GetInt32("cinema_id"),
            CinemaName = reader.GetString("cinema_name"),
            Address = reader.GetString("address"),
            City = reader.GetString("city"),
            TimeZone = reader.GetString("time_zone"),
            StandardPrice = reader.GetDecimal("standard_price"),
            PremiumPrice = reader.GetDecimal("premium_price"),
            SeatsAvailable = reader.GetInt64("seats_available"),
        };
        await reader.NextResultAsync(cancellationToken);
        List<TicketRow> tickets = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            tickets.Add(
                new TicketRow
                {
                    ReservationId = row.ReservationId,
                    TicketId = reader.GetInt32("ticket_id"),
                    SeatId = reader.GetInt32("seat_id"),
                    SeatLabel = reader.GetString("seat_label"),
                    SeatClass = reader.GetString("seat_class"),
                    Kind = reader["kind"] as string,
                    Price = reader.GetDecimal("price"),
                    RefundFee = reader.GetDecimal("refund_fee"),
                    RefundDue = reader.IsDBNull(reader.GetOrdinal("refund_due")) ? null : reader.GetDecimal("refund_due"),
                    Discount = reader.IsDBNull(reader.GetOrdinal("discount")) ? 0 : reader.GetDecimal("discount"),
                    Hint = reader["hint"] as string,
                }
            );
        }

        List<PaymentRow> payments = [];
        if (await reader.NextResultAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                payments.Add(
                    new PaymentRow(
                        reader.GetString(0),
                        reader.GetString(1),
                        reader.GetDecimal(2),
                        reader.GetDecimal(3),
                        reader.GetDecimal(4),
                        reader.GetDecimal(5),
                        reader.GetBoolean(6),
                        reader[7] as string,
                        reader[8] as string
                    )
                );
            }
        }

        return ToReservation(row, showtime, tickets, card, payments, provider, currency, now);
    }

    private static DateTime? TimeOrNull(MySqlDataReader reader, string column) =>
        reader.IsDBNull(reader.GetOrdinal(column)) ? null : reader.GetDateTime(column);

    private static PaymentRow ToPayment(VPayment row) =>
        new(
            row.Provider,
            row.Status,
            row.Amount,
            row.Captured,
            row.Refunded,
            row.GivenBack ?? 0,
            row.PlacedAt is not null,
            row.ReturnedBecause,
            row.DeclineCode
        );

    private static Reservation ToReservation(
        VReservation row,
        VShowtimesDetail showtime,
        List<TicketRow> tickets,
        CardRow? card,
        List<PaymentRow> payments,
        IPayments provider,
        Currency currency,
        DateTimeOffset now
    )
    {
        var status = Word.Parse<ReservationStatus>(row.Status!);
        var hasMoved = row.BookedStartTime is { } booked && booked != showtime.StartTime;
        var policy = hasMoved
            ? new RefundPolicy(0, RefundFeeKind.None, currency.Round(0))
            : RefundPolicy.Of(row.RefundMinutes, row.RefundFeeKind, row.RefundFee, currency);
        var until = showtime.StartTime.AddMinutes(-policy.Minutes);
        var all = tickets
            .OrderBy(ticket => ticket.TicketId)
            .Select(ticket =>
                (
                    Stands: ticket.RefundDue is null,
                    ticket.Discount,
                    Ticket: new Ticket(
                        ticket.TicketId,
                        ticket.SeatId,
                        ticket.SeatLabel,
                        Word.Parse<SeatClass>(ticket.SeatClass),
                        currency.Round(ticket.Price),
                        currency.Round(
                            status == ReservationStatus.Expired ? 0 : ticket.RefundDue ?? ticket.Price - (hasMoved ? 0 : ticket.RefundFee)
                        ),
                        ticket.Kind
                    )
                )
            )
            .ToList();
        // A booking that is over shows the tickets that it had.
        var hadOnly = all.TrueForAll(ticket => !ticket.Stands);
        var listed = all.Where(ticket => hadOnly || ticket.Stands).ToList();
        var shown = listed.ConvertAll(ticket => ticket.Ticket);
        var total = shown.Sum(ticket => ticket.Price);
        var hint = tickets.Select(ticket => ticket.Hint).FirstOrDefault(hint => hint is not null);
        return new Reservation(
            row.ReservationId,
            row.Reference,
            status,
            showtime.ToShowtime(currency),
            shown,
            [
                .. all.Where(ticket => !ticket.Stands && status is (ReservationStatus.Confirmed or ReservationStatus.Cancelled))
                    .Select(ticket => ticket.Ticket),
            ],
            currency.Round(total),
            hint is null ? null : new UsedVoucher(hint, currency.Round(listed.Sum(ticket => ticket.Discount))),
            card is null ? null : new UsedGiftCard(card.Hint, currency.Round(card.Amount), currency.Round(card.GivenBack)),
            currency.Round(tickets.Sum(ticket => ticket.RefundDue ?? 0)),
            currency.Code,
            new RefundTerms(
                until.In(showtime.TimeZone),
                policy.FeeKind ?? RefundFeeKind.None,
                policy.Fee,
                status switch
                {
                    ReservationStatus.Pending => currency.Round(0),
                    ReservationStatus.Confirmed when until > now.UtcDateTime => currency.Round(shown.Sum(ticket => ticket.Refund)),
                    _ => null,
                }
            ),
            hasMoved ? row.BookedStartTime?.In(showtime.TimeZone) : null,
            PaymentRow.Summary(
                payments,
                status == ReservationStatus.Pending,
                // What a gift card paid for tickets that are gone is on it again.
                Math.Max(
                    0,
                    total
                        - (
                            card is null ? 0
                            : hadOnly ? card.Amount
                            : card.Amount - card.GivenBack
                        )
                ),
                provider,
                currency
            ),
            row.CreatedAt.In(showtime.TimeZone),
            row.ExpiresAt?.In(showtime.TimeZone),
            row.ConfirmedAt?.In(showtime.TimeZone),
            row.CancelledAt?.In(showtime.TimeZone)
        );
    }

    /// <summary>What a gift card pays of a reservation.</summary>
    private sealed record CardRow(int ReservationId, string Hint, decimal Amount, decimal GivenBack);

    private sealed record TicketRow
    {
        public required int ReservationId { get; init; }
        public required int TicketId { get; init; }
        public required int SeatId { get; init; }
        public required string SeatLabel { get; init; }
        public required string SeatClass { get; init; }

        /// <summary>Null: the full price.</summary>
        public required string? Kind { get; init; }
        public required decimal Price { get; init; }
        public required decimal RefundFee { get; init; }

        /// <summary>Null: the ticket stands.</summary>
        public required decimal? RefundDue { get; init; }

        /// <summary>What a voucher takes off it.</summary>
        public required decimal Discount { get; init; }

        /// <summary>How that voucher's code ends; null: there is none.</summary>
        public required string? Hint { get; init; }
    }
}
