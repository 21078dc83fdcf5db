using System.Data;
using System.Globalization;
using MySqlConnector;

namespace MovieBooking.Db.Primary;

/// <summary>One of several servers, asked twice a second what it is, on a connection of its own.</summary>
public sealed class WatchedServer
{
    private const int TimeoutSeconds = 2;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    private readonly string _connectionString;
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _knowsGroups = true;

    private WatchedServer(string host, int port, string connectionString) =>
        (Host, Port, _connectionString) = (host, port, connectionString);

    public string Host { get; }

    public int Port { get; }

    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");

    /// <summary>What it said last, or that it said nothing; null before the first time.</summary>
    public ServerRole? Role { get; private set; }

    /// <summary>Until it was asked for the first time, and answered or did not.</summary>
    public Task Asked => _asked.Task;

    /// <summary>The servers that a connection string names (<c>Server=a,b,c:3307</c>), in its order.</summary>
    internal static IReadOnlyList<WatchedServer> All(MySqlConnectionStringBuilder settings)
    {
        List<WatchedServer> servers = [];
        foreach (var name in settings.Server.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            // An IPv6 address has more colons than one.
            var parts = name.Split(':');
            var (host, port) = parts.Length == 2 ? (parts[0], uint.Parse(parts[1], CultureInfo.InvariantCulture)) : (name, settings.Port);
            var own = new MySqlConnectionStringBuilder(settings.ConnectionString)
            {
                Server = host,
                Port = port,
                // There may be no schema yet.
                Database = "",
                Pooling = false,
                ConnectionTimeout = TimeoutSeconds,
                DefaultCommandTimeout = TimeoutSeconds,
                // One that stands still would not answer a cancellation either: the connection is closed.
                CancellationTimeout = -1,
            };
            servers.Add(new WatchedServer(host, (int)port, own.ConnectionString));
        }

        return servers;
    }

    /// <summary>Asks until told to stop, and calls back after each answer.</summary>
    internal async Task WatchAsync(Action answered, CancellationToken cancellationToken)
    {
        await using var connection = new MySqlConnection(_connectionString);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                Role = await AskAsync(connection, cancellationToken);
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                Role = ServerRole.Away;
                await connection.CloseAsync();
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            _asked.TrySetResult();
            answered();
            await Task.Delay(s_pause, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<ServerRole> AskAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        if (connection.State != ConnectionState.Open)
        {
            await connection.OpenAsync(cancellationToken);
        }

        await using var command = connection.Command("SELECT @@GLOBAL.read_only");
        var isReadOnly = Convert.ToString(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
        return GroupMember.RoleOf(isReadOnly is not ("0" or "OFF"), await MembersAsync(connection, cancellationToken));
    }

    private async Task<IReadOnlyList<GroupMember>> MembersAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        if (!_knowsGroups)
        {
            return [];
        }

        try
        {
            return await ReadMembersAsync(connection, cancellationToken);
        }
        catch (MySqlException exception) when (exception.IsWithoutGroups())
        {
            // What the server says of itself must do.
            _knowsGroups = false;
            return [];
        }
    }

    /// <summary>The group as the server at the other end sees it; none where it was never in one.</summary>
    public static async Task<IReadOnlyList<GroupMember>> ReadMembersAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            """
            SELECT member_id IN (@@GLOBAL.server_uuid, ''), CONCAT(member_host, ':', COALESCE(member_port, '')), member_state, member_role
            FROM performance_schema.replication_group_members
            """
        );
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        List<GroupMember> members = [];
        while (await rows.ReadAsync(cancellationToken))
        {
            members.Add(new GroupMember(rows.GetInt32(0) == 1, rows.GetString(1), rows.GetString(2), rows.GetString(3)));
        }

        return members;
    }
}
