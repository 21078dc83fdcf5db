using System.Net;
using System.Net.Sockets;
using MovieBooking.Api.Auth;
using MovieBooking.Db;
using MovieBooking.Tests.Support;
using MySqlConnector;

namespace MovieBooking.Tests.Hosting;

public sealed class ProductionTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Key = "a key that is used in these tests alone 0123456789";

    [Fact]
    public async Task Production_without_settings_does_not_start_and_names_all_that_is_missing()
    {
        var (exitCode, output) = await Application.RunAsync("");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("Auth__SigningKey is missing", output, StringComparison.Ordinal);
        Assert.Contains("Tickets__Keys__1 is missing", output, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings__MovieBooking is missing", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_are_read_from_files_where_the_environment_says_nothing_else()
    {
        var folder = Directory.CreateTempSubdirectory("secrets-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "Auth__SigningKey"), Key + "\n");
            await File.WriteAllTextAsync(Path.Combine(folder, "Tickets__Keys__1"), "short");
            await File.WriteAllTextAsync(Path.Combine(folder, Connection().Item1), "Server=not.this.one.invalid");

            // An empty variable is what Docker Compose makes of one that is not set.
            var (exitCode, output) = await Application.RunAsync(
                "doctor",
                Connection(),
                ("Secrets__Folder", folder),
                ("Auth__SigningKey", "")
            );

            Assert.Equal(1, exitCode);
            Assert.DoesNotContain("Auth__SigningKey", output, StringComparison.Ordinal);
            Assert.Contains("FAIL  settings        Tickets__Keys__1 is shorter than 32 bytes", output, StringComparison.Ordinal);
            Assert.Contains("ok    schema          this version's", output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_folder_of_settings_that_is_named_and_not_there_stops_the_start_in_one_line()
    {
        var (exitCode, output) = await Application.RunAsync("doctor", ("Secrets__Folder", "/nowhere/at/all"));

        Assert.Equal(1, exitCode);
        Assert.StartsWith("The settings in /nowhere/at/all cannot be read: ", output.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_the_servers_own_name_cannot_be_asked_for_with_several_servers()
    {
        const string Several = "Server=db-1.invalid,db-2.invalid;SslMode=VerifyFull";
        var (exitCode, output) = await Application.RunAsync("", ("ConnectionStrings__MovieBooking", Several));

        Assert.NotEqual(0, exitCode);
        Assert.Contains("SslMode=VerifyFull cannot be kept with several servers", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_and_the_commands_are_told_without_any_setting()
    {
        var (versionCode, version) = await Application.RunAsync("--version");
        var (helpCode, help) = await Application.RunAsync("--help");

        Assert.Equal((0, "1.0.0-rc"), (versionCode, version.Trim()));
        Assert.Equal(0, helpCode);
        Assert.Contains("create-admin", help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_made_before_the_first_release_is_refused_and_says_what_to_do()
    {
        await OwnDatabase.RunAsync(async old =>
        {
            const string Edited = "UPDATE changelog SET checksum = 'of another file' WHERE name = 'V005__showtimes.sql'";
            Assert.Equal(1, await old.ExecuteAsync(Edited));

            var (exitCode, output) = await Application.RunAsync("migrate", ("ConnectionStrings__MovieBooking", old.ConnectionString));

            Assert.Equal(1, exitCode);
            Assert.Contains("before the first release", output, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("short", "shorter than 32 bytes")]
    [InlineData("change-me-change-me-change-me-change-me", "placeholder")]
    public async Task Production_does_not_start_on_a_weak_key(string key, string complaint)
    {
        var (exitCode, output) = await Application.RunAsync("", Connection(), ("Auth__SigningKey", key));

        Assert.NotEqual(0, exitCode);
        Assert.Contains(complaint, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Tickets__Keys__1", "short", "Tickets__Keys__1 is shorter than 32 bytes")]
    [InlineData("Tickets__Keys__256", Key, "Tickets__Keys__256 is no number of a key")]
    public async Task Production_does_not_start_on_a_bad_key_of_tickets(string name, string key, string complaint)
    {
        var (exitCode, output) = await Application.RunAsync("", Connection(), ("Auth__SigningKey", Key), (name, key));

        Assert.NotEqual(0, exitCode);
        Assert.Contains(complaint, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stripe", "", "", "", "Payments__Stripe__SecretKey is missing")]
    [InlineData("stripe", "sk_live_a", "pk_live_b", "", "Payments__Stripe__WebhookSecret is missing")]
    [InlineData("stripe", "sk_live_a", "pk_test_b", "whsec_c", "are of different modes")]
    [InlineData("stripe", "sk_test_a", "pk_test_b", "whsec_c", "Payments__Stripe__SecretKey is a key for tests")]
    [InlineData("counter", "sk_live_a", "", "", "Payments__Stripe__… is set, but Payments__Provider is counter")]
    [InlineData("paypal", "", "", "", "Payments__Provider is `paypal`")]
    public async Task Production_does_not_start_where_money_would_go_wrong(
        string provider,
        string secretKey,
        string publishableKey,
        string webhookSecret,
        string complaint
    )
    {
        var (exitCode, output) = await Application.RunAsync(
            "",
            Connection(),
            ("Auth__SigningKey", Key),
            ("Tickets__Keys__1", Key),
            ("Payments__Provider", provider),
            ("Payments__Stripe__SecretKey", secretKey),
            ("Payments__Stripe__PublishableKey", publishableKey),
            ("Payments__Stripe__WebhookSecret", webhookSecret)
        );

        Assert.NotEqual(0, exitCode);
        Assert.Contains(complaint, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("sk_live_a", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_does_not_start_on_a_database_that_lacks_migrations_and_migrate_mends_it()
    {
        var name = $"moviebooking_test_{Guid.NewGuid():N}"[..40];
        var connection = (
            "ConnectionStrings__MovieBooking",
            new MySqlConnectionStringBuilder(database.ConnectionString) { Database = name }.ConnectionString
        );
        await database.ExecuteAsync($"CREATE DATABASE `{name}`");
        try
        {
            var (refused, complaint) = await Application.RunAsync("", connection, ("Auth__SigningKey", Key), ("Tickets__Keys__1", Key));
            var (migrated, _) = await Application.RunAsync("migrate", connection);

            Assert.NotEqual(0, refused);
            Assert.Contains("`migrate`", complaint, StringComparison.Ordinal);
            Assert.Equal(0, migrated);
            Assert.Equal(0, await database.ScalarAsync<int>($"SELECT COUNT(*) FROM `{name}`.cinemas"));
        }
        finally
        {
            await database.ExecuteAsync($"DROP DATABASE `{name}`");
        }
    }

    [Fact]
    public async Task An_earlier_version_serves_from_the_schema_of_a_later_one_and_leaves_it_as_it_is()
    {
        var name = $"moviebooking_test_{Guid.NewGuid():N}"[..40];
        var connectionString = new MySqlConnectionStringBuilder(database.ConnectionString) { Database = name }.ConnectionString;
        var connection = ("ConnectionStrings__MovieBooking", connectionString);
        try
        {
            await Migrator.MigrateAsync(connectionString, CancellationToken.None);
            await database.ExecuteAsync(
                $"UPDATE `{name}`.changelog SET checksum = 'of a later text' WHERE name LIKE 'R\\_\\_sp\\_lock\\_seats%'"
            );
            Assert.Equal(["sp lock seats"], await Migrator.PendingAsync(connectionString, CancellationToken.None));

            await database.ExecuteAsync(
                $"""
                INSERT INTO `{name}`.changelog (type, version, description, name, checksum, installed_by, installed_on, success)
                VALUES (0, '10000', 'of later', 'V10000__of_later.sql', 'of later', 'tests', UTC_TIMESTAMP(), 1)
                """
            );
            var rows = await database.ScalarAsync<int>($"SELECT COUNT(*) FROM `{name}`.changelog");
            var (exitCode, output) = await Application.RunAsync("migrate", connection);
            var (_, diagnosis) = await Application.RunAsync("doctor", connection);

            Assert.Empty(await Migrator.PendingAsync(connectionString, CancellationToken.None));
            Assert.Equal(0, exitCode);
            Assert.Contains("a later version (migration 10000)", output, StringComparison.Ordinal);
            Assert.Contains("ok    schema          of a later version (migration 10000)", diagnosis, StringComparison.Ordinal);
            Assert.Equal(rows, await database.ScalarAsync<int>($"SELECT COUNT(*) FROM `{name}`.changelog"));
        }
        finally
        {
            await database.ExecuteAsync($"DROP DATABASE `{name}`");
        }
    }

    [Fact]
    public async Task Prices_of_one_currency_are_not_served_in_another()
    {
        var given = new Given(database);
        var showtimeId = await given.ShowtimeAsync();
        await database.ExecuteAsync(
            "CALL sp_lock_seats(@user, @showtime, @seats)",
            ("@user", await given.UserAsync()),
            ("@showtime", showtimeId),
            ("@seats", $"[{await given.SeatAsync(showtimeId, "A1")}]")
        );

        var (exitCode, output) = await Application.RunAsync(
            "",
            Connection(),
            ("Auth__SigningKey", Key),
            ("Tickets__Keys__1", Key),
            ("Currency", "JPY")
        );

        Assert.NotEqual(0, exitCode);
        Assert.Contains("Set Currency=USD", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_on_a_new_machine_warns_of_nothing_and_stores_no_keys()
    {
        var home = Directory.CreateTempSubdirectory("moviebooking-home-");
        // Somebody else has the port, so that the start ends where it would begin to serve.
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        try
        {
            var (_, output) = await Application.RunAsync(
                "",
                Connection(),
                ("Auth__SigningKey", Key),
                ("Tickets__Keys__1", Key),
                ("ASPNETCORE_URLS", $"http://{taken.LocalEndpoint}"),
                ("HOME", home.FullName)
            );

            Assert.Contains("--urls", output, StringComparison.Ordinal);
            Assert.DoesNotContain(" WRN ", output, StringComparison.Ordinal);
            Assert.Contains("No mail is sent", output, StringComparison.Ordinal);
            Assert.Empty(home.EnumerateFiles("*.xml", SearchOption.AllDirectories));
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_mail_server_without_what_mails_need_stops_the_start()
    {
        var (exitCode, output) = await Application.RunAsync(
            "",
            Connection(),
            ("Auth__SigningKey", Key),
            ("Tickets__Keys__1", Key),
            ("Mail__Host", "smtp.example.org"),
            ("Mail__From", "tickets@example.org")
        );

        Assert.NotEqual(0, exitCode);
        Assert.Contains("Site__Url is missing", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Times_that_are_none_are_named()
    {
        var (exitCode, output) = await Application.RunAsync(
            "",
            Connection(),
            ("Auth__SigningKey", Key),
            ("Tickets__Keys__1", Key),
            ("PersonalData__GuestDays", "1"),
            ("Shutdown__DrainSeconds", "60")
        );

        Assert.NotEqual(0, exitCode);
        Assert.Contains("PersonalData__GuestDays is `1`", output, StringComparison.Ordinal);
        Assert.Contains("Shutdown__DrainSeconds is `60`", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_currency_that_is_none_is_named()
    {
        var (exitCode, output) = await Application.RunAsync(
            "",
            Connection(),
            ("Auth__SigningKey", Key),
            ("Tickets__Keys__1", Key),
            ("Currency", "yen")
        );

        Assert.NotEqual(0, exitCode);
        Assert.Contains("Currency is `yen`", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_does_not_start_on_a_database_with_the_demo_logins()
    {
        await using var demo = new DemoLogin(database);
        await demo.InsertAsync();

        var (exitCode, output) = await Application.RunAsync("", Connection(), ("Auth__SigningKey", Key), ("Tickets__Keys__1", Key));

        Assert.NotEqual(0, exitCode);
        Assert.Contains("demo login", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_admin_is_made_by_command_once_with_a_password_that_holds()
    {
        const string Arguments = "create-admin --email boss@example.com --name Boss";
        (string, string) password = ("MOVIEBOOKING_ADMIN_PASSWORD", "a long enough password");

        var (tooShort, complaint) = await Application.RunAsync(Arguments, Connection(), ("MOVIEBOOKING_ADMIN_PASSWORD", "short"));
        var (made, _) = await Application.RunAsync(Arguments, Connection(), password);
        var (again, refusal) = await Application.RunAsync(Arguments, Connection(), password);

        Assert.NotEqual(0, tooShort);
        Assert.Contains("'password'", complaint, StringComparison.Ordinal);
        Assert.Equal(0, made);
        Assert.NotEqual(0, again);
        Assert.Contains("already", refusal, StringComparison.Ordinal);
        Assert.Equal(
            [
                ["admin"],
            ],
            await database.RowsAsync("SELECT role FROM users WHERE email = 'boss@example.com'")
        );
    }

    [Theory]
    [InlineData("chief@example.com", "password1234", "most common passwords")]
    [InlineData("chief@example.com", "the chief inspects", "your e-mail address")]
    [InlineData("chéf@example.com", "a long enough password", "before the @")]
    public async Task An_admin_is_not_made_with_what_a_customer_may_not_have(string email, string password, string rule)
    {
        var (exitCode, complaint) = await Application.RunAsync(
            $"create-admin --email {email} --name Boss",
            Connection(),
            ("MOVIEBOOKING_ADMIN_PASSWORD", password)
        );

        Assert.NotEqual(0, exitCode);
        Assert.Contains(rule, complaint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_admin_of_a_domain_in_other_letters_is_stored_with_its_ascii_form()
    {
        var (exitCode, said) = await Application.RunAsync(
            "create-admin --email Boss@EXÄMPLE.org --name Boss",
            Connection(),
            ("MOVIEBOOKING_ADMIN_PASSWORD", "a long enough password")
        );

        Assert.True(exitCode == 0, said);
        Assert.Equal(
            1,
            await database.ScalarAsync<int>("SELECT COUNT(*) FROM users WHERE email = 'boss@xn--exmple-cua.org' AND role = 'admin'")
        );
    }

    private (string, string) Connection() => ("ConnectionStrings__MovieBooking", database.ConnectionString);

    /// <summary>The published demo login, for the length of one test.</summary>
    private sealed class DemoLogin(TestDatabase database) : IAsyncDisposable
    {
        public Task<int> InsertAsync() =>
            database.ExecuteAsync(
                "INSERT INTO users (email, password_hash, display_name, role, created_at) VALUES ('user@example.com', @hash, 'Demo', 'customer', UTC_TIMESTAMP(6))",
                ("@hash", Passwords.Hash("Passw0rd!demo"))
            );

        public async ValueTask DisposeAsync() => await database.ExecuteAsync("DELETE FROM users WHERE email = 'user@example.com'");
    }
}
