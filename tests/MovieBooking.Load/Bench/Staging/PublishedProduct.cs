using System.Diagnostics;
using MovieBooking.Db.Server;
using MovieBooking.Load.Measuring;

namespace MovieBooking.Load.Bench.Staging;

/// <summary>The product as it is deployed: published in Release, with the web app.</summary>
internal static class PublishedProduct
{
    private const string Assembly = "MovieBooking.Api.dll";

    /// <summary>The assembly of a folder that was published before.</summary>
    public static string In(string folder) => Path.GetFullPath(Path.Combine(folder, Assembly));

    /// <summary>Publishes the source tree; the answer is the assembly.</summary>
    public static async Task<string> PublishAsync(string folder, CancellationToken cancellationToken)
    {
        var sources =
            PrivateServerOptions.FindSourceTree(AppContext.BaseDirectory)
            ?? throw new InvalidOperationException("There is no source tree here to publish: name a folder with --published.");
        Output.Say("Publishing the product …");
        var start = new ProcessStartInfo(
            "dotnet",
            ["publish", "api", "--configuration", "Release", "--output", folder, "--verbosity", "quiet"]
        )
        {
            WorkingDirectory = sources,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var publish = Process.Start(start)!;
        var said = await publish.StandardOutput.ReadToEndAsync(cancellationToken);
        await publish.WaitForExitAsync(cancellationToken);
        return publish.ExitCode == 0 ? In(folder) : throw new InvalidOperationException($"dotnet publish failed:\n{said}");
    }
}
