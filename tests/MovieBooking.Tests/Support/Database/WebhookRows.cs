namespace MovieBooking.Tests.Support;

/// <summary>What deliveries leave behind, without anybody to deliver to.</summary>
internal static class WebhookRows
{
    /// <summary>What a webhook was told of the latest event.</summary>
    public static async Task<int> DeliveryAsync(this TestDatabase database, int webhookId)
    {
        await database.ExecuteAsync("CALL sp_number_events()");
        await database.ExecuteAsync(
            """
            INSERT INTO webhook_deliveries (webhook_id, position, status, created_at, tried_since, next_attempt_at)
            SELECT @webhook_id, MAX(position), 'dead', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), UTC_TIMESTAMP(6)
            FROM event_log
            """,
            ("@webhook_id", webhookId)
        );
        return await database.ScalarAsync<int>("SELECT MAX(delivery_id) FROM webhook_deliveries");
    }
}
