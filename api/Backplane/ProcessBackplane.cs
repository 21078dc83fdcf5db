using System.Globalization;
using Polly;
using Polly.CircuitBreaker;
using StackExchange.Redis;

namespace MovieBooking.Api.Backplane;

/// <summary>
/// What the processes of one installation tell each other through Redis: which showtime's seats changed, so that nobody shows a kept map
/// any longer, and how often an address has called. The database decides over seats, and event streams ask it themselves: when Redis is
/// lost, kept answers are half a second old at most, limits are counted by each process, and everything else goes on.
/// </summary>
internal sealed partial class ProcessBackplane(RedisSettings settings, ILogger<ProcessBackplane> logger) : BackgroundService
{
    private static readonly RedisChannel s_changes = RedisChannel.Literal("moviebooking:changes");

    private readonly string _origin = Guid.NewGuid().ToString("N");

    // When half of the calls fail it is left alone for a second, so that not every request waits for a server that hangs.
    private readonly ResiliencePipeline _calls = new ResiliencePipelineBuilder()
        .AddCircuitBreaker(
            new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = 2,
                SamplingDuration = TimeSpan.FromSeconds(1),
                BreakDuration = TimeSpan.FromSeconds(1),
            }
        )
        .Build();

    private volatile ConnectionMultiplexer? _redis;

    /// <summary>Another process changed something.</summary>
    public event EventHandler<ChangedElsewhereEventArgs>? Changed;

    /// <summary>Whether there is a server to talk to; null where none is configured.</summary>
    public bool? IsConnected => settings.Options is null ? null : _redis is { IsConnected: true };

    /// <summary>Tells the other processes, and waits for nobody.</summary>
    public void Tell(int? showtimeId)
    {
        if (_redis is not { IsConnected: true } redis)
        {
            return;
        }

        try
        {
            var message = string.Create(CultureInfo.InvariantCulture, $"{_origin}:{showtimeId}");
            _ = redis.GetSubscriber().PublishAsync(s_changes, message, CommandFlags.FireAndForget);
        }
        catch (RedisException)
        {
            // It was lost this moment; the connection's own event says so.
        }
    }

    /// <summary>What Redis answers; null when it is not configured, lost, or slow.</summary>
    public async ValueTask<T?> AskAsync<T>(Func<IConnectionMultiplexer, Task<T>> ask)
        where T : class
    {
        if (_redis is not { IsConnected: true } redis)
        {
            return null;
        }

        try
        {
            return await _calls.ExecuteAsync(async _ => await ask(redis).WaitAsync(RedisSettings.Timeout, CancellationToken.None));
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or BrokenCircuitException)
        {
            return null;
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _redis?.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Options is not { } options)
        {
            return;
        }

        var isWaiting = false;
        while (_redis is null)
        {
            try
            {
                _redis = await ConnectAsync(options);
                LogBegun();
            }
            catch (RedisException exception)
            {
                if (!isWaiting)
                {
                    isWaiting = true;
                    LogWaiting(exception.Message);
                }

                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken);
            }
        }
    }

    /// <summary>What is subscribed to once is heard again after every loss of the connection.</summary>
    private async Task<ConnectionMultiplexer> ConnectAsync(ConfigurationOptions options)
    {
        var redis = await ConnectionMultiplexer.ConnectAsync(options);
        try
        {
            redis.ConnectionFailed += (_, failure) => LogLost(failure.ConnectionType, failure.Exception?.Message);
            redis.ConnectionRestored += (_, found) =>
            {
                LogFound(found.ConnectionType);
                // What was said meanwhile, nobody heard.
                Changed?.Invoke(this, new ChangedElsewhereEventArgs(null));
            };
            await redis.GetSubscriber().SubscribeAsync(s_changes, (_, message) => Hear(message));
            return redis;
        }
        catch (RedisException)
        {
            await redis.DisposeAsync();
            throw;
        }
    }

    private void Hear(RedisValue message)
    {
        var parts = message.ToString().Split(':');
        if (parts.Length == 2 && parts[0] != _origin)
        {
            int? showtimeId = int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
            Changed?.Invoke(this, new ChangedElsewhereEventArgs(showtimeId));
        }
    }

    [LoggerMessage(LogLevel.Information, "Limits and changes are shared with other processes through Redis.")]
    private partial void LogBegun();

    [LoggerMessage(LogLevel.Warning, "Redis is not there yet: this process counts limits alone. {Reason}")]
    private partial void LogWaiting(string reason);

    [LoggerMessage(LogLevel.Warning, "Redis is lost ({Connection}): this process counts limits alone. {Reason}")]
    private partial void LogLost(ConnectionType connection, string? reason);

    [LoggerMessage(LogLevel.Information, "Redis is back ({Connection}).")]
    private partial void LogFound(ConnectionType connection);
}

/// <param name="showtimeId">Whose seats; null: anything may have changed.</param>
internal sealed class ChangedElsewhereEventArgs(int? showtimeId) : EventArgs
{
    public int? ShowtimeId => showtimeId;
}

internal static class BackplaneSetup
{
    public static IServiceCollection AddBackplane(this IServiceCollection services) =>
        services
            .AddSingleton<RedisSettings>()
            .AddSingleton<ProcessBackplane>()
            .AddHostedService(provider => provider.GetRequiredService<ProcessBackplane>());
}
