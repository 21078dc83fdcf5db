using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

/// <summary>What is recorded of changed seats, off the way of whoever changes them.</summary>
public sealed class SeatChangeEventTests
{
    private const string Changes =
        "SELECT event_log.showtime_id, event_log.position FROM event_log WHERE event_log.type = 'seats.changed' ORDER BY event_log.event_id";

    [Fact]
    public Task Of_each_coming_show_the_newest_change_is_recorded_where_a_key_may_read_it() =>
        OwnDatabase.RunAsync(async own =>
        {
            var show = await Show.GivenAsync(own, startsAt: DateTime.UtcNow.AddDays(1));
            var begun = await Show.GivenAsync(own, startsAt: DateTime.UtcNow.AddDays(1));
            var userId = await new Given(own).UserAsync();
            await using var session = await own.Source.OpenConnectionAsync();
            await session.LockAsync(userId, show, "A1");
            await session.LockAsync(userId, begun, "A1");
            await own.ExecuteAsync(
                "UPDATE showtimes SET start_time = UTC_TIMESTAMP(6), end_time = UTC_TIMESTAMP(6) + INTERVAL 1 HOUR WHERE showtime_id = @id",
                ("@id", begun.Id)
            );
            await RecordAsync(own);
            Assert.Empty(await own.LinesAsync(Changes));

            await own.ExecuteAsync(
                """
                INSERT INTO api_keys (name, prefix, key_hash, scopes, created_at)
                VALUES ('Partner', 'mb_partner00', UNHEX(SHA2('partner', 256)), 'bookings:read,events:read', UTC_TIMESTAMP(6));
                INSERT INTO webhooks (key_id, url, types, secret, last_position, created_at)
                SELECT key_id, 'https://partner.example/seats', 'seats.changed', 'secret', 0, UTC_TIMESTAMP(6) FROM api_keys
                UNION ALL
                SELECT key_id, 'https://partner.example/all', '', 'secret', 0, UTC_TIMESTAMP(6) FROM api_keys
                """
            );
            await RecordAsync(own);
            await RecordAsync(own);
            // Two were scheduled.
            Assert.Equal([$"{show.Id} 3"], await own.LinesAsync(Changes));
            Assert.Equal(["/all 1", "/all 2", "/seats 3"], await DeliveriesAsync(own));

            await session.LockAsync(userId, show, "A2");
            await session.LockAsync(userId, show, "A3");
            await RecordAsync(own);
            Assert.Equal([$"{show.Id} 4"], await own.LinesAsync(Changes));
            Assert.Equal(["/all 1", "/all 2", "/seats 4"], await DeliveriesAsync(own));
            Assert.Equal(0, await own.ScalarAsync<int>("SELECT purged_position FROM event_positions"));

            await own.ExecuteAsync("UPDATE api_keys SET revoked_at = UTC_TIMESTAMP(6)");
            await session.LockAsync(userId, show, "A4");
            await RecordAsync(own);
            Assert.Equal([$"{show.Id} 4"], await own.LinesAsync(Changes));
        });

    [Fact]
    public Task What_is_purged_is_known_to_be_gone_and_nothing_points_to_it() =>
        OwnDatabase.RunAsync(async own =>
        {
            var show = await Show.GivenAsync(own, startsAt: DateTime.UtcNow.AddDays(9));
            await own.ExecuteAsync(
                "INSERT INTO seat_change_events (showtime_id, seat_version, event_id) SELECT @id, 0, MAX(event_id) FROM event_log",
                ("@id", show.Id)
            );
            await own.ExecuteAsync("CALL sp_number_events()");
            await own.ExecuteAsync("UPDATE event_log SET occurred_at = UTC_TIMESTAMP(6) - INTERVAL 8 DAY");
            await Show.GivenAsync(own);

            await own.ExecuteAsync("CALL sp_purge_events()");

            Assert.Equal(1, await own.ScalarAsync<int>("SELECT purged_position FROM event_positions"));
            Assert.Equal(0, await own.ScalarAsync<int>("SELECT COUNT(*) FROM seat_change_events"));
        });

    private static async Task RecordAsync(TestDatabase own)
    {
        await own.ExecuteAsync("CALL sp_record_seat_changes()");
        await own.ExecuteAsync("CALL sp_number_events()");
        await own.ExecuteAsync("CALL sp_queue_deliveries()");
    }

    private static Task<IReadOnlyList<string>> DeliveriesAsync(TestDatabase own) =>
        own.LinesAsync(
            """
            SELECT CONCAT('/', SUBSTRING_INDEX(webhooks.url, '/', -1)), webhook_deliveries.position
            FROM webhook_deliveries INNER JOIN webhooks ON webhooks.webhook_id = webhook_deliveries.webhook_id
            ORDER BY webhook_deliveries.position
            """
        );
}
