namespace MovieBooking.Db.Server;

/// <summary>Makes the data folder of a new server.</summary>
internal static class ServerData
{
    // MariaDB's own installation script in the order it uses; names begin with mysql_ or, since 11, mariadb_.
    private static readonly string[] s_systemFiles =
    [
        "*_system_tables.sql",
        "*_performance_tables.sql",
        "*_system_tables_data.sql",
        "maria*_add_gis_sp_bootstrap.sql",
        "*_sys_schema.sql",
    ];

    public static async Task InitialiseAsync(ServerProgram program, string folder, CancellationToken cancellationToken)
    {
        // Made beside and moved, so that a crash in the middle never leaves a folder that looks finished.
        var draft = folder + ".new";
        if (Directory.Exists(draft))
        {
            Directory.Delete(draft, recursive: true);
        }

        SecretFile.CreateFolder(draft);
        List<string> arguments =
        [
            "--no-defaults",
            $"--basedir={program.BaseFolder}",
            $"--datadir={draft}",
            $"--tmpdir={draft}",
            $"--lc-messages-dir={program.MessagesFolder}",
        ];
        if (Environment.IsPrivilegedProcess)
        {
            arguments.Add("--user=root");
        }

        var made = program.IsMariaDb
            ? await Command.RunAsync(
                program.Executable,
                [.. arguments, "--bootstrap", "--enforce-storage-engine=", "--max-allowed-packet=8M"],
                cancellationToken,
                program.Variables,
                input: writer => WriteSystemTablesAsync(writer, program.MessagesFolder)
            )
            : await Command.RunAsync(
                program.Executable,
                [.. arguments, "--initialize-insecure", "--log-error-verbosity=1"],
                cancellationToken,
                program.Variables
            );
        if (!made.Succeeded)
        {
            throw new PrivateServerException($"{program.Name} ({program.Executable}) could not make its data folder:\n{made.Errors}");
        }

        Directory.Move(draft, folder);
    }

    private static async Task WriteSystemTablesAsync(TextWriter writer, string folder)
    {
        // One statement a line: the bootstrap reader ends a statement only at the end of a line.
        await writer.WriteLineAsync("CREATE DATABASE mysql;");
        await writer.WriteLineAsync("USE mysql;");
        await writer.WriteLineAsync("SET @auth_root_socket=NULL;");
        foreach (var pattern in s_systemFiles)
        {
            foreach (var file in Directory.GetFiles(folder, pattern))
            {
                await writer.WriteLineAsync(await File.ReadAllTextAsync(file));
            }
        }

        // MariaDB comes with a root without a password, over TCP too.
        await writer.WriteLineAsync("DELETE FROM mysql.global_priv WHERE User IN ('root', '');");
    }
}
