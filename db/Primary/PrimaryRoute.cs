using System.Net;
using System.Net.Sockets;
using MySqlConnector;

namespace MovieBooking.Db.Primary;

/// <summary>
/// The way to whichever of several servers takes writes, as MySQL Router is one: it listens on this machine and passes each connection
/// on to the primary. When another becomes the primary, connections to the one before are closed, those that wait for an answer, too:
/// pools make new ones, which come to the new primary, and transactions are begun again (<see cref="BookingTransaction"/>).
/// </summary>
/// <remarks>
/// Nothing else need know that there are several servers: not the pools, EF Core, migrations or the server's own programs. With one
/// server there is no route, and nothing in between. What is encrypted stays so from end to end.
/// </remarks>
public sealed class PrimaryRoute : IAsyncDisposable
{
    // As long as the driver waits for a connection by itself.
    private static readonly TimeSpan s_firstTimeout = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan s_acceptPause = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _found = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IProgress<string> _progress;
    private readonly Lock _lock = new();
    private readonly HashSet<RoutedConnection> _connections = [];
    private Task _work = Task.CompletedTask;
    private WatchedServer? _primary;

    private PrimaryRoute(MySqlConnectionStringBuilder settings, IProgress<string> progress)
    {
        _progress = progress;
        Servers = WatchedServer.All(settings);
        _listener.Start();
        ConnectionString = new MySqlConnectionStringBuilder(settings.ConnectionString)
        {
            Server = IPAddress.Loopback.ToString(),
            Port = (uint)((IPEndPoint)_listener.LocalEndpoint).Port,
        }.ConnectionString;
    }

    /// <summary>Leads here, and is otherwise the one that was given.</summary>
    public string ConnectionString { get; }

    public IReadOnlyList<WatchedServer> Servers { get; }

    /// <summary>Where connections lead; null while none of the servers takes writes.</summary>
    public WatchedServer? Primary
    {
        get
        {
            lock (_lock)
            {
                return _primary;
            }
        }
    }

    /// <summary>Whether a connection string names several servers.</summary>
    public static bool IsFor(string connectionString) =>
        new MySqlConnectionStringBuilder(connectionString).Server.Contains(',', StringComparison.Ordinal);

    /// <summary>What is wrong with a connection string, or null.</summary>
    public static string? Problem(string connectionString)
    {
        try
        {
            var settings = new MySqlConnectionStringBuilder(connectionString);
            // Their ports, too.
            _ = WatchedServer.All(settings);
            return IsFor(connectionString) && settings.SslMode == MySqlSslMode.VerifyFull
                ? "SslMode=VerifyFull cannot be kept with several servers, which are reached through one address here: "
                    + "use VerifyCA with a certificate authority that signs for these servers alone."
                : null;
        }
        // What it says may have the password in it.
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException)
        {
            return "ConnectionStrings__MovieBooking cannot be read: `Server=…;Database=…;User ID=…;Password=…`, of several servers `Server=a,b,c:3307;…`.";
        }
    }

    /// <summary>Looks for the primary; where there is none after a while, connections are refused until there is one.</summary>
    public static async Task<PrimaryRoute> OpenAsync(
        string connectionString,
        IProgress<string> progress,
        CancellationToken cancellationToken
    )
    {
        var route = new PrimaryRoute(new MySqlConnectionStringBuilder(connectionString), progress);
        route._work = Task.WhenAll([
            route.ListenAsync(),
            .. route.Servers.Select(server => Task.Run(() => server.WatchAsync(route.Choose, route._stop.Token))),
        ]);
        await Task.WhenAny(route._found.Task, Task.Delay(s_firstTimeout, cancellationToken));
        return route;
    }

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        await _stop.CancelAsync();
        await _work;
        _listener.Dispose();
        await Task.WhenAll(Cut().Select(connection => connection.Ended));
        _stop.Dispose();
    }

    /// <summary>
    /// A primary that does not answer is left when there is another: it may only be slow, and the others say when it is gone. One that
    /// says that it is none any more is left at once.
    /// </summary>
    private void Choose()
    {
        List<RoutedConnection> cut;
        WatchedServer? next;
        lock (_lock)
        {
            if (_primary is { Role: ServerRole.Primary })
            {
                return;
            }

            next = Servers.FirstOrDefault(server => server.Role == ServerRole.Primary);
            if (next == _primary || (next is null && _primary is { Role: ServerRole.Away }))
            {
                return;
            }

            _primary = next;
            cut = [.. _connections];
        }

        cut.ForEach(connection => connection.Close());
        _progress.Report(next is null ? "No server takes writes now." : $"The primary is {next.Name} now.");
        if (next is not null)
        {
            _found.TrySetResult();
        }
    }

    private async Task ListenAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                Accept(await _listener.AcceptSocketAsync(_stop.Token));
            }
            catch (OperationCanceledException)
            {
                // The end.
            }
            catch (SocketException)
            {
                // A caller that has gone already; or no handle is left, and asking again at once would bring none.
                await Task.Delay(s_acceptPause, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Accept(Socket caller)
    {
        lock (_lock)
        {
            if (_primary is null)
            {
                // The driver takes it for a server that cannot be reached, and whoever asks is told to come back.
                caller.Dispose();
                return;
            }

            var connection = new RoutedConnection(caller, _primary);
            _connections.Add(connection);
            connection.Begin(() =>
            {
                lock (_lock)
                {
                    _connections.Remove(connection);
                }
            });
        }
    }

    private List<RoutedConnection> Cut()
    {
        lock (_lock)
        {
            _primary = null;
            List<RoutedConnection> connections = [.. _connections];
            connections.ForEach(connection => connection.Close());
            return connections;
        }
    }
}
