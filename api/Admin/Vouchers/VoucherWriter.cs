using System.Text.Json;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Http;
using MovieBooking.Api.Reservations.Vouchers;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Admin.Vouchers;

/// <summary>Makes and ends vouchers, on record; what one gives never changes.</summary>
internal static class VoucherWriter
{
    /// <summary>The answer is the voucher's number.</summary>
    public static async Task<int> AddAsync(
        MySqlTransaction transaction,
        CreateVoucherRequest request,
        IReadOnlyList<string> codes,
        AuditActor actor,
        CancellationToken cancellationToken
    )
    {
        // A repeat after a lost answer to COMMIT: nobody else makes this code.
        var done = await transaction.QueryAsync(
            "SELECT voucher_id FROM voucher_codes WHERE code_hash = @hash",
            row => row.GetInt32(0),
            cancellationToken,
            ("@hash", VoucherCode.Hash(codes[0]))
        );
        if (done is [var known])
        {
            return known;
        }

        var cinemas = await NamedAsync(transaction, AuditEntity.Cinema, request.CinemaIds, "cinemaIds", cancellationToken);
        var movies = await NamedAsync(transaction, AuditEntity.Movie, request.MovieIds, "movieIds", cancellationToken);
        await using var insert = transaction.Command(
            """
            INSERT INTO vouchers (name, type, value, valid_from, valid_until, max_uses, max_uses_per_person, created_at)
            VALUES (@name, @type, @value, @valid_from, @valid_until, @max_uses, @max_uses_per_person, UTC_TIMESTAMP(6))
            """,
            ("@name", request.Name.Trim()),
            ("@type", Word.Of(request.Type!.Value)),
            ("@value", request.Value),
            ("@valid_from", request.ValidFrom),
            ("@valid_until", request.ValidUntil),
            ("@max_uses", request.MaxUses),
            ("@max_uses_per_person", request.MaxUsesPerPerson)
        );
        await insert.ExecuteNonQueryAsync(cancellationToken);
        var voucherId = (int)insert.LastInsertedId;
        await transaction.ExecuteAsync(
            """
            INSERT INTO voucher_cinemas (voucher_id, cinema_id)
            SELECT @voucher_id, wanted.id
            FROM JSON_TABLE(@cinema_ids, '$[*]' COLUMNS (id INT PATH '$')) AS wanted;
            INSERT INTO voucher_movies (voucher_id, movie_id)
            SELECT @voucher_id, wanted.id
            FROM JSON_TABLE(@movie_ids, '$[*]' COLUMNS (id INT PATH '$')) AS wanted;
            INSERT INTO voucher_codes (voucher_id, code_hash, hint)
            SELECT @voucher_id, UNHEX(made.hash), made.hint
            FROM JSON_TABLE(@codes, '$[*]' COLUMNS (hash CHAR(64) PATH '$.hash', hint CHAR(4) PATH '$.hint')) AS made
            """,
            cancellationToken,
            ("@voucher_id", voucherId),
            ("@cinema_ids", JsonSerializer.Serialize(cinemas.Keys)),
            ("@movie_ids", JsonSerializer.Serialize(movies.Keys)),
            (
                "@codes",
                JsonSerializer.Serialize(
                    codes.Select(code => new { hash = Convert.ToHexString(VoucherCode.Hash(code)), hint = VoucherCode.Hint(code) })
                )
            )
        );
        var made = new VoucherState(
            request.Type.Value,
            request.Value,
            request.ValidFrom,
            request.ValidUntil,
            request.MaxUses,
            request.MaxUsesPerPerson,
            [.. cinemas.Values],
            [.. movies.Values],
            codes.Count
        );
        await transaction.AuditAsync(
            actor,
            AuditRecord.Of(AuditAction.Created, AuditEntity.Voucher, voucherId, null, made),
            cancellationToken
        );
        return voucherId;
    }

    /// <summary>Whether there is such a voucher. Whoever is using it at this moment is waited for.</summary>
    public static async Task<bool> EndAsync(
        MySqlTransaction transaction,
        int voucherId,
        AuditActor actor,
        CancellationToken cancellationToken
    )
    {
        var vouchers = await transaction.QueryAsync(
            "SELECT name, ended_at IS NOT NULL FROM vouchers WHERE voucher_id = @id FOR UPDATE",
            row => (Name: row.GetString(0), IsEnded: row.GetBoolean(1)),
            cancellationToken,
            ("@id", voucherId)
        );
        if (vouchers is not [var (name, isEnded)])
        {
            return false;
        }

        if (!isEnded)
        {
            await transaction.ExecuteAsync(
                "UPDATE vouchers SET ended_at = UTC_TIMESTAMP(6) WHERE voucher_id = @id",
                cancellationToken,
                ("@id", voucherId)
            );
            await transaction.AuditAsync(
                actor,
                AuditRecord.Of<VoucherState>(AuditAction.Deleted, AuditEntity.Voucher, voucherId, null, null) with
                {
                    Changes = [AuditJson.Said("ended", name)],
                },
                cancellationToken
            );
        }

        return true;
    }

    /// <summary>Those that are asked for, by what they are called.</summary>
    private static async Task<IReadOnlyDictionary<int, string>> NamedAsync(
        MySqlTransaction transaction,
        AuditEntity entity,
        IReadOnlyList<int>? ids,
        string field,
        CancellationToken cancellationToken
    )
    {
        var wanted = (ids ?? []).Distinct().ToArray();
        var named = await transaction.LabelsAsync(entity, wanted, cancellationToken);
        return named.Count == wanted.Length
            ? named
            : throw new Refusal(
                Problems.Invalid(field, entity == AuditEntity.Cinema ? Texts.Problems["NoSuchCinema"] : Texts.Problems["NoSuchMovie"])
            );
    }

    /// <summary>What the audit log tells of a voucher.</summary>
    private sealed record VoucherState(
        VoucherType Type,
        decimal Value,
        DateOnly? ValidFrom,
        DateOnly? ValidUntil,
        int? MaxUses,
        int? MaxUsesPerPerson,
        IReadOnlyList<string> Cinemas,
        IReadOnlyList<string> Movies,
        int Codes
    );
}
