using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace MovieBooking.Clients;

/// <summary>The API as a developer runs it, with demo data and a private database, all in a folder that goes with it.</summary>
internal sealed class RunningApi : IAsyncDisposable
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private RunningApi(Process process, Uri address, DirectoryInfo folder) => (_process, Address, _folder) = (process, address, folder);

    public Uri Address { get; }

    public static async Task<RunningApi> StartAsync(string assembly)
    {
        var folder = Directory.CreateTempSubdirectory("moviebooking-clients-");
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.GetFullPath(assembly), "--contentRoot", folder.FullName, "--urls", address.ToString()]
        )
        {
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["Serilog__MinimumLevel__Default"] = "Warning" },
        };
        var api = new RunningApi(Process.Start(start)!, address, folder);
        try
        {
            await api.WaitUntilReadyAsync();
            return api;
        }
        catch
        {
            await api.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            // Its database server ends with it, and is to leave the folder alone before that goes.
            Process.Start("kill", ["-TERM", $"{_process.Id}"]).Dispose();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task WaitUntilReadyAsync()
    {
        using var client = new HttpClient();
        var begun = Stopwatch.GetTimestamp();
        while (!_process.HasExited && Stopwatch.GetElapsedTime(begun) < s_timeout)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri(Address, "/health/ready"));
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        throw new InvalidOperationException("The API did not start.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
