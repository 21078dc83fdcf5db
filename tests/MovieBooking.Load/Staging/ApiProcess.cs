using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace MovieBooking.Load.Staging;

/// <summary>The API as an operator runs it: its own process, Production, Kestrel on a port of the loopback.</summary>
internal sealed class ApiProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, string> _settings;
    private readonly string _log;
    private Process _process;

    private ApiProcess(Uri address, Dictionary<string, string> settings, string log)
    {
        Address = address;
        _settings = settings;
        _log = log;
        _process = Launch();
    }

    public Uri Address { get; }

    public int ProcessId => _process.Id;

    public static async Task<ApiProcess> StartAsync(
        string connectionString,
        string signingKey,
        string log,
        CancellationToken cancellationToken
    )
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_URLS"] = address.ToString(),
            ["ConnectionStrings__MovieBooking"] = connectionString,
            [Tokens.SigningKeySetting] = signingKey,
            ["Serilog__MinimumLevel__Default"] = "Warning",
            // All customers come from one address here.
            ["RateLimits__GuestBooking__PerMinute"] = "1000000",
        };
        var api = new ApiProcess(address, settings, log);
        await api.WaitUntilUpAsync(cancellationToken);
        return api;
    }

    /// <summary>SIGKILL: nothing of it gets to finish.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Starts it again where it was; it is up when this returns.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        _process.Dispose();
        _process = Launch();
        await WaitUntilUpAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    /// <summary>Up means that it takes connections; whether it then answers is for the scenario to see.</summary>
    private async Task WaitUntilUpAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_timeout);
        while (!_process.HasExited && !limit.IsCancellationRequested)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, Address.Port, limit.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), cancellationToken);
            }
        }

        throw new InvalidOperationException($"The API did not start. It said:\n{File.ReadAllText(_log)}");
    }

    // Through a shell, so that the log is a file: a pipe that nobody reads would stop the API.
    private Process Launch()
    {
        var start = new ProcessStartInfo("sh", ["-c", """exec "$@" >>"$0" 2>&1""", _log, "dotnet", typeof(Program).Assembly.Location])
        {
            UseShellExecute = false,
            WorkingDirectory = Path.GetDirectoryName(_log)!,
        };
        foreach (var (name, value) in _settings)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
