using MovieBooking.Api.Auth;
using MovieBooking.Db;
using MovieBooking.Db.Demo;
using MySqlConnector;

namespace MovieBooking.Api.Hosting;

/// <summary>Loads the demo into a configured database, as Development does by itself.</summary>
internal static class Demo
{
    public static async Task RunAsync(WebApplication app)
    {
        if (app.Environment.IsProduction())
        {
            throw new StartupException(
                "The demo's logins have published passwords: not in Production. Set ASPNETCORE_ENVIRONMENT, for example to Staging, for a database to try things out with."
            );
        }

        await using var database = app.Services.GetRequiredService<DatabaseStartup>();
        var connectionString = await database.ConnectAsync(CancellationToken.None);
        await Migrator.MigrateAsync(connectionString, CancellationToken.None);
        await using var source = new MySqlDataSource(connectionString);
        await DemoData.LoadAsync(source, app.Services.GetRequiredService<TimeProvider>(), Passwords.Hash, new ConsoleProgress(), default);
        Console.WriteLine("The database holds the demo, unless it held other cinemas.");
    }
}
