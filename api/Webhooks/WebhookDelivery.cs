using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using MovieBooking.Api.Events;
using MovieBooking.Db;
using MovieBooking.Db.Model;
using MySqlConnector;

namespace MovieBooking.Api.Webhooks;

/// <summary>What a webhook is sent.</summary>
/// <param name="Type">What happened.</param>
/// <param name="Timestamp">When it happened.</param>
/// <param name="EventId">Its place in the order of all events, as ListEvents tells it.</param>
/// <param name="Data">To what.</param>
public sealed record WebhookMessage(EventType Type, DateTimeOffset Timestamp, long EventId, EventData Data);

/// <summary>
/// Sends what is due, each webhook by itself, so that one that is slow delays no other; the deliveries of one webhook one after
/// another. A delivery is claimed before it is sent, as a message of the outbox is: at least once, always with the same id.
/// </summary>
internal sealed partial class WebhookDelivery(
    MySqlDataSource source,
    IServiceScopeFactory scopes,
    WebhookSecrets secrets,
    WebhookClient client,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    IOptions<JsonOptions> json,
    ILogger<WebhookDelivery> logger
)
{
    public const string Due = """
        SELECT DISTINCT webhook_id
        FROM webhook_deliveries FORCE INDEX (ix_webhook_deliveries_due)
        WHERE status = 'waiting' AND next_attempt_at <= UTC_TIMESTAMP(6)
        """;

    private const string DueOfOne = $"""
        SELECT
            webhook_deliveries.delivery_id,
            webhook_deliveries.position,
            webhook_deliveries.attempts,
            webhooks.url,
            webhooks.secret,
            IF(webhooks.previous_until > UTC_TIMESTAMP(6), webhooks.previous_secret, NULL),
            webhooks.deleted_at IS NULL AND {ApiKeyLife.Lives}
        FROM webhook_deliveries FORCE INDEX (ix_webhook_deliveries_due)
        INNER JOIN webhooks
            ON webhooks.webhook_id = webhook_deliveries.webhook_id
        INNER JOIN api_keys
            ON api_keys.key_id = webhooks.key_id
        WHERE webhook_deliveries.status = 'waiting'
            AND webhook_deliveries.webhook_id = @webhook_id
            AND webhook_deliveries.next_attempt_at <= UTC_TIMESTAMP(6)
        ORDER BY webhook_deliveries.next_attempt_at, webhook_deliveries.delivery_id
        LIMIT 1
        """;

    private const int ErrorLength = 500;
    private static readonly TimeSpan s_firstPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromHours(3);

    private readonly Dictionary<int, Task> _running = [];

    /// <summary>How long a delivery rests after an attempt: 15 seconds, a minute, 4, 16, an hour, and then every three hours.</summary>
    public static TimeSpan PauseAfter(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(s_firstPause.TotalSeconds * Math.Pow(4, Math.Min(attempts, 10)), s_longestPause.TotalSeconds));

    /// <summary>One turn: writes what is to be sent, and sees to it that each webhook with something due is being told. Waits for none.</summary>
    public async Task RunAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        await using var queue = new MySqlCommand("CALL sp_queue_deliveries()", connection);
        await queue.ExecuteNonQueryAsync(cancellationToken);
        foreach (var webhookId in await DueAsync(connection, cancellationToken))
        {
            if (!_running.TryGetValue(webhookId, out var running) || running.IsCompleted)
            {
                _running[webhookId] = Task.Run(() => TellAsync(webhookId, lifetime.ApplicationStopping), cancellationToken);
            }
        }
    }

    /// <summary>Until all that was begun has ended; for tests.</summary>
    internal Task IdleAsync() => Task.WhenAll(_running.Values);

    private static async Task<List<int>> DueAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        List<int> due = [];
        await using var command = new MySqlCommand(Due, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            due.Add(reader.GetInt32(0));
        }

        return due;
    }

    /// <summary>Everything that is due for one webhook, until it fails: what is down now is down for the next, too.</summary>
    private async Task TellAsync(int webhookId, CancellationToken cancellationToken)
    {
        try
        {
            while (await ClaimAsync(webhookId, cancellationToken) is { } delivery)
            {
                if (!await DeliverAsync(delivery, cancellationToken))
                {
                    return;
                }
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The next turn begins again.
            LogFault(exception, webhookId);
        }
    }

    private async Task<DueDelivery?> ClaimAsync(int webhookId, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        while (await ReadAsync(connection, webhookId, cancellationToken) is { } delivery)
        {
            await using var claim = new MySqlCommand(
                """
                UPDATE webhook_deliveries
                SET attempts = attempts + 1, next_attempt_at = UTC_TIMESTAMP(6) + INTERVAL @pause SECOND
                WHERE delivery_id = @id AND status = 'waiting' AND attempts = @attempts AND next_attempt_at <= UTC_TIMESTAMP(6)
                """,
                connection
            );
            claim.Parameters.AddWithValue("@id", delivery.DeliveryId);
            claim.Parameters.AddWithValue("@attempts", delivery.Attempts);
            claim.Parameters.AddWithValue("@pause", (int)PauseAfter(delivery.Attempts).TotalSeconds);
            if (await claim.ExecuteNonQueryAsync(cancellationToken) == 1)
            {
                return delivery with { Attempts = delivery.Attempts + 1 };
            }
        }

        return null;
    }

    private static async Task<DueDelivery?> ReadAsync(MySqlConnection connection, int webhookId, CancellationToken cancellationToken)
    {
        await using var due = new MySqlCommand(DueOfOne, connection);
        due.Parameters.AddWithValue("@webhook_id", webhookId);
        await using var row = await due.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new DueDelivery(
                row.GetInt64(0),
                row.GetInt64(1),
                row.GetInt32(2),
                row.GetString(3),
                (byte[])row[4],
                row[5] as byte[],
                row.GetBoolean(6)
            )
            : null;
    }

    /// <summary>Whether the receiver takes what it is sent.</summary>
    private async Task<bool> DeliverAsync(DueDelivery delivery, CancellationToken cancellationToken)
    {
        if (!delivery.IsLive || await BodyAsync(delivery.Position, cancellationToken) is not { } body)
        {
            await EndAsync(delivery, "dropped", new WebhookAnswer(null, null));
            return true;
        }

        byte[]?[] kept = [delivery.Secret, delivery.PreviousSecret];
        var signing = kept.OfType<byte[]>().Select(secrets.Decrypt).OfType<string>().ToArray();
        var answer =
            signing.Length == 0
                ? new WebhookAnswer(null, "Its secret cannot be read any more: give it a new one.")
                : await client.SendAsync(delivery.Url, Id(delivery.Position), body, signing, clock.GetUtcNow(), cancellationToken);
        await EndAsync(delivery, answer.IsTaken ? "delivered" : "waiting", answer);
        return answer.IsTaken;
    }

    /// <summary>What is sent of an event, the same each time; null: it is kept no more.</summary>
    public async Task<string?> BodyAsync(long position, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MovieBookingContext>();
        var events = scope.ServiceProvider.GetRequiredService<EventReader>();
        return await events.ReadAsync(db.EventLogs.Where(row => row.Position == position), cancellationToken) is [var found]
            ? JsonSerializer.Serialize(
                new WebhookMessage(found.Type, found.OccurredAt, found.EventId, found.Data),
                json.Value.SerializerOptions
            )
            : null;
    }

    public static string Id(long position) => string.Create(CultureInfo.InvariantCulture, $"evt_{position}");

    /// <summary>Not given up when the application stops: what is sent should not be sent again.</summary>
    private async Task EndAsync(DueDelivery delivery, string status, WebhookAnswer answer)
    {
        await using var connection = await source.OpenConnectionAsync(CancellationToken.None);
        await using var end = new MySqlCommand(
            """
            UPDATE webhook_deliveries
            SET status = IF(@status = 'waiting' AND tried_since < UTC_TIMESTAMP(6) - INTERVAL 24 HOUR, 'dead', @status),
                last_status = @answer,
                last_error = @error,
                finished_at = IF(status = 'waiting', NULL, UTC_TIMESTAMP(6))
            WHERE delivery_id = @id AND status = 'waiting'
            """,
            connection
        );
        end.Parameters.AddWithValue("@id", delivery.DeliveryId);
        end.Parameters.AddWithValue("@status", status);
        end.Parameters.AddWithValue("@answer", answer.Status);
        end.Parameters.AddWithValue("@error", answer.Error is { Length: > ErrorLength } error ? error[..ErrorLength] : answer.Error);
        await end.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private sealed record DueDelivery(
        long DeliveryId,
        long Position,
        int Attempts,
        string Url,
        byte[] Secret,
        byte[]? PreviousSecret,
        bool IsLive
    );

    [LoggerMessage(LogLevel.Error, "Webhook {WebhookId} cannot be told.")]
    private partial void LogFault(Exception exception, int webhookId);
}
