using System.Threading.Channels;
using MySqlConnector;

namespace MovieBooking.Api.Hosting;

/// <summary>Work to do again and again, by one instance of the API at a time. It may fail, stop half-way or run twice.</summary>
/// <param name="Name">The lease that the instance holds, and what the log calls the work: ASCII, 64 characters at most.</param>
/// <param name="Every">How long it rests between two turns.</param>
/// <param name="RunAsync">Does one turn; the connection is the lease's.</param>
internal sealed record PeriodicWork(string Name, TimeSpan Every, Func<MySqlConnection, CancellationToken, Task> RunAsync)
{
    public PeriodicWork(string name, TimeSpan every, string sql)
        : this(name, every, (connection, cancellationToken) => ExecuteAsync(connection, sql, cancellationToken)) { }

    /// <summary>Whether there is anything to do in this installation.</summary>
    public bool IsOn { get; init; } = true;

    /// <summary>What calls for a turn before its time; null: nothing does.</summary>
    public WorkBell? Bell { get; init; }

    private static async Task ExecuteAsync(MySqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new MySqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>Rung when there is work, so that it need not wait for its turn. Rung twice before it is heard, it is heard once.</summary>
internal sealed class WorkBell
{
    private readonly Channel<bool> _rings = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public void Ring() => _rings.Writer.TryWrite(true);

    public Task HeardAsync(CancellationToken cancellationToken) => _rings.Reader.ReadAsync(cancellationToken).AsTask();
}

internal static class PeriodicWorkRegistration
{
    /// <summary>Has a routine called at start and then every so often, as long as the application runs.</summary>
    public static IServiceCollection AddPeriodicWork(this IServiceCollection services, string name, TimeSpan every, string sql) =>
        services.AddPeriodicWork(_ => new PeriodicWork(name, every, sql));

    /// <summary>The same with work that is more than SQL.</summary>
    public static IServiceCollection AddPeriodicWork(this IServiceCollection services, Func<IServiceProvider, PeriodicWork> work) =>
        services.AddHostedService<PeriodicWorker>().AddSingleton(work);
}
