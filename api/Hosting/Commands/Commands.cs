using EvolveDb;
using Microsoft.AspNetCore.Connections;
using MovieBooking.Db;
using MovieBooking.Db.Server;
using MySqlConnector;

namespace MovieBooking.Api.Hosting;

/// <summary>What this program can be asked for: without a command it serves.</summary>
internal static class Commands
{
    private const string Usage = """
        Commands (none: serve):
          migrate                                    brings the database to this version's schema
          create-admin --email <e-mail> --name <name>  makes an administrator; the password is asked for,
                                                     or read from MOVIEBOOKING_ADMIN_PASSWORD
          demo                                       fills an empty database with movies, cinemas and logins to try
                                                     things out with; never in Production
          backup [--to <file>]                       writes the whole database to a file, while bookings go on
          restore --from <file> [--replace true]     fills an empty database with what a backup holds; with --replace
                                                     whatever is in it goes first
          rebuild-rollups                            sums up all sales anew from the tickets; bookings go on
          doctor                                     looks at settings, database, clock, mail and payment, and says
                                                     what to do; exit code 1 when something would not work
          --version, --help                          this version; this list
        """;

    public static async Task<int> RunAsync(this WebApplication app, string[] args)
    {
        try
        {
            switch (args.FirstOrDefault(""))
            {
                case "--version":
                    Console.WriteLine(ProductVersion.Text);
                    return 0;
                case "--help":
                    Console.WriteLine(Usage);
                    return 0;
                case "" or ['-', ..]:
                    await ServeAsync(app);
                    return 0;
                case "migrate":
                    await MigrateAsync(app);
                    return 0;
                case "create-admin":
                    await CreateAdmin.RunAsync(app, args[1..]);
                    return 0;
                case "demo":
                    await Demo.RunAsync(app);
                    return 0;
                case "backup":
                    await Backup.RunAsync(app, args[1..]);
                    return 0;
                case "restore":
                    await Restore.RunAsync(app, args[1..]);
                    return 0;
                case "rebuild-rollups":
                    await RebuildRollups.RunAsync(app);
                    return 0;
                case "doctor":
                    return await Doctor.RunAsync(app);
                default:
                    throw new StartupException($"Unknown command `{args[0]}`.\n{Usage}");
            }
        }
        catch (Exception exception) when (Explain(exception) is { } explanation)
        {
            await Console.Error.WriteLineAsync(explanation);
            return 1;
        }
    }

    private static async Task ServeAsync(WebApplication app)
    {
        // Started here rather than by the host, which would log a stack before our explanation. The OpenAPI tool
        // takes the hosted services away: no database for it.
        foreach (var database in app.Services.GetServices<IHostedService>().OfType<DatabaseStartup>())
        {
            await database.StartAsync(CancellationToken.None);
        }

        await app.RunAsync();
    }

    private static string? Explain(Exception exception) =>
        exception switch
        {
            StartupException or PrivateServerException or DatabaseBackupException => exception.Message,
            MySqlException { ErrorCode: MySqlErrorCode.UnableToConnectToHost or MySqlErrorCode.AccessDenied } =>
                $"The database of ConnectionStrings:MovieBooking cannot be used: {exception.Message}",
            MySqlException { ErrorCode: MySqlErrorCode.UnknownDatabase } =>
                $"{exception.Message}. Run this program once with the command `migrate`: it makes the database.",
            EvolveValidationException =>
                "The database was made by a version before the first release, whose migrations are no longer part of the program: "
                    + "make an empty one. The private one of a source tree lies in .data/, which can be deleted.",
            IOException { InnerException: AddressInUseException } =>
                $"{exception.Message} Stop what uses it, or choose another port: `--urls http://localhost:5081`.",
            _ => null,
        };

    private static async Task MigrateAsync(WebApplication app)
    {
        await using var database = app.Services.GetRequiredService<DatabaseStartup>();
        var connectionString = await database.ConnectAsync(CancellationToken.None);
        var later = await Migrator.MigrateAsync(connectionString, CancellationToken.None);
        await DatabaseStartup.CreateEventsAsync(connectionString, new ConsoleProgress(), CancellationToken.None);
        Console.WriteLine(
            later is null
                ? "The database has this version's schema."
                : $"The database has the schema of a later version (migration {later}), which serves this one, too: it stays as it is."
        );
    }
}
