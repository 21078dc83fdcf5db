using System.Diagnostics;
using MovieBooking.Db.Server;
using MovieBooking.Load.Measuring;

namespace MovieBooking.Load.Staging;

/// <summary>The product as it is deployed: published in Release, with the web app.</summary>
internal static class PublishedProduct
{
    private const string Assembly = "MovieBooking.Api.dll";

    /// <summary>The assembly of a folder that was published before.</summary>
    public static string In(string folder) => Path.GetFullPath(Path.Combine(folder, Assembly));

    /// <summary>Publishes the source tree as its image does (api/Dockerfile); the answer is the assembly.</summary>
    public static async Task<string> PublishAsync(string folder, CancellationToken cancellationToken)
    {
        var sources =
            PrivateServerOptions.FindSourceTree(AppContext.BaseDirectory)
            ?? throw new InvalidOperationException("There is no source tree here to publish: name a folder with --published.");
        Output.Say("Publishing the product …");
        await RunAsync(
            [
                "publish",
                "api",
                "--configuration",
                "Release",
                "--output",
                folder,
                "--verbosity",
                "quiet",
                "--use-current-runtime",
                "--self-contained",
                "false",
                "-p:PublishReadyToRun=true",
                "-p:TieredPGO=false",
            ],
            sources,
            [],
            cancellationToken
        );
        return In(folder);
    }

    /// <summary>Makes a database with the schema of a build.</summary>
    public static Task MigrateAsync(string program, string connectionString, CancellationToken cancellationToken) =>
        RunAsync(
            [program, "migrate"],
            Path.GetDirectoryName(program)!,
            [("ASPNETCORE_ENVIRONMENT", "Production"), ("ConnectionStrings__MovieBooking", connectionString)],
            cancellationToken
        );

    private static async Task RunAsync(
        string[] command,
        string folder,
        (string Name, string Value)[] settings,
        CancellationToken cancellationToken
    )
    {
        var start = new ProcessStartInfo("dotnet", command)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"dotnet {string.Join(' ', command)} failed:\n{said}");
        }
    }
}
