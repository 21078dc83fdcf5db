using System.Collections.Concurrent;
using MySqlConnector;

namespace MovieBooking.Api.Auth;

/// <summary>
/// Writes down when keys were last used: once a minute, all at once, and on nobody's way. What a process that dies has not written is
/// a minute's use.
/// </summary>
internal sealed partial class ApiKeyUses(IServiceProvider services, TimeProvider clock, ILogger<ApiKeyUses> logger) : BackgroundService
{
    private static readonly TimeSpan s_every = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<int, DateTime> _uses = [];

    public void Note(int keyId) => _uses[keyId] = clock.GetUtcNow().UtcDateTime;

    /// <summary>Writes what was noted since the last time. A later use that another process has written stays.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        var noted = _uses.ToArray();
        if (noted.Length == 0)
        {
            return;
        }

        await using var connection = await services.GetRequiredService<MySqlDataSource>().OpenConnectionAsync(cancellationToken);
        await using var write = new MySqlCommand(
            """
            INSERT INTO api_key_uses (key_id, last_used_at)
            VALUES (@key_id, @at)
            ON DUPLICATE KEY UPDATE last_used_at = GREATEST(last_used_at, VALUES(last_used_at))
            """,
            connection
        );
        var (keyId, at) = (write.Parameters.AddWithValue("@key_id", 0), write.Parameters.AddWithValue("@at", default(DateTime)));
        foreach (var use in noted)
        {
            (keyId.Value, at.Value) = (use.Key, use.Value);
            await write.ExecuteNonQueryAsync(cancellationToken);
            // Unless it was used again meanwhile.
            _uses.TryRemove(use);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await WriteAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is MySqlException or InvalidOperationException)
            {
                // Kept, and written the next time.
                LogFailure(exception.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "The last use of keys could not be written: {Reason}")]
    private partial void LogFailure(string reason);
}
