namespace MovieBooking.Db.Server;

/// <summary>The settings our own servers run with; MySQL and MariaDB ignore what begins with <c>loose-</c> and is not theirs.</summary>
internal static class ServerArguments
{
    public static IEnumerable<string> For(ServerProgram program, ServerHome home, int port)
    {
        List<string> arguments =
        [
            "--no-defaults",
            $"--basedir={program.BaseFolder}",
            $"--datadir={home.DataFolder}",
            $"--lc-messages-dir={program.MessagesFolder}",
            $"--tmpdir={home.TemporaryFolder}",
            $"--init-file={home.Accounts}",
            "--pid-file=server.pid",
            // Relative to the data folder: the path of a socket holds 107 characters at most.
            "--socket=server.sock",
            "--bind-address=127.0.0.1",
            $"--port={port}",
            "--skip-name-resolve",
            "--skip-log-bin",
            "--loose-mysqlx=OFF",
            "--performance-schema=OFF",
            "--local-infile=OFF",
            "--max-connections=400",
            "--default-time-zone=+00:00",
            "--character-set-server=utf8mb4",
            "--collation-server=utf8mb4_unicode_520_ci",
            "--transaction-isolation=READ-COMMITTED",
            "--innodb-lock-wait-timeout=5",
            "--log-bin-trust-function-creators=1",
            "--event-scheduler=ON",
        ];
        if (Environment.IsPrivilegedProcess)
        {
            arguments.Add("--user=root");
        }

        if (home.Profile == ServerProfile.Fast)
        {
            arguments.AddRange(
                "--loose-sync-frm=OFF",
                "--innodb-flush-log-at-trx-commit=0",
                "--innodb-file-per-table=OFF",
                "--innodb-doublewrite=OFF",
                "--innodb-buffer-pool-size=256M"
            );
        }

        return arguments;
    }
}
