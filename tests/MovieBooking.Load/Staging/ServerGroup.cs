using System.Diagnostics;
using System.Globalization;
using MovieBooking.Db.Primary;
using MySqlConnector;

namespace MovieBooking.Load.Staging;

/// <summary>The three servers of <c>.ci/group</c>, whose command this program is: what may happen to each, by number from 1.</summary>
internal sealed class ServerGroup
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    private readonly LoadDatabase _database;
    private readonly string _folder;

    private ServerGroup(LoadDatabase database, string folder) => (_database, _folder) = (database, folder);

    /// <summary>Whether each has a network of its own, of which it can lose a part.</summary>
    public bool HasNetworks => File.Exists(Path.Combine(_folder, "networks"));

    /// <summary>Who is the primary; waits until there is one.</summary>
    public async Task<int> PrimaryAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_database.Route!.Primary is { } primary)
            {
                return _database.Route.Servers.Index().First(server => server.Item == primary).Index + 1;
            }

            await Task.Delay(s_pause, cancellationToken);
        }
    }

    public static ServerGroup Of(LoadDatabase database) =>
        Environment.GetEnvironmentVariable("MOVIEBOOKING_GROUP") is { Length: > 0 } folder && database.Route is not null
            ? new ServerGroup(database, folder)
            : throw new InvalidOperationException("There is no group: run this as a command of .ci/group.");

    private static bool IsFault(string line) => line.Contains("[ERROR]", StringComparison.Ordinal);

    /// <param name="verb">One of those that <c>.ci/group --node</c> knows.</param>
    public async Task TellAsync(string verb, int node, CancellationToken cancellationToken)
    {
        using var control = Process.Start(
            "bash",
            [Path.Combine(_folder, "control"), "--node", verb, node.ToString(CultureInfo.InvariantCulture)]
        );
        await control.WaitForExitAsync(cancellationToken);
        if (control.ExitCode != 0)
        {
            throw new InvalidOperationException($"{verb} {node} ended with {control.ExitCode}.");
        }
    }

    /// <summary>Another than this one takes writes.</summary>
    public async Task SucceededAsync(int primary, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_timeout);
        while (await PrimaryAsync(limit.Token) == primary)
        {
            await Task.Delay(s_pause, limit.Token);
        }
    }

    /// <summary>All of them are in it again, and have what the others have.</summary>
    public async Task WholeAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        IReadOnlyList<GroupMember> members = [];
        while (Stopwatch.GetElapsedTime(started) < s_timeout)
        {
            try
            {
                await using var connection = await _database.OpenAsync(cancellationToken);
                members = await WatchedServer.ReadMembersAsync(connection, cancellationToken);
                if (members.Count == _database.Route!.Servers.Count && members.All(member => member.State == GroupMember.Online))
                {
                    return;
                }
            }
            catch (MySqlException)
            {
                // They are choosing.
            }

            await Task.Delay(s_pause, cancellationToken);
        }

        var states = members.Select(member => $"{member.Name} {member.State}");
        var faults = Directory.EnumerateFiles(_folder, "*.log").SelectMany(log => File.ReadLines(log).Where(IsFault).TakeLast(5));
        throw new TimeoutException($"The group is not whole again: {string.Join(", ", states)}.\n{string.Join('\n', faults)}");
    }
}
