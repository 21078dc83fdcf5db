using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

public sealed class IdempotencyKeyPurgeTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Answers_are_kept_for_24_hours_and_then_deleted_however_many_there_are()
    {
        await AddAsync("new", 3, hours: 23);
        await AddAsync("old", 1200, hours: 25);

        await database.ExecuteAsync("CALL sp_purge_idempotency_keys()");

        Assert.Equal(
            ["new 3"],
            await database.LinesAsync("SELECT route, COUNT(*) FROM idempotency_keys WHERE route IN ('new', 'old') GROUP BY route")
        );
    }

    [Fact]
    public async Task They_are_found_by_their_index()
    {
        await AddAsync("plan", 500, hours: 1);
        await database.RowsAsync("ANALYZE TABLE idempotency_keys");

        var plan = await database.RowsAsync(
            """
            EXPLAIN FORMAT=TRADITIONAL DELETE FROM idempotency_keys
            WHERE created_at < UTC_TIMESTAMP(6) - INTERVAL 24 HOUR
            ORDER BY created_at
            LIMIT 500
            """
        );

        Assert.Contains("ix_idempotency_keys_created", plan[0]);
    }

    private Task<int> AddAsync(string route, int count, int hours) =>
        database.ExecuteAsync(
            $"""
            INSERT INTO idempotency_keys (caller, route, idempotency_key, request_hash, status, body, created_at)
            VALUES {string.Join(
                ',',
                Enumerable
                    .Range(0, count)
                    .Select(number => $"('user:1', '{route}', 'key {number}', REPEAT('x', 32), 200, '', UTC_TIMESTAMP(6) - INTERVAL {hours} HOUR)")
            )}
            """
        );
}
