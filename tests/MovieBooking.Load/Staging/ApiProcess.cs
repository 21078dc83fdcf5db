using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MovieBooking.Db.Server;

namespace MovieBooking.Load.Staging;

/// <summary>The API as an operator runs it: its own process, Production, Kestrel on a port of the loopback.</summary>
internal sealed class ApiProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(3);

    private readonly IReadOnlyList<string> _command;
    private readonly Dictionary<string, string> _settings;
    private readonly string _log;
    private Process _process;

    private ApiProcess(IReadOnlyList<string> command, Dictionary<string, string> settings, string log)
    {
        Address = new Uri($"http://127.0.0.1:{PrivateServer.FreePort()}");
        _command = command;
        _settings = new Dictionary<string, string>(settings, StringComparer.Ordinal) { ["ASPNETCORE_URLS"] = Address.ToString() };
        _log = log;
        _process = Launch();
    }

    public Uri Address { get; }

    public int ProcessId => _process.Id;

    /// <param name="connectionString">Its database, which is migrated.</param>
    /// <param name="signingKey">What its access tokens are signed with.</param>
    /// <param name="log">Where what it says goes.</param>
    /// <param name="program">The assembly of a published build; without one, of the build that this program refers to.</param>
    /// <param name="more">More settings, by their names in configuration.</param>
    public static Task<ApiProcess> StartAsync(
        string connectionString,
        string signingKey,
        string log,
        CancellationToken cancellationToken,
        string? program = null,
        IEnumerable<KeyValuePair<string, string>>? more = null
    )
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ConnectionStrings__MovieBooking"] = connectionString,
            [Tokens.SigningKeySetting] = signingKey,
            ["Tickets__Keys__1"] = signingKey,
            ["Serilog__MinimumLevel__Default"] = "Warning",
            // All customers come from one address here.
            ["RateLimits__AddressHolds__PerMinute"] = "1000000",
            ["RateLimits__Authentication__PerMinute"] = "1000000",
            ["RateLimits__GuestBooking__PerMinute"] = "1000000",
            ["RateLimits__Holds__PerMinute"] = "1000000",
            ["RateLimits__Queue__PerMinute"] = "1000000",
            ["RateLimits__Voucher__PerMinute"] = "1000000",
            ["RateLimits__Counter__PerMinute"] = "1000000",
            // And few of them, who want seats of every show.
            ["Holds__ShowtimesPerPerson"] = "10000",
        };
        foreach (var (name, value) in more ?? [])
        {
            settings[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return StartAsync([program ?? typeof(Program).Assembly.Location], settings, log, cancellationToken);
    }

    /// <summary>Another .NET program, which serves HTTP in place of the API.</summary>
    /// <param name="command">Its assembly and arguments.</param>
    /// <param name="settings">Its environment, beside the address to listen on.</param>
    /// <param name="log">Where what it says goes.</param>
    public static async Task<ApiProcess> StartAsync(
        IReadOnlyList<string> command,
        Dictionary<string, string> settings,
        string log,
        CancellationToken cancellationToken
    )
    {
        var api = new ApiProcess(command, settings, log);
        await api.WaitUntilUpAsync(cancellationToken);
        return api;
    }

    /// <summary>It was told to stop: its <c>/health/ready</c> says so.</summary>
    public bool IsLeaving { get; private set; }

    /// <summary>SIGKILL: nothing of it gets to finish.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>SIGTERM: it finishes what it has begun.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        IsLeaving = true;
        await Signal.SendAsync("TERM", ProcessId, cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Starts it again where it was; it is up when this returns.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        _process.Dispose();
        _process = Launch();
        await WaitUntilUpAsync(cancellationToken);
        IsLeaving = false;
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
        var start = new ProcessStartInfo("sh", ["-c", """exec "$@" >>"$0" 2>&1""", _log, "dotnet", .. _command])
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
}
