using System.Globalization;
using MailKit.Net.Smtp;
using MovieBooking.Api.Backplane;
using MovieBooking.Api.Messages;
using MovieBooking.Api.Payments;
using MovieBooking.Api.Reservations.Wallets;
using MovieBooking.Db;
using MovieBooking.Db.Primary;
using MovieBooking.Db.Server;
using MySqlConnector;
using StackExchange.Redis;

namespace MovieBooking.Api.Hosting;

/// <summary>
/// Looks at everything that the application depends on and says what to do about what is wrong. It changes nothing, and goes on after a
/// fault, so that one run names them all.
/// </summary>
internal sealed class Doctor(
    DatabaseStartup database,
    MailSettings mail,
    PaymentSettings payments,
    WalletSettings wallets,
    RedisSettings redis,
    IHostEnvironment environment,
    TimeProvider clock
)
{
    // What the tests run on; older ones lack what the routines are written in.
    private static readonly Version s_oldestMariaDb = new(10, 11);
    private static readonly Version s_oldestMySql = new(8, 0, 19);

    private static readonly string[] s_needed = ["SELECT", "INSERT", "UPDATE", "DELETE", "EXECUTE"];

    // Holds expire by the database's clock and are shown by this one: a second is what a customer may be told wrongly.
    private static readonly TimeSpan s_clockTolerance = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_certificateNotice = TimeSpan.FromDays(30);

    private bool _isHealthy = true;

    public static async Task<int> RunAsync(WebApplication app)
    {
        await using var database = app.Services.GetRequiredService<DatabaseStartup>();
        var doctor = ActivatorUtilities.CreateInstance<Doctor>(app.Services);
        await doctor.ExamineAsync(CancellationToken.None);
        return doctor._isHealthy ? 0 : 1;
    }

    private async Task ExamineAsync(CancellationToken cancellationToken)
    {
        Good("version", $"{ProductVersion.Text}, {environment.EnvironmentName}");
        var problems = database.SettingsProblems().ToList();
        problems.ForEach(problem => Bad("settings", problem));
        if (problems.Count == 0)
        {
            Good("settings", "complete");
        }

        var connected = await TryAsync("database", () => database.ConnectAsync(cancellationToken));
        await ExamineServersAsync();
        if (
            connected is { } connectionString
            && await TryAsync("database", () => OpenAsync(connectionString, cancellationToken)) is { } connection
        )
        {
            await using (connection)
            {
                await TryAsync("database", () => ExamineServerAsync(connection, cancellationToken));
                await TryAsync("group", () => ExamineGroupAsync(connection, cancellationToken));
                await TryAsync("schema", () => ExamineSchemaAsync(connection, connectionString, cancellationToken));
                await TryAsync("privileges", () => ExaminePrivilegesAsync(connection, cancellationToken));
            }
        }

        await TryAsync("mail", () => ExamineMailAsync(cancellationToken));
        await TryAsync("payment", () => ExaminePaymentAsync(cancellationToken));
        await TryAsync("redis", ExamineRedisAsync);
        ExamineWallets();
    }

    /// <summary>What the connection string names, where it is more than one.</summary>
    private async Task ExamineServersAsync()
    {
        if (database.Route is not { } route)
        {
            return;
        }

        await Task.WhenAll(route.Servers.Select(server => server.Asked));
        foreach (var server in route.Servers)
        {
            Advise(
                "servers",
                server.Role != ServerRole.Away,
                server == route.Primary ? $"{server.Name} takes writes" : $"{server.Name} follows",
                $"{server.Name} does not answer: start it, or take it out of ConnectionStrings__MovieBooking"
            );
        }

        if (route.Primary is null)
        {
            Bad("servers", "none of them takes writes: a group needs most of its members; see the log of each");
        }
    }

    /// <summary>A group (MySQL Group Replication), as its primary sees it.</summary>
    private async Task ExamineGroupAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        IReadOnlyList<GroupMember> members;
        try
        {
            members = await WatchedServer.ReadMembersAsync(connection, cancellationToken);
        }
        catch (MySqlException exception) when (exception.IsWithoutGroups())
        {
            if (database.Route is not null && exception.ErrorCode == MySqlErrorCode.TableAccessDenied)
            {
                Advise(
                    "group",
                    false,
                    "",
                    "the account may not see who is in it, and takes a server that was cut off for the primary longer than need be: "
                        + "GRANT SELECT ON performance_schema.replication_group_members"
                );
            }

            return;
        }

        foreach (var member in members)
        {
            Judge(
                "group",
                member.State == GroupMember.Online,
                $"{member.Name} is its {(member.IsPrimary ? "primary" : "secondary")}",
                $"{member.Name} is {member.State}: "
                    + member.State switch
                    {
                        "RECOVERING" => "it fetches what it lacks; look again",
                        GroupMember.Unreachable => "see whether it runs, and the network between the members",
                        _ => "see its log, then START GROUP_REPLICATION there",
                    }
            );
        }

        if (members.Count > 0)
        {
            await ExamineGroupSettingsAsync(connection, members, cancellationToken);
        }
    }

    private static async Task ExamineGroupSettingsAsync(
        MySqlConnection connection,
        IReadOnlyList<GroupMember> members,
        CancellationToken cancellationToken
    )
    {
        var variables = await VariablesAsync(connection, cancellationToken);
        Advise(
            "group",
            members.Count > 2,
            $"{members.Count} members",
            $"{members.Count} of at least three: with one more lost nothing can be written; start the others, or add some"
        );
        Advise(
            "group",
            variables.GetValueOrDefault("group_replication_consistency") != "EVENTUAL",
            "a new primary shows nothing before it has all",
            "a new primary may show what was before the last bookings: set group_replication_consistency=BEFORE_ON_PRIMARY_FAILOVER"
        );
        Advise(
            "group",
            variables.GetValueOrDefault("group_replication_unreachable_majority_timeout") != "0",
            "a primary that is cut off gives up",
            "a primary that is cut off keeps its callers waiting for ever: set group_replication_unreachable_majority_timeout=5"
        );
    }

    private static async Task<MySqlConnection> OpenAsync(string connectionString, CancellationToken cancellationToken)
    {
        var connection = new MySqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private async Task ExamineServerAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        var version = Microsoft.EntityFrameworkCore.ServerVersion.Parse(connection.ServerVersion);
        var oldest = version.Type == Pomelo.EntityFrameworkCore.MySql.Infrastructure.ServerType.MariaDb ? s_oldestMariaDb : s_oldestMySql;
        Judge("server", version.Version >= oldest, $"{version.Type} {version.Version}", $"at least {oldest} is needed: update it");

        var variables = await VariablesAsync(connection, cancellationToken);
        bool IsOn(string name) => variables.GetValueOrDefault(name) is "ON" or "1";
        Judge(
            "writes",
            !IsOn("read_only") && !IsOn("super_read_only"),
            "this server takes them",
            "this server is read only, as a replica is: let ConnectionStrings__MovieBooking name the primary"
        );
        Advise(
            "durability",
            variables.GetValueOrDefault("innodb_flush_log_at_trx_commit") == "1"
                && (!IsOn("log_bin") || variables.GetValueOrDefault("sync_binlog") == "1"),
            "what is confirmed is on disk",
            "a confirmed booking can be lost in a power cut: set innodb_flush_log_at_trx_commit=1 and, with a binary log, sync_binlog=1"
        );
        Advise("event scheduler", IsOn("event_scheduler"), "on", "off: expired holds are freed by the API alone; set event_scheduler=ON");

        var pools =
            2
            * new MySqlConnectionStringBuilder(
                $"Maximum Pool Size={DatabaseStartup.PoolSize};{connection.ConnectionString}"
            ).MaximumPoolSize;
        Advise(
            "connections",
            int.Parse(variables["max_connections"], CultureInfo.InvariantCulture) > pools,
            $"{variables["max_connections"]} for up to {pools} of each process",
            $"max_connections is {variables["max_connections"]}, but one process may open {pools}: raise it, or set Maximum Pool Size in the connection string"
        );
        await ExamineClockAsync(connection, cancellationToken);
    }

    private async Task ExamineClockAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new MySqlCommand("SELECT UTC_TIMESTAMP(6)", connection);
        var before = clock.GetUtcNow();
        var there = new DateTimeOffset((DateTime)(await command.ExecuteScalarAsync(cancellationToken))!, TimeSpan.Zero);
        var here = before + ((clock.GetUtcNow() - before) / 2);
        var difference = here - there;
        Judge(
            "clock",
            difference.Duration() <= s_clockTolerance,
            "the database's and this machine's agree",
            string.Create(
                CultureInfo.InvariantCulture,
                $"this machine's is {difference.TotalSeconds:0.0} s ahead of the database's: have both set by NTP"
            )
        );
    }

    private async Task ExamineSchemaAsync(MySqlConnection connection, string connectionString, CancellationToken cancellationToken)
    {
        var later = await Migrator.LaterAsync(connection, cancellationToken);
        var pending = await Migrator.PendingAsync(connectionString, cancellationToken);
        Judge(
            "schema",
            pending.Count == 0,
            later is null ? "this version's" : $"of a later version (migration {later}), which serves this one, too",
            pending.Count == 0 ? "" : $"lacks {pending.Count} migrations, {pending[0]} first: run the command `migrate`"
        );
        if (pending.Count == 0 && !environment.IsDevelopment())
        {
            await using var source = new MySqlDataSource(connectionString);
            await ProductionSettings.RefuseDemoLoginsAsync(source, cancellationToken);
        }
    }

    private async Task ExaminePrivilegesAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        // A grant on a database may be a pattern, in which an underscore is escaped.
        await using var command = new MySqlCommand(
            """
            SELECT privilege_type FROM information_schema.user_privileges WHERE grantee = @grantee AND privilege_type <> 'USAGE'
            UNION
            SELECT privilege_type FROM information_schema.schema_privileges
             WHERE grantee = @grantee AND DATABASE() LIKE table_schema
            """,
            connection
        );
        await using (var account = new MySqlCommand("SELECT CURRENT_USER()", connection))
        {
            var parts = ((string)(await account.ExecuteScalarAsync(cancellationToken))!).Split('@');
            command.Parameters.AddWithValue("@grantee", $"'{string.Join('@', parts[..^1])}'@'{parts[^1]}'");
        }

        var held = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        await using (var rows = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await rows.ReadAsync(cancellationToken))
            {
                held.Add(rows.GetString(0));
            }
        }

        var missing = s_needed.Where(privilege => !held.Contains(privilege)).ToList();
        var needless = held.Where(privilege => !s_needed.Contains(privilege, StringComparer.OrdinalIgnoreCase)).ToList();
        Judge("privileges", missing.Count == 0, "enough", $"the account lacks {string.Join(", ", missing)} on this database: grant them");
        if (missing.Count == 0 && !environment.IsDevelopment())
        {
            Advise(
                "privileges",
                needless.Count == 0,
                "no more than needed",
                $"the account may do more than serving needs ({needless.Count} other privileges): keep such a one for `migrate`, "
                    + $"and give the API one with {string.Join(", ", s_needed)} alone"
            );
        }
    }

    private async Task ExamineMailAsync(CancellationToken cancellationToken)
    {
        if (mail.Host is null)
        {
            Advise("mail", mail.IsOn, $"written to {mail.Folder}", "nobody gets any: set Mail__Host");
        }
        else if (mail.Problem is null)
        {
            using var client = new SmtpClient { Timeout = 10_000 };
            await client.ConnectAsync(mail.Host, mail.Port, SmtpMailer.Security(mail), cancellationToken);
            if (mail is { User: { } user, Password: { } password })
            {
                await client.AuthenticateAsync(user, password, cancellationToken);
            }

            await client.DisconnectAsync(quit: true, cancellationToken);
            Good("mail", $"{mail.Host} takes it");
        }
    }

    private async Task ExaminePaymentAsync(CancellationToken cancellationToken)
    {
        if (!payments.IsStripe)
        {
            Good("payment", "at the counter");
        }
        else if (payments.Problem is null)
        {
            using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
            http.DefaultRequestHeaders.Authorization = new("Bearer", payments.SecretKey);
            using var answer = await http.GetAsync(new Uri($"{payments.ApiBase}/v1/payment_intents?limit=1"), cancellationToken);
            Judge(
                "payment",
                answer.IsSuccessStatusCode,
                $"Stripe knows the key ({(payments.IsLive ? "live" : "test")})",
                $"Stripe answers {(int)answer.StatusCode} to the key: see whether it was revoked, and may write PaymentIntents and Refunds"
            );
        }
    }

    private async Task ExamineRedisAsync()
    {
        if (redis.Options is { } options)
        {
            // Here it is waited for, and its refusal is what one wants to see.
            options = options.Clone();
            options.AbortOnConnectFail = true;
            await using var connection = await ConnectionMultiplexer.ConnectAsync(options);
            var took = await connection.GetDatabase().PingAsync();
            Judge(
                "redis",
                took < RedisSettings.Timeout,
                "answers",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"answers after {took.TotalMilliseconds:0} ms, and is not waited for longer than {RedisSettings.Timeout.TotalMilliseconds:0}: have it nearer, or less busy"
                )
            );
        }
        else if (redis.Problem is null)
        {
            Good("redis", "not used: each process counts its limits alone");
        }
    }

    private void ExamineWallets()
    {
        if (wallets.Apple is { } apple)
        {
            var until = apple.Certificate.NotAfter.ToUniversalTime();
            Advise(
                "wallets",
                until - clock.GetUtcNow().UtcDateTime > s_certificateNotice,
                "Apple's certificate is good",
                $"Apple's certificate ends on {until:yyyy-MM-dd}: get the next one, or the API will not start then"
            );
        }
    }

    private async Task TryAsync(string name, Func<Task> examine) =>
        await TryAsync(
            name,
            async () =>
            {
                await examine();
                return "";
            }
        );

    private async Task<T?> TryAsync<T>(string name, Func<Task<T>> examine)
        where T : class
    {
        try
        {
            return await examine();
        }
        catch (Exception exception) when (exception is StartupException or PrivateServerException)
        {
            Bad(name, exception.Message);
        }
        catch (Exception exception)
            when (exception is MySqlException or RedisException or HttpRequestException or TaskCanceledException
                || MessageDelivery.IsServerTrouble(exception)
            )
        {
            Bad(name, $"cannot be used: {exception.Message}");
        }

        return null;
    }

    private void Judge(string name, bool isGood, string good, string bad)
    {
        if (isGood)
        {
            Good(name, good);
        }
        else
        {
            Bad(name, bad);
        }
    }

    private static void Advise(string name, bool isGood, string good, string advice) =>
        Say(isGood ? "ok  " : "warn", name, isGood ? good : advice);

    private static void Good(string name, string text) => Say("ok  ", name, text);

    private void Bad(string name, string text)
    {
        _isHealthy = false;
        Say("FAIL", name, text);
    }

    private static void Say(string verdict, string name, string text) => Console.WriteLine($"{verdict}  {name, -16}{text}");

    private static async Task<Dictionary<string, string>> VariablesAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new MySqlCommand(
            """
            SHOW GLOBAL VARIABLES WHERE variable_name IN
              ('read_only', 'super_read_only', 'innodb_flush_log_at_trx_commit', 'sync_binlog', 'log_bin', 'event_scheduler', 'max_connections',
               'group_replication_consistency', 'group_replication_unreachable_majority_timeout')
            """,
            connection
        );
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var variables = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await rows.ReadAsync(cancellationToken))
        {
            variables[rows.GetString(0)] = rows.GetString(1);
        }

        return variables;
    }
}
