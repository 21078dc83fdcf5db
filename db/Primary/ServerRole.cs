namespace MovieBooking.Db.Primary;

/// <summary>
/// away: it does not answer; secondary: it takes no writes, or is no longer sure that it may; primary: it takes them.
/// </summary>
public enum ServerRole
{
    Away,
    Secondary,
    Primary,
}

/// <summary>A member of a group (Group Replication) as one of them sees it: a row of <c>replication_group_members</c>.</summary>
/// <param name="IsSelf">Whether it is the one that was asked.</param>
/// <param name="Name">Its host and port.</param>
/// <param name="State">ONLINE, RECOVERING, OFFLINE, ERROR or UNREACHABLE.</param>
/// <param name="Role">PRIMARY or SECONDARY; empty where it is none.</param>
public sealed record GroupMember(bool IsSelf, string Name, string State, string Role)
{
    public const string Online = "ONLINE";
    public const string Unreachable = "UNREACHABLE";

    public bool IsPrimary => State == Online && Role == "PRIMARY";

    /// <summary>
    /// What a server is. One of a group is its primary only while it sees most of the group: the old primary on the smaller side of a
    /// cut goes on calling itself primary, and what it is asked to write waits for the others until it is rolled back.
    /// </summary>
    /// <param name="isReadOnly">Its <c>read_only</c>.</param>
    /// <param name="members">Its group; none where it was never in one.</param>
    public static ServerRole RoleOf(bool isReadOnly, IReadOnlyCollection<GroupMember> members) =>
        !isReadOnly
        && (
            members.Count == 0
            || (
                members.Any(member => member is { IsSelf: true, IsPrimary: true })
                && members.Count(member => member.State != Unreachable) * 2 > members.Count
            )
        )
            ? ServerRole.Primary
            : ServerRole.Secondary;
}
