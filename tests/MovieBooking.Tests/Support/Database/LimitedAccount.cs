using MovieBooking.Db.Server;
using MySqlConnector;

namespace MovieBooking.Tests.Support;

/// <summary>An account with the rights that db/grants.sql gives the API, on one database.</summary>
internal sealed class LimitedAccount(TestDatabase database, string name, string connectionString) : IAsyncDisposable
{
    private const string Password = "only for this test 1A!";

    public string ConnectionString { get; } = connectionString;

    public static async Task<LimitedAccount> GivenAsync(TestDatabase database)
    {
        var name = $"limited_{Guid.NewGuid():N}"[..30];
        var connection = new MySqlConnectionStringBuilder(database.ConnectionString);
        await database.ExecuteAsync($"CREATE USER '{name}'@'%' IDENTIFIED BY '{Password}'");
        var grants = ApplicationAccount
            .Grants.Replace("`moviebooking`", $"`{connection.Database}`", StringComparison.Ordinal)
            .Replace(ApplicationAccount.User, name, StringComparison.Ordinal);
        await database.ExecuteAsync(grants);
        connection.UserID = name;
        connection.Password = Password;
        connection.AllowPublicKeyRetrieval = true;
        return new LimitedAccount(database, name, connection.ConnectionString);
    }

    public async ValueTask DisposeAsync() => await database.ExecuteAsync($"DROP USER '{name}'@'%'");
}
