using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Admin.Cinemas;
using MovieBooking.Api.Http;
using MovieBooking.Api.Movies;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Admin.TicketKinds;

/// <summary>Adds, replaces and ends kinds of tickets; none is ever changed or deleted (see ticket_kinds). Locks the cinema first.</summary>
internal static class TicketKindWriter
{
    private const int EveryDay = 127;

    /// <summary>Null: there is no such cinema.</summary>
    public static async Task<TicketKindList?> ListAsync(
        MySqlTransaction transaction,
        int cinemaId,
        Currency currency,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (await TimeZoneAsync(transaction, cinemaId, locked: false, cancellationToken) is not { } timeZone)
        {
            return null;
        }

        var today = clock.Today(timeZone);
        var prices = await transaction.QueryAsync(
            "SELECT fn_seat_price('standard', '2D', @today), fn_seat_price('premium', '2D', @today)",
            row => (Standard: row.GetDecimal(0), Premium: row.GetDecimal(1)),
            cancellationToken,
            ("@today", today)
        );
        return new TicketKindList(
            cinemaId,
            currency.Code,
            currency.Round(prices[0].Standard),
            currency.Round(prices[0].Premium),
            await KindsAsync(transaction, cinemaId, kindId: null, today, currency, cancellationToken)
        );
    }

    /// <summary>The answer is the kind as it is now.</summary>
    public static async Task<TicketKind> CreateAsync(
        MySqlTransaction transaction,
        int cinemaId,
        TicketKindRequest request,
        Currency currency,
        TimeProvider clock,
        AuditActor actor,
        CancellationToken cancellationToken
    )
    {
        var today = await TodayAsync(transaction, cinemaId, clock, cancellationToken);
        var after = await InsertAsync(transaction, cinemaId, request, today, currency, cancellationToken);
        await AuditAsync(transaction, actor, AuditAction.Created, null, after, cancellationToken);
        return after;
    }

    /// <summary>The answer is the kind that takes its place.</summary>
    public static async Task<TicketKind> ReplaceAsync(
        MySqlTransaction transaction,
        int cinemaId,
        int kindId,
        TicketKindRequest request,
        Currency currency,
        TimeProvider clock,
        AuditActor actor,
        CancellationToken cancellationToken
    )
    {
        var today = await TodayAsync(transaction, cinemaId, clock, cancellationToken);
        var before = await EndAsync(transaction, cinemaId, kindId, today, currency, cancellationToken);
        var after = await InsertAsync(transaction, cinemaId, request, today, currency, cancellationToken);
        await AuditAsync(transaction, actor, AuditAction.Updated, before, after, cancellationToken);
        return after;
    }

    /// <summary>Whoever has it keeps it; nobody else gets it.</summary>
    public static async Task<TicketKind> EndAsync(
        MySqlTransaction transaction,
        int cinemaId,
        int kindId,
        Currency currency,
        TimeProvider clock,
        AuditActor actor,
        CancellationToken cancellationToken
    )
    {
        var today = await TodayAsync(transaction, cinemaId, clock, cancellationToken);
        var before = await EndAsync(transaction, cinemaId, kindId, today, currency, cancellationToken);
        await AuditAsync(transaction, actor, AuditAction.Deleted, before, null, cancellationToken);
        return before;
    }

    private static async Task<TicketKind> EndAsync(
        MySqlTransaction transaction,
        int cinemaId,
        int kindId,
        DateOnly today,
        Currency currency,
        CancellationToken cancellationToken
    )
    {
        if (await KindsAsync(transaction, cinemaId, kindId, today, currency, cancellationToken) is not [var before])
        {
            throw new Refusal(ApiError.NotFound, Texts.Problems["NoSuchKind"]);
        }

        await transaction.ExecuteAsync(
            "UPDATE ticket_kinds SET ended_at = UTC_TIMESTAMP(6) WHERE kind_id = @id",
            cancellationToken,
            ("@id", kindId)
        );
        return before;
    }

    private static async Task<TicketKind> InsertAsync(
        MySqlTransaction transaction,
        int cinemaId,
        TicketKindRequest request,
        DateOnly today,
        Currency currency,
        CancellationToken cancellationToken
    )
    {
        var kindId = await Names.UniqueAsync(
            transaction.ExecuteAsync(
                """
                INSERT INTO ticket_kinds (
                    cinema_id, name, note, factor, fixed_price, weekdays, starts_from, starts_before, highest_rating, position, created_at
                )
                VALUES (
                    @cinema_id, @name, @note, @factor, @fixed_price, @weekdays, @starts_from, @starts_before, @highest_rating, @position,
                    UTC_TIMESTAMP(6)
                )
                """,
                cancellationToken,
                ("@cinema_id", cinemaId),
                ("@name", request.Name.Trim()),
                ("@note", request.Note?.Trim()),
                ("@factor", request.Factor),
                ("@fixed_price", request.FixedPrice),
                ("@weekdays", request.Weekdays?.Sum(day => 1 << (int)day) ?? EveryDay),
                ("@starts_from", request.StartsFrom),
                ("@starts_before", request.StartsBefore),
                ("@highest_rating", request.HighestRating is { } rating ? Word.Of(rating) : null),
                ("@position", request.Position)
            )
        );
        return (await KindsAsync(transaction, cinemaId, kindId, today, currency, cancellationToken))[0];
    }

    /// <summary>Those that can be had, or one of them.</summary>
    private static Task<IReadOnlyList<TicketKind>> KindsAsync(
        MySqlTransaction transaction,
        int cinemaId,
        int? kindId,
        DateOnly today,
        Currency currency,
        CancellationToken cancellationToken
    ) =>
        transaction.QueryAsync(
            """
            SELECT
                kind_id,
                name,
                note,
                factor,
                fixed_price,
                weekdays,
                TIME_FORMAT(starts_from, '%H:%i'),
                TIME_FORMAT(starts_before, '%H:%i'),
                highest_rating,
                position,
                fn_ticket_price(fn_seat_price('standard', '2D', @today), 'standard', factor, fixed_price),
                fn_ticket_price(fn_seat_price('premium', '2D', @today), 'premium', factor, fixed_price)
            FROM ticket_kinds
            WHERE cinema_id = @cinema_id
                AND ended_at IS NULL
                AND (@kind_id IS NULL OR kind_id = @kind_id)
            ORDER BY position, kind_id
            """,
            row => new TicketKind(
                row.GetInt32(0),
                row.GetString(1),
                row[2] as string,
                row[3] as decimal?,
                row[4] is decimal price ? currency.Round(price) : null,
                row.GetInt32(5) is var days && days == EveryDay
                    ? null
                    : [.. Enum.GetValues<Weekday>().Where(day => (days & (1 << (int)day)) != 0)],
                row[6] as string,
                row[7] as string,
                row[8] is string rating ? Word.Parse<MovieRating>(rating) : null,
                row.GetInt32(9),
                currency.Round(row.GetDecimal(10)),
                row[11] is decimal premium ? currency.Round(premium) : null
            ),
            cancellationToken,
            ("@cinema_id", cinemaId),
            ("@kind_id", kindId),
            ("@today", today)
        );

    /// <summary>The cinema's day; its row is locked, so that two managers change its kinds one after the other.</summary>
    private static async Task<DateOnly> TodayAsync(
        MySqlTransaction transaction,
        int cinemaId,
        TimeProvider clock,
        CancellationToken cancellationToken
    ) =>
        await TimeZoneAsync(transaction, cinemaId, locked: true, cancellationToken) is { } timeZone
            ? clock.Today(timeZone)
            : throw new Refusal(ApiError.NotFound, Texts.Problems["NoSuchCinema"]);

    private static async Task<string?> TimeZoneAsync(
        MySqlTransaction transaction,
        int cinemaId,
        bool locked,
        CancellationToken cancellationToken
    ) =>
        (
            await transaction.QueryAsync(
                $"SELECT time_zone FROM cinemas WHERE cinema_id = @id {(locked ? "FOR UPDATE" : "")}",
                row => row.GetString(0),
                cancellationToken,
                ("@id", cinemaId)
            )
        ).SingleOrDefault();

    private static Task AuditAsync(
        MySqlTransaction transaction,
        AuditActor actor,
        AuditAction action,
        TicketKind? before,
        TicketKind? after,
        CancellationToken cancellationToken
    ) =>
        transaction.AuditAsync(
            actor,
            AuditRecord.Of(action, AuditEntity.TicketKind, (before ?? after)!.KindId, before, after) with
            {
                Label = before?.Name,
            },
            cancellationToken
        );
}
