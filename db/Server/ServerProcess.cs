using System.Collections.Concurrent;
using System.Diagnostics;

namespace MovieBooking.Db.Server;

/// <summary>
/// A running server that ends with us, whatever becomes of us. We hold the writing end of a pipe; a watcher beside the
/// server reads it and sends SIGTERM when it closes: on a clean stop, a crash, or kill −9.
/// </summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    // setsid: Ctrl+C in the terminal must reach us alone, so that requests end before the database does.
    // The server replaces the shell (exec), so its process is ours to wait for; $0 is the log.
    private const string Script = """exec 3<&0 >>"$0" 2>&1; (read -r _ <&3; kill -TERM $$) & exec "$@" </dev/null 3<&-""";

    // A Process that the garbage collector takes closes the pipe, and the server stops under its users.
    private static readonly ConcurrentDictionary<ServerProcess, byte> s_running = new();

    private readonly Process _process;
    private readonly string _log;

    private ServerProcess(Process process, string log)
    {
        _process = process;
        _log = log;
        s_running[this] = 0;
    }

    /// <summary>The server's own: it has taken the place of the shell.</summary>
    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    /// <summary>What the server said last; nothing else explains why it did not start.</summary>
    public string LogTail => string.Join('\n', File.ReadLines(_log).TakeLast(15));

    public static ServerProcess Start(ServerProgram program, IEnumerable<string> arguments, string log)
    {
        File.Delete(log);
        var start = new ProcessStartInfo("setsid", ["sh", "-c", Script, log, program.Executable, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in program.Variables)
        {
            start.Environment[name] = value;
        }

        return new ServerProcess(Process.Start(start)!, log);
    }

    /// <summary>Ends servers that a crashed copy left on this data folder: two servers must never share one.</summary>
    public static async Task StopLeftOversAsync(string dataFolder, IProgress<string> progress, CancellationToken cancellationToken)
    {
        foreach (var process in Process.GetProcesses().Where(process => Serves(process, dataFolder)))
        {
            progress.Report("A database server of an earlier run is still stopping; waiting for it …");
            using (process)
            {
                // Its watcher has told it already, unless that was killed too.
                await Command.RunAsync("kill", ["-TERM", $"{process.Id}"], cancellationToken);
                await WaitOrKillAsync(process, TimeSpan.FromSeconds(30));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await WaitOrKillAsync(_process, TimeSpan.FromSeconds(30));
        s_running.TryRemove(this, out _);
        _process.Dispose();
    }

    private static bool Serves(Process process, string dataFolder)
    {
        try
        {
            var arguments = File.ReadAllText($"/proc/{process.Id}/cmdline").Split('\0');
            return arguments[0] != "sh" && arguments.Contains($"--datadir={dataFolder}", StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static async Task WaitOrKillAsync(Process process, TimeSpan timeout)
    {
        using var limit = new CancellationTokenSource(timeout);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }
}
