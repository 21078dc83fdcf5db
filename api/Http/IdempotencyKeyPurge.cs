using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Http;

/// <summary>Deletes answers that need not be kept any longer, at start and every hour; any instance may, and all may at once.</summary>
internal sealed partial class IdempotencyKeyPurge(IServiceProvider services, TimeProvider clock, ILogger<IdempotencyKeyPurge> logger)
    : BackgroundService
{
    // Small, so that no booking waits long for the rows between which it writes its own.
    private const int Batch = 500;

    private static readonly TimeSpan s_interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var database = services.GetRequiredService<BookingTransaction>();
        using var timer = new PeriodicTimer(s_interval, clock);
        do
        {
            try
            {
                await PurgeAsync(database, stoppingToken);
            }
            catch (MySqlException exception)
            {
                LogFailure(exception);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    public static async Task PurgeAsync(BookingTransaction database, CancellationToken cancellationToken)
    {
        int deleted;
        do
        {
            deleted = await database.ExecuteAsync(
                """
                DELETE FROM idempotency_keys
                WHERE created_at < UTC_TIMESTAMP(6) - INTERVAL 24 HOUR
                ORDER BY created_at
                LIMIT @batch
                """,
                cancellationToken,
                ("@batch", Batch)
            );
        } while (deleted == Batch);
    }

    [LoggerMessage(LogLevel.Warning, "Old idempotency keys could not be deleted; trying again in an hour.")]
    private partial void LogFailure(Exception exception);
}
