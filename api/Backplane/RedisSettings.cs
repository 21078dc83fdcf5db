using StackExchange.Redis;

namespace MovieBooking.Api.Backplane;

/// <summary>
/// The Redis or Valkey that several processes share: <c>ConnectionStrings:Redis</c>, in the words of StackExchange.Redis
/// (<c>host:6379,password=…,ssl=true</c>), of this installation alone. Without it each process stands for itself.
/// </summary>
internal sealed class RedisSettings
{
    // Nobody waits longer for a limit's count: without an answer this process counts alone.
    public static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(250);

    public RedisSettings(IConfiguration configuration)
    {
        if (configuration.GetConnectionString("Redis") is not { Length: > 0 } text)
        {
            return;
        }

        try
        {
            var options = ConfigurationOptions.Parse(text);
            if (options.EndPoints.Count == 0)
            {
                Problem = "ConnectionStrings__Redis names no server: for instance `valkey:6379`.";
                return;
            }

            // It is connected to in the background, for as long as that takes, and nothing is kept for it meanwhile.
            options.AbortOnConnectFail = false;
            options.BacklogPolicy = BacklogPolicy.FailFast;
            options.ReconnectRetryPolicy = new LinearRetry(1000);
            options.ClientName ??= "moviebooking";
            Options = options;
        }
        catch (ArgumentException)
        {
            // Not the message: what it quotes may be a part of the password.
            Problem =
                "ConnectionStrings__Redis cannot be read: it looks like `valkey:6379,password=…`, in the words of StackExchange.Redis.";
        }
    }

    /// <summary>Null where no server is named.</summary>
    public ConfigurationOptions? Options { get; }

    /// <summary>What is wrong with the setting; null when it can be used.</summary>
    public string? Problem { get; }
}
