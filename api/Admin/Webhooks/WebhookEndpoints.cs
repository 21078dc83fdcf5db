using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Events;
using MovieBooking.Api.Http;
using MovieBooking.Api.Webhooks;
using MovieBooking.Db;
using MovieBooking.Db.Model;
using MySqlConnector;
using WebhookDelivery = MovieBooking.Api.Webhooks.WebhookDelivery;

namespace MovieBooking.Api.Admin.Webhooks;

/// <summary>Where other companies' programs are told of events, and what became of it.</summary>
internal static class WebhookEndpoints
{
    // After a change of secret: long enough for a receiver to take the new one.
    private const int OldSecretHours = 24;

    public static RouteGroupBuilder MapWebhooks(this RouteGroupBuilder admin)
    {
        var group = admin.MapGroup("/webhooks").WithTags("Admin: webhooks").AdminsOnly();
        group.MapGet("", ListWebhooks);
        group.MapPost("", CreateWebhook).Produces<NewWebhookSecret>(StatusCodes.Status201Created);
        var webhook = group.MapGroup("/{webhookId:int}").WithErrors(ApiError.NotFound);
        webhook.MapDelete("", DeleteWebhook);
        webhook.MapPost("/secret", ChangeWebhookSecret).Produces<NewWebhookSecret>();
        webhook.MapGet("/deliveries", ListWebhookDeliveries);
        webhook.MapGet("/deliveries/{deliveryId:long}", GetWebhookDelivery);
        webhook.MapPost("/deliveries/{deliveryId:long}/replay", ReplayWebhookDelivery);
        return admin;
    }

    /// <summary>The webhooks, newest first.</summary>
    /// <remarks>
    /// Admins only. Their secrets nobody can read.
    /// </remarks>
    private static async Task<Ok<PageOf<Webhook>>> ListWebhooks(
        [AsParameters] PageQuery query,
        MovieBookingContext db,
        CancellationToken cancellationToken
    )
    {
        var page = await Rows(db).OrderByDescending(row => row.Webhook.WebhookId).PageAsync(query, cancellationToken);
        return TypedResults.Ok(new PageOf<Webhook>([.. page.Items.Select(ToWebhook)], page.Page, page.PageSize, page.Total));
    }

    /// <summary>Has another company's program told of events, from now on. The secret is told once, in this answer.</summary>
    /// <remarks>
    /// Admins only. Deliveries follow Standard Webhooks: `webhook-id`, `webhook-timestamp` and `webhook-signature`; see docs/integrators.md. `url` is
    /// refused where it names no public address over https, holds a name and password, or wants a port that is none of the web's.
    /// </remarks>
    private static async Task<IResult> CreateWebhook(
        CreateWebhookRequest request,
        ClaimsPrincipal caller,
        BookingTransaction booking,
        MovieBookingContext db,
        WebhookSecrets secrets,
        WebhookAddresses addresses,
        CancellationToken cancellationToken
    )
    {
        if (addresses.Refuse(request.Url) is { } rule)
        {
            return TypedResults.Problem(Problems.Invalid("url", rule));
        }

        var secret = WebhookSecrets.Create();
        var kept = secrets.Encrypt(secret);
        var webhookId = await booking.RunRepeatableAsync(
            transaction => AddAsync(transaction, request, kept, AuditActor.Of(caller), cancellationToken),
            cancellationToken
        );
        return await TellAsync(db, webhookId, secret, StatusCodes.Status201Created, cancellationToken);
    }

    /// <summary>Tells a webhook nothing any more. Deleting it twice changes nothing.</summary>
    /// <remarks>
    /// Admins only. What waits to be sent is dropped.
    /// </remarks>
    /// <param name="webhookId">The webhook.</param>
    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteWebhook(
        int webhookId,
        ClaimsPrincipal caller,
        BookingTransaction booking,
        CancellationToken cancellationToken
    ) =>
        await booking.RunRepeatableAsync(
            transaction =>
                ChangeAsync(
                    transaction,
                    webhookId,
                    "UPDATE webhooks SET deleted_at = UTC_TIMESTAMP(6) WHERE webhook_id = @id AND deleted_at IS NULL",
                    AuditAction.Deleted,
                    AuditActor.Of(caller),
                    cancellationToken
                ),
            cancellationToken
        )
            ? TypedResults.NoContent()
            : NoSuchWebhook();

    /// <summary>Gives a webhook another secret. Both sign for 24 hours, so that the receiver misses nothing while it takes the new one.</summary>
    /// <remarks>
    /// Admins only. The secret is told once, in this answer. Of three in a day the first one signs no more.
    /// </remarks>
    /// <param name="webhookId">The webhook.</param>
    private static async Task<IResult> ChangeWebhookSecret(
        int webhookId,
        ClaimsPrincipal caller,
        BookingTransaction booking,
        MovieBookingContext db,
        WebhookSecrets secrets,
        CancellationToken cancellationToken
    )
    {
        var secret = WebhookSecrets.Create();
        var kept = secrets.Encrypt(secret);
        return await booking.RunRepeatableAsync(
            transaction =>
                ChangeAsync(
                    transaction,
                    webhookId,
                    """
                    UPDATE webhooks
                    SET previous_secret = IF(secret = @secret, previous_secret, secret),
                        previous_until = UTC_TIMESTAMP(6) + INTERVAL @hours HOUR,
                        secret = @secret
                    WHERE webhook_id = @id AND deleted_at IS NULL
                    """,
                    AuditAction.Updated,
                    AuditActor.Of(caller),
                    cancellationToken,
                    ("@secret", kept),
                    ("@hours", OldSecretHours)
                ),
            cancellationToken
        )
            ? await TellAsync(db, webhookId, secret, StatusCodes.Status200OK, cancellationToken)
            : NoSuchWebhook();
    }

    /// <summary>What a webhook was told, newest first.</summary>
    /// <remarks>
    /// Admins only. Deliveries are kept as long as their events, 7 days.
    /// </remarks>
    /// <param name="webhookId">The webhook.</param>
    private static async Task<Results<Ok<PageOf<WebhookDeliveryLine>>, ProblemHttpResult>> ListWebhookDeliveries(
        int webhookId,
        [AsParameters] DeliveryQuery query,
        MovieBookingContext db,
        CancellationToken cancellationToken
    )
    {
        if (!await db.Webhooks.AnyAsync(row => row.WebhookId == webhookId && row.DeletedAt == null, cancellationToken))
        {
            return NoSuchWebhook();
        }

        var page = await Deliveries(db, webhookId)
            .Where(row => query.Status == null || row.Delivery.Status == query.Status)
            .OrderByDescending(row => row.Delivery.Position)
            .PageAsync(query, cancellationToken);
        return TypedResults.Ok(
            new PageOf<WebhookDeliveryLine>([.. page.Items.Select(row => ToLine(row))], page.Page, page.PageSize, page.Total)
        );
    }

    /// <summary>One delivery, with what is sent.</summary>
    /// <remarks>
    /// Admins only.
    /// </remarks>
    /// <param name="webhookId">The webhook.</param>
    /// <param name="deliveryId">The delivery.</param>
    private static async Task<Results<Ok<WebhookDeliveryLine>, ProblemHttpResult>> GetWebhookDelivery(
        int webhookId,
        long deliveryId,
        MovieBookingContext db,
        WebhookDelivery deliveries,
        CancellationToken cancellationToken
    ) =>
        await Deliveries(db, webhookId).SingleOrDefaultAsync(row => row.Delivery.DeliveryId == deliveryId, cancellationToken) is { } found
            ? TypedResults.Ok(ToLine(found, await deliveries.BodyAsync(found.Delivery.Position, cancellationToken)))
            : Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchDelivery"]);

    /// <summary>Sends a delivery again, also one that was taken: with the same `webhook-id`, by which the receiver knows it.</summary>
    /// <remarks>
    /// Admins only. It is tried for a day from now on.
    /// </remarks>
    /// <param name="webhookId">The webhook.</param>
    /// <param name="deliveryId">The delivery.</param>
    private static async Task<Results<Ok<WebhookDeliveryLine>, ProblemHttpResult>> ReplayWebhookDelivery(
        int webhookId,
        long deliveryId,
        BookingTransaction booking,
        MovieBookingContext db,
        CancellationToken cancellationToken
    )
    {
        await booking.ExecuteAsync(
            """
            UPDATE webhook_deliveries
            SET status = 'waiting',
                attempts = 0,
                tried_since = UTC_TIMESTAMP(6),
                next_attempt_at = UTC_TIMESTAMP(6),
                finished_at = NULL
            WHERE delivery_id = @id AND webhook_id = @webhook_id
            """,
            cancellationToken,
            ("@id", deliveryId),
            ("@webhook_id", webhookId)
        );
        return
            await Deliveries(db, webhookId).SingleOrDefaultAsync(row => row.Delivery.DeliveryId == deliveryId, cancellationToken)
                is { } found
            ? TypedResults.Ok(ToLine(found))
            : Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchDelivery"]);
    }

    private static async Task<int> AddAsync(
        MySqlTransaction transaction,
        CreateWebhookRequest request,
        byte[] secret,
        AuditActor actor,
        CancellationToken cancellationToken
    )
    {
        var keys = await transaction.QueryAsync(
            $"SELECT name FROM api_keys WHERE key_id = @id AND {ApiKeyLife.Lives} AND FIND_IN_SET('events:read', scopes) > 0",
            row => row.GetString(0),
            cancellationToken,
            ("@id", request.KeyId)
        );
        if (keys is not [var keyName])
        {
            throw new Refusal(Problems.Invalid("keyId", Texts.Problems["WebhookKey"]));
        }

        // A repeat after a lost answer to COMMIT: nobody else makes this secret.
        var done = await transaction.QueryAsync(
            "SELECT webhook_id FROM webhooks WHERE key_id = @key_id AND secret = @secret",
            row => row.GetInt32(0),
            cancellationToken,
            ("@key_id", request.KeyId),
            ("@secret", secret)
        );
        if (done is [var known])
        {
            return known;
        }

        var types = (request.Types ?? []).Distinct().ToArray();
        await using var insert = transaction.Command(
            """
            INSERT INTO webhooks (key_id, url, types, secret, last_position, created_at)
            SELECT @key_id, @url, @types, @secret, event_positions.last_position, UTC_TIMESTAMP(6)
            FROM event_positions
            WHERE event_positions.id = 1
            """,
            ("@key_id", request.KeyId),
            ("@url", request.Url),
            ("@types", string.Join(',', types.Select(Word.Of))),
            ("@secret", secret)
        );
        await insert.ExecuteNonQueryAsync(cancellationToken);
        var webhookId = (int)insert.LastInsertedId;
        var made = new WebhookState(request.Url, types, keyName);
        await transaction.AuditAsync(
            actor,
            AuditRecord.Of(AuditAction.Created, AuditEntity.Webhook, webhookId, null, made) with
            {
                Label = request.Url[..Math.Min(request.Url.Length, 400)],
            },
            cancellationToken
        );
        return webhookId;
    }

    /// <summary>False: there is none. One that was deleted before is not deleted again, and not recorded.</summary>
    private static async Task<bool> ChangeAsync(
        MySqlTransaction transaction,
        int webhookId,
        string update,
        AuditAction action,
        AuditActor actor,
        CancellationToken cancellationToken,
        params (string Name, object? Value)[] parameters
    )
    {
        var webhooks = await transaction.QueryAsync(
            "SELECT url, deleted_at IS NOT NULL FROM webhooks WHERE webhook_id = @id FOR UPDATE",
            row => (Url: row.GetString(0), IsDeleted: row.GetBoolean(1)),
            cancellationToken,
            ("@id", webhookId)
        );
        if (webhooks is not [var (url, isDeleted)] || (isDeleted && action != AuditAction.Deleted))
        {
            return false;
        }

        if (!isDeleted)
        {
            await transaction.ExecuteAsync(update, cancellationToken, [("@id", webhookId), .. parameters]);
            var record = AuditRecord.Of<WebhookState>(action, AuditEntity.Webhook, webhookId, null, null) with
            {
                Label = url[..Math.Min(url.Length, 400)],
                Changes = [AuditJson.Said(action == AuditAction.Updated ? "newSecret" : "deleted", url)],
            };
            await transaction.AuditAsync(actor, record, cancellationToken);
        }

        return true;
    }

    private static async Task<IResult> TellAsync(
        MovieBookingContext db,
        int webhookId,
        string secret,
        int status,
        CancellationToken cancellationToken
    )
    {
        var row = await Rows(db).SingleAsync(row => row.Webhook.WebhookId == webhookId, cancellationToken);
        return TypedResults.Json(new NewWebhookSecret(secret, ToWebhook(row)), statusCode: status);
    }

    private static IQueryable<WebhookRow> Rows(MovieBookingContext db) =>
        db
            .Webhooks.Where(row => row.DeletedAt == null)
            .Select(row => new WebhookRow
            {
                Webhook = row,
                KeyName = row.Key.Name,
                // UtcNow is the database's clock here, as everywhere where a key ends.
                IsLive = row.Key.RevokedAt == null && (row.Key.ExpiresAt == null || row.Key.ExpiresAt > DateTime.UtcNow),
                OldSecretUntil = row.PreviousUntil > DateTime.UtcNow ? row.PreviousUntil : null,
                Waiting = db.WebhookDeliveries.Count(one => one.WebhookId == row.WebhookId && one.Status == "waiting"),
                Dead = db.WebhookDeliveries.Count(one => one.WebhookId == row.WebhookId && one.Status == "dead"),
            });

    private static IQueryable<DeliveryRow> Deliveries(MovieBookingContext db, int webhookId) =>
        db
            .WebhookDeliveries.Where(row => row.WebhookId == webhookId)
            .Select(row => new DeliveryRow
            {
                Delivery = row,
                Type = db.EventLogs.Where(one => one.Position == row.Position).Select(one => one.Type).SingleOrDefault(),
            });

    private static Webhook ToWebhook(WebhookRow row) =>
        new(
            row.Webhook.WebhookId,
            row.Webhook.Url,
            [.. row.Webhook.Types.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Word.Parse<EventType>)],
            row.Webhook.KeyId,
            row.KeyName,
            row.IsLive,
            Utc(row.Webhook.CreatedAt)!.Value,
            Utc(row.OldSecretUntil),
            row.Waiting,
            row.Dead
        );

    private static WebhookDeliveryLine ToLine(DeliveryRow row, string? body = null) =>
        new(
            row.Delivery.DeliveryId,
            row.Delivery.Position,
            row.Type is { } type ? Word.Parse<EventType>(type) : null,
            Word.Parse<DeliveryStatus>(row.Delivery.Status),
            Utc(row.Delivery.CreatedAt)!.Value,
            row.Delivery.Attempts,
            row.Delivery.Status == "waiting" ? Utc(row.Delivery.NextAttemptAt) : null,
            row.Delivery.LastStatus,
            row.Delivery.LastError,
            Utc(row.Delivery.FinishedAt),
            body
        );

    private static ProblemHttpResult NoSuchWebhook() => Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchWebhook"]);

    private static DateTimeOffset? Utc(DateTime? time) =>
        time is { } known ? new DateTimeOffset(DateTime.SpecifyKind(known, DateTimeKind.Utc)) : null;

    /// <summary>What the audit log tells of a webhook.</summary>
    private sealed record WebhookState(string Url, IReadOnlyList<EventType> Types, string Key);

    private sealed record WebhookRow
    {
        public required Db.Model.Webhook Webhook { get; init; }
        public required string KeyName { get; init; }
        public required bool IsLive { get; init; }
        public required DateTime? OldSecretUntil { get; init; }
        public required int Waiting { get; init; }
        public required int Dead { get; init; }
    }

    private sealed record DeliveryRow
    {
        public required Db.Model.WebhookDelivery Delivery { get; init; }
        public required string? Type { get; init; }
    }
}
