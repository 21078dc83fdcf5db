using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Db;
using MovieBooking.Db.Model;
using MySqlConnector;

namespace MovieBooking.Api.Admin.ApiKeys;

/// <summary>The keys of other companies' programs.</summary>
internal static class ApiKeyEndpoints
{
    public static RouteGroupBuilder MapApiKeys(this RouteGroupBuilder admin)
    {
        var group = admin.MapGroup("/api-keys").WithTags("Admin: API keys").AdminsOnly();
        group.MapGet("", ListApiKeys);
        group.MapPost("", CreateApiKey).Produces<NewApiKey>(StatusCodes.Status201Created);
        group.MapDelete("/{keyId:int}", RevokeApiKey).WithErrors(ApiError.NotFound);
        return admin;
    }

    /// <summary>The keys, newest first, also those that are good no more.</summary>
    /// <remarks>
    /// Admins only. The keys themselves nobody can read: `prefix` tells which is which.
    /// </remarks>
    private static async Task<Ok<PageOf<ApiKey>>> ListApiKeys(
        [AsParameters] PageQuery query,
        MovieBookingContext db,
        CancellationToken cancellationToken
    )
    {
        var page = await Rows(db).OrderByDescending(row => row.Key.KeyId).PageAsync(query, cancellationToken);
        return TypedResults.Ok(new PageOf<ApiKey>([.. page.Items.Select(ToApiKey)], page.Page, page.PageSize, page.Total));
    }

    /// <summary>Makes a key for another company's program. Its secret is told once, in this answer.</summary>
    /// <remarks>
    /// Admins only. A key never changes: to give it another scope make a new one, and revoke the old. An answer that is lost is no harm:
    /// revoke the key that nobody knows. `Idempotency-Key` is not taken, since the answer would be kept with the secret.
    /// </remarks>
    private static async Task<IResult> CreateApiKey(
        CreateApiKeyRequest request,
        ClaimsPrincipal caller,
        BookingTransaction booking,
        MovieBookingContext db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        // A year to spare: the database's times end with 9999.
        if (request.ExpiresAt is { } expires && (expires <= clock.GetUtcNow() || expires.UtcDateTime.Year == DateTime.MaxValue.Year))
        {
            return TypedResults.Problem(Problems.Invalid("expiresAt", Texts.Problems["ExpiryInFuture"]));
        }

        var secret = ApiKeySecret.Create();
        var keyId = await booking.RunRepeatableAsync(
            transaction => AddAsync(transaction, request, secret, AuditActor.Of(caller), cancellationToken),
            cancellationToken
        );
        var row = await Rows(db).SingleAsync(row => row.Key.KeyId == keyId, cancellationToken);
        return TypedResults.Json(new NewApiKey(secret, ToApiKey(row)), statusCode: StatusCodes.Status201Created);
    }

    /// <summary>Ends a key, at once and for good. Ending it twice changes nothing.</summary>
    /// <remarks>
    /// Admins only. What was booked with it stands; whoever shows it from now on gets 401.
    /// </remarks>
    /// <param name="keyId">The key.</param>
    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeApiKey(
        int keyId,
        ClaimsPrincipal caller,
        BookingTransaction booking,
        CancellationToken cancellationToken
    ) =>
        await booking.RunRepeatableAsync(
            transaction => RevokeAsync(transaction, keyId, AuditActor.Of(caller), cancellationToken),
            cancellationToken
        )
            ? TypedResults.NoContent()
            : Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchKey"]);

    private static IQueryable<ApiKeyRow> Rows(MovieBookingContext db) =>
        db.ApiKeys.Select(key => new ApiKeyRow
        {
            Key = key,
            LastUsedAt = db.ApiKeyUses.Where(use => use.KeyId == key.KeyId).Select(use => (DateTime?)use.LastUsedAt).SingleOrDefault(),
            Cinemas = key.Cinemas.OrderBy(cinema => cinema.Name).Select(cinema => new ApiKeyCinema(cinema.CinemaId, cinema.Name)).ToList(),
        });

    private static async Task<int> AddAsync(
        MySqlTransaction transaction,
        CreateApiKeyRequest request,
        string secret,
        AuditActor actor,
        CancellationToken cancellationToken
    )
    {
        // A repeat after a lost answer to COMMIT: nobody else makes this secret.
        var done = await transaction.QueryAsync(
            "SELECT key_id FROM api_keys WHERE key_hash = @hash",
            row => row.GetInt32(0),
            cancellationToken,
            ("@hash", ApiKeySecret.Hash(secret))
        );
        if (done is [var known])
        {
            return known;
        }

        var cinemaIds = (request.CinemaIds ?? []).Distinct().Order().ToArray();
        var cinemas = await transaction.LabelsAsync(AuditEntity.Cinema, cinemaIds, cancellationToken);
        if (cinemas.Count < cinemaIds.Length)
        {
            throw new Refusal(Problems.Invalid("cinemaIds", Texts.Problems["NoSuchCinema"]));
        }

        await using var insert = transaction.Command(
            """
            INSERT INTO api_keys (name, prefix, key_hash, scopes, created_at, expires_at)
            VALUES (@name, @prefix, @hash, @scopes, UTC_TIMESTAMP(6), @expires_at)
            """,
            ("@name", request.Name),
            ("@prefix", ApiKeySecret.Prefix(secret)),
            ("@hash", ApiKeySecret.Hash(secret)),
            ("@scopes", string.Join(',', request.Scopes.Distinct().Select(Word.Of))),
            ("@expires_at", request.ExpiresAt?.UtcDateTime)
        );
        await insert.ExecuteNonQueryAsync(cancellationToken);
        var keyId = (int)insert.LastInsertedId;
        if (cinemaIds.Length > 0)
        {
            await transaction.ExecuteAsync(
                """
                INSERT INTO api_key_cinemas (key_id, cinema_id)
                SELECT @key_id, wanted.cinema_id
                FROM JSON_TABLE(@cinema_ids, '$[*]' COLUMNS (cinema_id INT PATH '$')) AS wanted
                """,
                cancellationToken,
                ("@key_id", keyId),
                ("@cinema_ids", JsonSerializer.Serialize(cinemaIds))
            );
        }

        var made = new ApiKeyState(ApiKeySecret.Prefix(secret), [.. request.Scopes.Distinct()], [.. cinemas.Values], request.ExpiresAt);
        await transaction.AuditAsync(
            actor,
            AuditRecord.Of(AuditAction.Created, AuditEntity.ApiKey, keyId, null, made) with
            {
                Label = request.Name,
            },
            cancellationToken
        );
        return keyId;
    }

    private static async Task<bool> RevokeAsync(
        MySqlTransaction transaction,
        int keyId,
        AuditActor actor,
        CancellationToken cancellationToken
    )
    {
        var keys = await transaction.QueryAsync(
            "SELECT name, prefix, revoked_at IS NOT NULL FROM api_keys WHERE key_id = @id FOR UPDATE",
            row => (Name: row.GetString(0), Prefix: row.GetString(1), IsRevoked: row.GetBoolean(2)),
            cancellationToken,
            ("@id", keyId)
        );
        if (keys is not [var (name, prefix, isRevoked)])
        {
            return false;
        }

        if (!isRevoked)
        {
            await transaction.ExecuteAsync(
                "UPDATE api_keys SET revoked_at = UTC_TIMESTAMP(6) WHERE key_id = @id",
                cancellationToken,
                ("@id", keyId)
            );
            var revoked = AuditRecord.Of<ApiKeyState>(AuditAction.Deleted, AuditEntity.ApiKey, keyId, null, null) with
            {
                Label = name,
                Changes = [AuditJson.Said("revoked", prefix)],
            };
            await transaction.AuditAsync(actor, revoked, cancellationToken);
        }

        return true;
    }

    private static ApiKey ToApiKey(ApiKeyRow row) =>
        new(
            row.Key.KeyId,
            row.Key.Name,
            row.Key.Prefix,
            [.. row.Key.Scopes.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Word.Parse<ApiKeyScope>)],
            row.Cinemas,
            Utc(row.Key.CreatedAt),
            row.Key.ExpiresAt is { } expires ? Utc(expires) : null,
            row.Key.RevokedAt is { } revoked ? Utc(revoked) : null,
            row.LastUsedAt is { } used ? Utc(used) : null
        );

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));

    /// <summary>What the audit log tells of a key.</summary>
    private sealed record ApiKeyState(
        string Prefix,
        IReadOnlyList<ApiKeyScope> Scopes,
        IReadOnlyList<string> Cinemas,
        DateTimeOffset? ExpiresAt
    );

    private sealed record ApiKeyRow
    {
        public required Db.Model.ApiKey Key { get; init; }
        public required DateTime? LastUsedAt { get; init; }
        public required List<ApiKeyCinema> Cinemas { get; init; }
    }
}
