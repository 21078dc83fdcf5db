using System.Runtime.Versioning;
using MovieBooking.Db;
using MovieBooking.Db.Server;
using MovieBooking.Tests.Support;
using MySqlConnector;

namespace MovieBooking.Tests.Hosting;

/// <summary>The command <c>doctor</c>, on servers that are well and on one that is not.</summary>
[SupportedOSPlatform("linux")]
public sealed class DoctorTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Key = "a key that is used in these tests alone 0123456789";

    [Fact]
    public async Task Without_settings_it_names_each_that_is_missing()
    {
        var (exitCode, output) = await Application.RunAsync("doctor");

        Assert.Equal(1, exitCode);
        Assert.Contains("FAIL  settings        Auth__SigningKey is missing", output, StringComparison.Ordinal);
        Assert.Contains("FAIL  settings        Tickets__Keys__1 is missing", output, StringComparison.Ordinal);
        Assert.Contains("FAIL  database        ConnectionStrings__MovieBooking is missing", output, StringComparison.Ordinal);
        Assert.Contains("warn  mail            nobody gets any: set Mail__Host", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at MovieBooking", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_database_that_serves_it_says_so_and_what_could_be_better()
    {
        var (exitCode, output) = await RunAsync(database.ConnectionString);

        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain("FAIL", output, StringComparison.Ordinal);
        Assert.Contains("ok    schema          this version's", output, StringComparison.Ordinal);
        Assert.Contains("ok    clock           the database's and this machine's agree", output, StringComparison.Ordinal);
        Assert.Contains("ok    payment         at the counter", output, StringComparison.Ordinal);
        // The tests' server keeps nothing for long, and their account may do everything.
        Assert.Contains("warn  durability      a confirmed booking can be lost in a power cut", output, StringComparison.Ordinal);
        Assert.Contains("warn  privileges      the account may do more than serving needs", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replica_with_another_clock_and_an_account_that_may_not_write_is_told_apart()
    {
        var folder = Directory.CreateTempSubdirectory("doctor-").FullName;
        try
        {
            var unpacked = Path.Combine(PrivateServerOptions.DefaultFolder(AppContext.BaseDirectory), "server");
            if (Directory.Exists(unpacked))
            {
                Directory.CreateSymbolicLink(Path.Combine(folder, "server"), unpacked);
            }

            await using var server = await PrivateServer.StartAsync(
                new PrivateServerOptions(folder, ServerProfile.Durable),
                new Progress<string>(),
                CancellationToken.None
            );
            var owner = server.ConnectionString("cinema");
            await Migrator.MigrateAsync(owner, CancellationToken.None);
            await using (var connection = new MySqlConnection(owner))
            {
                await connection.OpenAsync();
                await connection.ExecuteAsync("CREATE USER reader IDENTIFIED BY 'of the tests'");
                await connection.ExecuteAsync("GRANT SELECT ON cinema.* TO reader");
                await connection.ExecuteAsync("SET GLOBAL init_connect = 'SET timestamp = UNIX_TIMESTAMP() - 60'");
                await connection.ExecuteAsync("SET GLOBAL event_scheduler = OFF");
                await connection.ExecuteAsync("SET GLOBAL read_only = 1");
            }

            var reader = new MySqlConnectionStringBuilder(owner) { UserID = "reader", Password = "of the tests" };
            var (exitCode, output) = await RunAsync(reader.ConnectionString);

            Assert.Equal(1, exitCode);
            Assert.Contains("FAIL  writes          this server is read only", output, StringComparison.Ordinal);
            Assert.Matches(@"FAIL  clock           this machine's is (59|60|61)\.\d s ahead of the database's", output);
            Assert.Contains("FAIL  privileges      the account lacks INSERT, UPDATE, DELETE, EXECUTE", output, StringComparison.Ordinal);
            Assert.Contains("warn  event scheduler off", output, StringComparison.Ordinal);
            Assert.Contains("ok    durability      what is confirmed is on disk", output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_database_that_is_away_a_mail_server_that_is_away_and_a_key_that_stripe_does_not_know_are_all_named()
    {
        var nowhere = new MySqlConnectionStringBuilder(database.ConnectionString) { Server = "127.0.0.1", Port = 1 };

        var (exitCode, output) = await RunAsync(
            nowhere.ConnectionString,
            ("Mail__Host", "localhost"),
            ("Mail__Port", "1"),
            ("Mail__From", "tickets@example.org"),
            ("Site__Url", "https://tickets.example.org"),
            ("Payments__Provider", "stripe"),
            ("Payments__Stripe__SecretKey", "sk_test_a"),
            ("Payments__Stripe__PublishableKey", "pk_test_a"),
            ("Payments__Stripe__WebhookSecret", "whsec_a"),
            ("Payments__Stripe__ApiBase", "http://127.0.0.1:1")
        );

        Assert.Equal(1, exitCode);
        Assert.Contains("ok    settings        complete", output, StringComparison.Ordinal);
        Assert.Contains("FAIL  database        cannot be used", output, StringComparison.Ordinal);
        Assert.Contains("FAIL  mail            cannot be used", output, StringComparison.Ordinal);
        Assert.Contains("FAIL  payment         cannot be used", output, StringComparison.Ordinal);
    }

    private static Task<(int ExitCode, string Output)> RunAsync(string connectionString, params (string Name, string Value)[] settings) =>
        Application.RunAsync(
            "doctor",
            [("ConnectionStrings__MovieBooking", connectionString), ("Auth__SigningKey", Key), ("Tickets__Keys__1", Key), .. settings]
        );
}
