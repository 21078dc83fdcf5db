using System.Globalization;
using MovieBooking.Db.Server;
using StackExchange.Redis;

namespace MovieBooking.Load.Staging;

/// <summary>A real Redis or Valkey: the machine's, else the distribution's package, unpacked beside the database server. It keeps nothing.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private static readonly string[] s_names = ["valkey-server", "redis-server"];
    private static readonly string[] s_folders = ["/usr/bin", "/usr/local/bin", "/usr/sbin"];
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(30);

    private readonly ServerProgram _program;
    private readonly string _folder = Directory.CreateTempSubdirectory("redis-").FullName;
    private readonly int _port = PrivateServer.FreePort();
    private ServerProcess? _process;

    private RedisServer(ServerProgram program) => _program = program;

    /// <summary>For the setting <c>ConnectionStrings:Redis</c>.</summary>
    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}");

    public static async Task<RedisServer> StartAsync()
    {
        var folder = Path.Combine(PrivateServerOptions.DefaultFolder(AppContext.BaseDirectory), "redis");
        var program =
            Find(s_folders, "")
            ?? await DistributionPackage.FetchAsync(
                folder,
                s_names,
                "Redis or Valkey",
                () => Task.FromResult(Find([Path.Combine(folder, "usr/bin")], folder)),
                new Progress<string>(Console.WriteLine),
                CancellationToken.None
            );
        var server = new RedisServer(program);
        await server.RestartAsync();
        return server;
    }

    /// <summary>At the same address, with nothing in it.</summary>
    public async Task RestartAsync()
    {
        _process = ServerProcess.Start(
            _program,
            ["--bind", "127.0.0.1", "--port", $"{_port}", "--save", "", "--appendonly", "no", "--dir", _folder],
            Path.Combine(_folder, "log")
        );
        using var limit = new CancellationTokenSource(s_timeout);
        while (true)
        {
            try
            {
                await using var connection = await ConnectionMultiplexer.ConnectAsync(ConnectionString);
                return;
            }
            catch (RedisConnectionException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), limit.Token);
            }
        }
    }

    public async Task StopAsync() => await _process!.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static ServerProgram? Find(IEnumerable<string> folders, string unpacked) =>
        (
            from name in s_names
            from folder in folders
            let path = Path.Combine(folder, name)
            where Directory.Exists(folder) && File.Exists(path)
            select new ServerProgram(
                path,
                folder,
                folder,
                unpacked.Length > 0 ? ServerProgram.FoldersOfLibraries(unpacked) : "",
                IsMariaDb: false,
                new Version()
            )
        ).FirstOrDefault();
}
