using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

public sealed class OutboxPurgeTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task What_was_sent_is_kept_for_a_month_and_what_could_not_be_for_three()
    {
        foreach (
            var (status, days, count) in new[]
            {
                ("sent", 29, 2),
                ("sent", 31, 700),
                ("dropped", 29, 2),
                ("dropped", 31, 3),
                ("dead", 89, 2),
                ("dead", 91, 3),
                ("waiting", 89, 2),
                ("waiting", 91, 3),
            }
        )
        {
            var rows = Enumerable.Repeat($"('test', '{status}', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) - INTERVAL {days} DAY)", count);
            await database.ExecuteAsync($"INSERT INTO outbox (kind, status, created_at, next_attempt_at) VALUES {string.Join(',', rows)}");
        }

        await database.ExecuteAsync("CALL sp_purge_outbox()");

        Assert.Equal(
            ["dead 2", "dropped 2", "sent 2", "waiting 2"],
            await database.LinesAsync("SELECT status, COUNT(*) FROM outbox GROUP BY status ORDER BY CAST(status AS CHAR)")
        );
    }
}
