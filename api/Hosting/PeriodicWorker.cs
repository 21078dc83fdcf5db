using System.Globalization;
using MySqlConnector;

namespace MovieBooking.Api.Hosting;

/// <summary>
/// Does all <see cref="PeriodicWork"/>. Of several instances the one that has the work's lease does it; when that one dies,
/// another takes the lease over after three turns. Trouble with the database stops nothing and is logged once, not at every turn.
/// </summary>
internal sealed partial class PeriodicWorker(
    IServiceProvider services,
    IEnumerable<PeriodicWork> works,
    TimeProvider clock,
    ILogger<PeriodicWorker> logger
) : BackgroundService
{
    private const int LeaseTurns = 3;
    private static readonly TimeSpan s_releaseTimeout = TimeSpan.FromSeconds(2);

    // Between a ring and the turn: who rings many times in a second costs no more than this many turns.
    private static readonly TimeSpan s_afterRing = TimeSpan.FromMilliseconds(200);

    // Who sweeps, for whoever reads the table; unique, because two instances may run as the same process number in containers.
    private readonly string _holder = $"{Ascii(Environment.MachineName)}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    /// <summary>Gives the leases back, so that another instance need not wait for their end.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(s_releaseTimeout);
        try
        {
            await base.StopAsync(cancellationToken);
            if (ExecuteTask is null)
            {
                return;
            }

            await using var connection = await OpenAsync(timeout.Token);
            await using var command = new MySqlCommand("DELETE FROM leases WHERE holder = @holder", connection);
            command.Parameters.AddWithValue("@holder", _holder);
            await command.ExecuteNonQueryAsync(timeout.Token);
        }
        // Disposed: a host may be stopped twice at once, by its own end and by whoever made it, and the other was first.
        catch (Exception exception) when (exception is MySqlException or OperationCanceledException or ObjectDisposedException)
        {
            LogGoodbyeFailure(exception.Message);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(works.Where(work => work.IsOn).Select(work => RepeatAsync(work, stoppingToken)));

    private async Task RepeatAsync(PeriodicWork work, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(work.Every, clock);
        var tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
        var ring = work.Bell?.HeardAsync(stoppingToken);
        bool? wasMine = null;
        var failed = false;
        while (true)
        {
            try
            {
                var mine = await TurnAsync(work, stoppingToken);
                if (failed)
                {
                    LogRecovery(work.Name);
                }

                if (mine != wasMine)
                {
                    LogTurn(work.Name, mine ? "here" : "elsewhere");
                }

                (wasMine, failed) = (mine, false);
            }
            catch (ObjectDisposedException)
            {
                // The application could not begin to serve, and is gone before anybody stopped it.
                return;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                if (!failed)
                {
                    LogFailure(work.Name, exception.Message, work.Every);
                }

                failed = true;
            }

            if (await Task.WhenAny([tick, .. ring is null ? Array.Empty<Task>() : [ring]]) == ring)
            {
                await ring;
                await Task.Delay(s_afterRing, clock, stoppingToken);
                ring = work.Bell!.HeardAsync(stoppingToken);
            }
            else
            {
                await tick;
                tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
            }
        }
    }

    /// <summary>Whether the work was this instance's to do; then it is done.</summary>
    private async Task<bool> TurnAsync(PeriodicWork work, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var lease = new MySqlCommand("CALL sp_take_lease(@name, @holder, @seconds, @lease_taken)", connection);
        lease.Parameters.AddWithValue("@name", work.Name);
        lease.Parameters.AddWithValue("@holder", _holder);
        lease.Parameters.AddWithValue("@seconds", (int)(LeaseTurns * work.Every).TotalSeconds);
        await lease.ExecuteNonQueryAsync(cancellationToken);
        await using var taken = new MySqlCommand("SELECT @lease_taken", connection);
        if (!Convert.ToBoolean(await taken.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture))
        {
            return false;
        }

        await work.RunAsync(connection, cancellationToken);
        return true;
    }

    private ValueTask<MySqlConnection> OpenAsync(CancellationToken cancellationToken) =>
        services.GetRequiredService<MySqlDataSource>().OpenConnectionAsync(cancellationToken);

    private static string Ascii(string name) => string.Concat(name.Where(char.IsAscii).Take(64));

    [LoggerMessage(LogLevel.Information, "{Work} is done {Where} now.")]
    private partial void LogTurn(string work, string where);

    [LoggerMessage(LogLevel.Warning, "{Work} fails: {Reason}. Trying again every {Every}; not said again until it succeeds.")]
    private partial void LogFailure(string work, string reason, TimeSpan every);

    [LoggerMessage(LogLevel.Information, "{Work} succeeds again.")]
    private partial void LogRecovery(string work);

    [LoggerMessage(LogLevel.Information, "The leases could not be given back: {Reason}")]
    private partial void LogGoodbyeFailure(string reason);
}
