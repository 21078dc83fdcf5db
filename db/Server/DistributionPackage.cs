namespace MovieBooking.Db.Server;

/// <summary>
/// Fetches a package of the distribution and unpacks it into a folder. Nothing is installed and no root is
/// needed: apt keeps its lists and its cache in our folder, and checks the signatures as always.
/// </summary>
internal static class DistributionPackage
{
    /// <summary>What is in the folder, which is filled when it is not there.</summary>
    /// <param name="folder">Where to; several processes may share it.</param>
    /// <param name="packages">Their names, in order of preference: the first that is offered is taken.</param>
    /// <param name="what">What it is for, for people.</param>
    /// <param name="find">Looks for it in the folder.</param>
    /// <param name="progress">Hears a line about each step.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="PrivateServerException">It cannot be had here.</exception>
    public static async Task<T> FetchAsync<T>(
        string folder,
        string[] packages,
        string what,
        Func<Task<T?>> find,
        IProgress<string> progress,
        CancellationToken cancellationToken
    )
        where T : class
    {
        // `dotnet run` and `dotnet test` share the folder and may both come here first.
        using var turn = await FileLock.WaitAsync(folder + ".lock", cancellationToken);
        if (await find() is { } already)
        {
            return already;
        }

        progress.Report($"No {what} on this machine: fetching one from the distribution (nothing is installed) …");
        var draft = folder + ".new";
        DeleteFolder(draft);
        await DownloadAsync(draft, packages, progress, cancellationToken);
        progress.Report("Unpacking it …");
        await UnpackAsync(draft, cancellationToken);
        DeleteFolder(folder);
        Directory.Move(Path.Combine(draft, "root"), folder);
        DeleteFolder(draft);
        return await find() ?? throw PrivateServerException.Unavailable("the distribution's package does not run here.");
    }

    private static async Task DownloadAsync(
        string folder,
        string[] packages,
        IProgress<string> progress,
        CancellationToken cancellationToken
    )
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["APT_CONFIG"] = WriteAptConfiguration(folder) };
        Task<Command.Result> Apt(params string[] arguments) =>
            Command.RunAsync("apt-get", arguments, cancellationToken, environment, folder);

        // One unreachable source among several need not matter: what was read decides.
        var update = await Apt("update");
        foreach (var package in packages)
        {
            // What apt would install on this machine: the package and those libraries that are not here yet.
            var plan = await Apt("install", "--print-uris", "-qq", "--no-install-recommends", package);
            if (plan.Succeeded && plan.Output.Length > 0)
            {
                progress.Report($"Downloading {package} …");
                Check(await Apt(["download", .. NamesIn(plan.Output)]), "downloaded");
                return;
            }
        }

        var reason = update.Errors.Length > 0 ? update.LastError : "none is offered";
        throw PrivateServerException.Unavailable($"none is installed, and the distribution's package cannot be had ({reason}).");
    }

    // 'http://…/libaio1_0.3.113-4_amd64.deb' libaio1_0.3.113-4_amd64.deb 13360 MD5Sum:…
    private static IEnumerable<string> NamesIn(string plan) =>
        plan.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[1].Split('_')[0]);

    private static async Task UnpackAsync(string folder, CancellationToken cancellationToken)
    {
        foreach (var file in Directory.GetFiles(folder, "*.deb"))
        {
            string[] arguments = ["-x", file, Path.Combine(folder, "root")];
            Check(await Command.RunAsync("dpkg-deb", arguments, cancellationToken), "unpacked");
        }
    }

    private static void Check(Command.Result result, string done)
    {
        if (!result.Succeeded)
        {
            throw PrivateServerException.Unavailable($"the distribution's package could not be {done} ({result.LastError}).");
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
