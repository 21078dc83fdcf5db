using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Reservations.Kinds;

/// <summary>Reads which kinds of tickets can be had, by the database's own rules and prices.</summary>
internal static class KindReader
{
    /// <summary>The showtime <c>@id</c>.</summary>
    public const string Show = "@id";

    /// <summary>The showtime of the reservation <c>@id</c>.</summary>
    public const string ShowOfReservation = "(SELECT showtime_id FROM reservations WHERE reservation_id = @id)";

    /// <summary>The cinema's offset from UTC when a show starts, in minutes; null without such a show.</summary>
    public static async Task<int?> StartOffsetAsync(
        this MySqlTransaction transaction,
        string show,
        int id,
        CancellationToken cancellationToken
    )
    {
        var starts = await transaction.QueryAsync(
            $"""
            SELECT showtimes.start_time, cinemas.time_zone
            FROM showtimes
            INNER JOIN screens
                ON screens.screen_id = showtimes.screen_id
            INNER JOIN cinemas
                ON cinemas.cinema_id = screens.cinema_id
            WHERE showtimes.showtime_id = {show}
            """,
            row => row.GetDateTime(0).In(row.GetString(1)),
            cancellationToken,
            ("@id", id)
        );
        return starts is [var start] ? (int)start.Offset.TotalMinutes : null;
    }

    /// <summary>The kinds that a showtime has. Null: there is no such showtime.</summary>
    public static async Task<ShowtimeKinds?> OfShowtimeAsync(
        MySqlTransaction transaction,
        int showtimeId,
        Currency currency,
        CancellationToken cancellationToken
    )
    {
        if (await transaction.StartOffsetAsync(Show, showtimeId, cancellationToken) is not { } offset)
        {
            return null;
        }

        var kinds = await transaction.QueryAsync(
            """
            SELECT
                ticket_kinds.kind_id,
                ticket_kinds.name,
                ticket_kinds.note,
                fn_kind_refusal(ticket_kinds.kind_id, showtimes.showtime_id, 'standard', @offset),
                fn_ticket_price(
                    fn_seat_price('standard', screens.format, showtimes.local_date), 'standard', ticket_kinds.factor, ticket_kinds.fixed_price
                ),
                fn_ticket_price(
                    fn_seat_price('premium', screens.format, showtimes.local_date), 'premium', ticket_kinds.factor, ticket_kinds.fixed_price
                )
            FROM showtimes
            INNER JOIN screens
                ON screens.screen_id = showtimes.screen_id
            INNER JOIN ticket_kinds
                ON ticket_kinds.cinema_id = screens.cinema_id
                AND ticket_kinds.ended_at IS NULL
            WHERE showtimes.showtime_id = @id
            ORDER BY ticket_kinds.position, ticket_kinds.kind_id
            """,
            row =>
            {
                var refusal = RefusalOf(row[3]);
                return new OfferedKind(
                    row.GetInt32(0),
                    row.GetString(1),
                    row[2] as string,
                    refusal is null ? PriceOf(row[4], currency) : null,
                    refusal is null ? PriceOf(row[5], currency) : null,
                    refusal
                );
            },
            cancellationToken,
            ("@id", showtimeId),
            ("@offset", offset)
        );
        return new ShowtimeKinds(showtimeId, currency.Code, [.. kinds.Where(kind => kind.RefusedFor is null or KindRefusal.Rating)]);
    }

    /// <summary>What each ticket of a reservation can be; one that is of a kind may stay so.</summary>
    public static async Task<BookingKinds> OfReservationAsync(
        MySqlTransaction transaction,
        int reservationId,
        Currency currency,
        CancellationToken cancellationToken
    )
    {
        var rows = await transaction.QueryAsync(
            """
            SELECT
                tickets.ticket_id,
                tickets.seat_id,
                seats.seat_label,
                COALESCE(kind_tickets.full_price, tickets.price + COALESCE(voucher_tickets.discount, 0)),
                kind_tickets.kind_id,
                ticket_kinds.kind_id,
                ticket_kinds.name,
                ticket_kinds.note,
                fn_ticket_price(
                    COALESCE(kind_tickets.full_price, tickets.price + COALESCE(voucher_tickets.discount, 0)),
                    tickets.seat_class,
                    ticket_kinds.factor,
                    ticket_kinds.fixed_price
                ),
                IF(
                    ticket_kinds.kind_id <=> kind_tickets.kind_id,
                    NULL,
                    fn_kind_refusal(ticket_kinds.kind_id, tickets.showtime_id, tickets.seat_class, @offset)
                )
            FROM tickets FORCE INDEX (ix_tickets_reservation)
            INNER JOIN seats
                ON seats.seat_id = tickets.seat_id
            INNER JOIN screens
                ON screens.screen_id = seats.screen_id
            LEFT JOIN kind_tickets
                ON kind_tickets.ticket_id = tickets.ticket_id
            LEFT JOIN voucher_tickets
                ON voucher_tickets.ticket_id = tickets.ticket_id
            LEFT JOIN ticket_kinds
                ON ticket_kinds.cinema_id = screens.cinema_id
                AND (ticket_kinds.ended_at IS NULL OR ticket_kinds.kind_id = kind_tickets.kind_id)
            WHERE tickets.reservation_id = @id
            ORDER BY tickets.ticket_id, ticket_kinds.position, ticket_kinds.kind_id
            """,
            row =>
            {
                var refusal = RefusalOf(row[9]);
                return (
                    Ticket: new TicketChoices(
                        row.GetInt32(0),
                        row.GetInt32(1),
                        row.GetString(2),
                        currency.Round(row.GetDecimal(3)),
                        row[4] as int?,
                        []
                    ),
                    Kind: row[5] is int kindId
                        ? new KindChoice(
                            kindId,
                            row.GetString(6),
                            row[7] as string,
                            refusal is null ? PriceOf(row[8], currency) : null,
                            refusal
                        )
                        : null
                );
            },
            cancellationToken,
            ("@id", reservationId),
            ("@offset", await transaction.StartOffsetAsync(ShowOfReservation, reservationId, cancellationToken))
        );
        return new BookingKinds(
            reservationId,
            currency.Code,
            [
                .. rows.GroupBy(row => row.Ticket.TicketId)
                    .Select(ticket =>
                        ticket.First().Ticket with
                        {
                            Kinds =
                            [
                                .. ticket
                                    .Select(row => row.Kind)
                                    .OfType<KindChoice>()
                                    .Where(kind => kind.RefusedFor is null or KindRefusal.Rating or KindRefusal.Class),
                            ],
                        }
                    ),
            ]
        );
    }

    private static KindRefusal? RefusalOf(object word) => word is string refusal ? Word.Parse<KindRefusal>(refusal) : null;

    private static decimal? PriceOf(object price, Currency currency) => price is decimal amount ? currency.Round(amount) : null;
}
