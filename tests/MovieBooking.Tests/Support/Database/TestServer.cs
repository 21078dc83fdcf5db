using MovieBooking.Db.Primary;
using MovieBooking.Db.Server;
using MySqlConnector;

namespace MovieBooking.Tests.Support;

/// <summary>
/// The database server of this test run: the one that <c>ConnectionStrings__MovieBooking</c> names, else a private one,
/// started once and gone with the process.
/// </summary>
internal static class TestServer
{
    private static readonly Lazy<Task<Func<string, string>>> s_start = new(StartAsync);

    /// <summary>The connection string of a database on the server.</summary>
    public static async Task<string> ConnectionStringAsync(string database) => (await s_start.Value)(database);

    private static async Task<Func<string, string>> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("ConnectionStrings__MovieBooking") is { Length: > 0 } configured)
        {
            if (PrimaryRoute.IsFor(configured))
            {
                var route = await PrimaryRoute.OpenAsync(configured, new Progress<string>(Console.WriteLine), CancellationToken.None);
                configured = route.ConnectionString;
                AppDomain.CurrentDomain.ProcessExit += (_, _) => route.DisposeAsync().AsTask().Wait();
            }

            return database => new MySqlConnectionStringBuilder(configured) { Database = database }.ConnectionString;
        }

        var folder = PrivateServerOptions.DefaultFolder(AppContext.BaseDirectory);
        var server = await PrivateServer.StartAsync(
            new PrivateServerOptions(folder, ServerProfile.Fast),
            new Progress<string>(Console.WriteLine),
            CancellationToken.None
        );
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().Wait();
        return server.ConnectionString;
    }
}
