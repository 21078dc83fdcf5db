using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Admin.Schedule;
using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Admin.Cinemas;

/// <summary>Adds and changes cinemas. Locks: the cinema, then its screens by id.</summary>
internal static class CinemaWriter
{
    /// <summary>The answer is the cinema as it is now.</summary>
    public static async Task<ManagedCinema> CreateAsync(
        MySqlTransaction transaction,
        CinemaRequest request,
        Currency currency,
        AuditActor actor,
        CancellationToken cancellationToken
    )
    {
        var cinemaId = await Names.UniqueAsync(
            transaction.ExecuteAsync(
                """
                INSERT INTO cinemas (name, address, city, time_zone, refund_minutes, refund_fee_kind, refund_fee, language)
                VALUES (@name, @address, @city, @time_zone, @refund_minutes, @refund_fee_kind, @refund_fee, @language)
                """,
                cancellationToken,
                Columns(request, request.RefundPolicy ?? new RefundPolicy(0, RefundFeeKind.None, 0), request.Language ?? SpokenLanguage.En)
            )
        );
        var after = await FindAsync(transaction, cinemaId, currency, locked: false, cancellationToken) ?? throw NoSuchCinema();
        await transaction.AuditAsync(
            actor,
            AuditRecord.Of(AuditAction.Created, AuditEntity.Cinema, cinemaId, null, after),
            cancellationToken
        );
        return after;
    }

    /// <summary>The answer is the cinema as it is now.</summary>
    public static async Task<ManagedCinema> UpdateAsync(
        MySqlTransaction transaction,
        int cinemaId,
        CinemaRequest request,
        Currency currency,
        AuditActor actor,
        CancellationToken cancellationToken
    )
    {
        var before = await FindAsync(transaction, cinemaId, currency, locked: true, cancellationToken) ?? throw NoSuchCinema();
        if (before.TimeZone != request.TimeZone)
        {
            await RequireNoShowsAsync(transaction, cinemaId, cancellationToken);
        }

        await Names.UniqueAsync(
            transaction.ExecuteAsync(
                """
                UPDATE cinemas
                SET name = @name, address = @address, city = @city, time_zone = @time_zone,
                    refund_minutes = @refund_minutes, refund_fee_kind = @refund_fee_kind, refund_fee = @refund_fee,
                    language = @language
                WHERE cinema_id = @id
                """,
                cancellationToken,
                [.. Columns(request, request.RefundPolicy ?? before.RefundPolicy, request.Language ?? before.Language), ("@id", cinemaId)]
            )
        );
        var after = await FindAsync(transaction, cinemaId, currency, locked: false, cancellationToken) ?? throw NoSuchCinema();
        await transaction.AuditAsync(
            actor,
            AuditRecord.Of(AuditAction.Updated, AuditEntity.Cinema, cinemaId, before, after),
            cancellationToken
        );
        return after;
    }

    // Days of shows and of sales are stored by the zone's calendar. With the cinema locked it gets no new screen, with the
    // screens locked no new show.
    private static async Task RequireNoShowsAsync(MySqlTransaction transaction, int cinemaId, CancellationToken cancellationToken)
    {
        var screenIds = await transaction.QueryAsync(
            "SELECT screen_id FROM screens WHERE cinema_id = @id",
            row => row.GetInt32(0),
            cancellationToken,
            ("@id", cinemaId)
        );
        await transaction.LockScreensAsync(screenIds, cancellationToken);
        foreach (var screenId in screenIds)
        {
            if (await transaction.HasShowsAsync(screenId, cancellationToken))
            {
                throw new Refusal(ApiError.HasShowtimes, Texts.Problems["TimeZoneFixed"]);
            }
        }
    }

    private static Refusal NoSuchCinema() => new(ApiError.NotFound, Texts.Problems["NoSuchCinema"]);

    private static async Task<ManagedCinema?> FindAsync(
        MySqlTransaction transaction,
        int cinemaId,
        Currency currency,
        bool locked,
        CancellationToken cancellationToken
    )
    {
        var rows = await transaction.QueryAsync(
            $"""
            SELECT cinema_id, name, address, city, time_zone, refund_minutes, refund_fee_kind, refund_fee, language
            FROM cinemas
            WHERE cinema_id = @id
            {(locked ? "FOR UPDATE" : "")}
            """,
            row => new ManagedCinema(
                row.GetInt32(0),
                row.GetString(1),
                row.GetString(2),
                row.GetString(3),
                row.GetString(4),
                RefundPolicy.Of(row.GetInt32(5), row.GetString(6), row.GetDecimal(7), currency),
                Word.Parse<SpokenLanguage>(row.GetString(8))
            ),
            cancellationToken,
            ("@id", cinemaId)
        );
        return rows.SingleOrDefault();
    }

    private static (string Name, object? Value)[] Columns(CinemaRequest request, RefundPolicy policy, SpokenLanguage language) =>
        [
            ("@name", request.Name.Trim()),
            ("@address", request.Address.Trim()),
            ("@city", request.City.Trim()),
            ("@time_zone", request.TimeZone),
            ("@refund_minutes", policy.Minutes),
            ("@refund_fee_kind", Word.Of(policy.FeeKind ?? RefundFeeKind.None)),
            ("@refund_fee", policy.Fee),
            ("@language", Word.Of(language)),
        ];
}

internal static class Names
{
    /// <summary>A write that gives a name: 409 when another has it (uk_cinema_name, uk_cinema_screen).</summary>
    public static async Task<int> UniqueAsync(Task<int> write)
    {
        try
        {
            return await write;
        }
        catch (MySqlException exception) when (exception.ErrorCode == MySqlErrorCode.DuplicateKeyEntry)
        {
            throw new Refusal(ApiError.NameTaken);
        }
    }
}
