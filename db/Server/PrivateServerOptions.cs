namespace MovieBooking.Db.Server;

public enum ServerProfile
{
    /// <summary>Data outlives the application and a power failure.</summary>
    Durable,

    /// <summary>For tests: a temporary data folder, deleted at the end, and no waiting for the disk.</summary>
    Fast,
}

/// <param name="Folder">Where everything private to this copy lies: the fetched server, the data, the password.</param>
/// <param name="Profile">What the data has to survive.</param>
public sealed record PrivateServerOptions(string Folder, ServerProfile Profile)
{
    /// <summary>Where a fetched server is unpacked; several copies may share it.</summary>
    public string PackageFolder { get; init; } = Path.Combine(Folder, "server");

    /// <summary>The port to listen on; 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// <c>.data</c> at the root of the source tree that <paramref name="start"/> lies in, else in <paramref name="start"/> itself.
    /// One folder for <c>dotnet run</c> and <c>dotnet test</c>, so that the server is fetched once.
    /// </summary>
    public static string DefaultFolder(string start) => Path.Combine(FindSourceTree(start) ?? start, ".data");

    /// <summary>The folder that holds the solution, or null in a published application.</summary>
    public static string? FindSourceTree(string start)
    {
        for (var folder = new DirectoryInfo(Path.GetFullPath(start)); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MovieBooking.sln")))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
