namespace MovieBooking.Db.Server;

/// <summary>
/// Fetches the distribution's own server package and unpacks it into a folder. Nothing is installed and no root is
/// needed: apt keeps its lists and its cache in our folder, and checks the signatures as always.
/// </summary>
internal static class ServerPackage
{
    // In order of preference. Ubuntu 22.04 has no MariaDB that is new enough, but MySQL 8.0.
    private static readonly string[] s_packages =
    [
        "mariadb-server-core",
        "mysql-server-core-8.4",
        "mysql-server-core-8.0",
        "mysql-server-core",
    ];

    public static async Task<ServerProgram> FetchAsync(
        string folder,
        IProgress<string> progress,
        CancellationToken cancellationToken
    )
    {
        // `dotnet run` and `dotnet test` share the folder and may both come here first.
        using var turn = await FileLock.WaitAsync(folder + ".lock", cancellationToken);
        if (await ServerProgram.FindUnpackedAsync(folder, cancellationToken) is { } already)
        {
            return already;
        }

        progress.Report(
            "No database server on this machine: fetching one from the distribution (nothing is installed) …"
        );
        var draft = folder + ".new";
        DeleteFolder(draft);
        await DownloadAsync(draft, progress, cancellationToken);
        DeleteFolder(folder);
        Directory.Move(Path.Combine(draft, "root"), folder);
        DeleteFolder(draft);
        return await ServerProgram.FindUnpackedAsync(folder, cancellationToken)
            ?? throw PrivateServerException.Unavailable(
                "the distribution's server package does not run here."
            );
    }

    private static async Task DownloadAsync(
        string folder,
        IProgress<string> progress,
        CancellationToken cancellationToken
    )
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["APT_CONFIG"] = WriteAptConfiguration(folder),
        };
        var update = await Command.RunAsync("apt-get", ["update"], cancellationToken, environment);
        if (!update.Succeeded)
        {
            throw PrivateServerException.Unavailable(
                $"the package lists could not be read ({update.LastError})."
            );
        }

        // What apt would install on this machine: the server and those libraries that are not here yet.
        Command.Result plan = new(1, "", "");
        foreach (var package in s_packages)
        {
            string[] arguments =
            [
                "install",
                "--print-uris",
                "-qq",
                "--no-install-recommends",
                package,
            ];
            plan = await Command.RunAsync("apt-get", arguments, cancellationToken, environment);
            if (plan.Succeeded && plan.Output.Length > 0)
            {
                progress.Report($"Downloading {package} …");
                break;
            }
        }

        var names = plan
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ')[1].Split('_')[0]);
        var download = plan.Succeeded
            ? await Command.RunAsync(
                "apt-get",
                ["download", .. names],
                cancellationToken,
                environment,
                folder
            )
            : plan;
        if (!download.Succeeded)
        {
            throw PrivateServerException.Unavailable(
                $"its package could not be downloaded ({download.LastError})."
            );
        }

        progress.Report("Unpacking it …");
        foreach (var file in Directory.GetFiles(folder, "*.deb"))
        {
            var unpack = await Command.RunAsync(
                "dpkg-deb",
                ["-x", file, Path.Combine(folder, "root")],
                cancellationToken
            );
            if (!unpack.Succeeded)
            {
                throw PrivateServerException.Unavailable(
                    $"its package could not be unpacked ({unpack.LastError})."
                );
            }
        }
    }

    private static string WriteAptConfiguration(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "lists/partial"));
        Directory.CreateDirectory(Path.Combine(folder, "cache/archives/partial"));
        var path = Path.Combine(folder, "apt.conf");
        File.WriteAllText(
            path,
            $"""
            Dir::State::lists "{folder}/lists";
            Dir::Cache "{folder}/cache";
            APT::Sandbox::User "";
            Acquire::Languages "none";
            """
        );
        return path;
    }

    private static void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
