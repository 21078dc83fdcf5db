using MovieBooking.Db.Primary;

namespace MovieBooking.Tests.Unit;

/// <summary>Which of several servers takes writes, by what each says of itself and of its group.</summary>
public sealed class GroupMemberTests
{
    [Theory]
    // Without a group, what it says of itself counts.
    [InlineData(false, "", ServerRole.Primary)]
    [InlineData(true, "", ServerRole.Secondary)]
    [InlineData(false, "ONLINE PRIMARY, ONLINE SECONDARY, ONLINE SECONDARY", ServerRole.Primary)]
    [InlineData(true, "ONLINE SECONDARY, ONLINE PRIMARY, ONLINE SECONDARY", ServerRole.Secondary)]
    // A new primary that has not caught up, and one that was told to take no writes.
    [InlineData(true, "ONLINE PRIMARY, ONLINE SECONDARY", ServerRole.Secondary)]
    [InlineData(false, "ONLINE PRIMARY, ONLINE SECONDARY, UNREACHABLE SECONDARY", ServerRole.Primary)]
    [InlineData(false, "ONLINE PRIMARY, RECOVERING SECONDARY, UNREACHABLE SECONDARY", ServerRole.Primary)]
    // Cut off: it calls itself primary, and so does another by now.
    [InlineData(false, "ONLINE PRIMARY, UNREACHABLE SECONDARY, UNREACHABLE SECONDARY", ServerRole.Secondary)]
    [InlineData(false, "ONLINE PRIMARY, UNREACHABLE SECONDARY", ServerRole.Secondary)]
    // Started without its group, it would take writes that nobody else has.
    [InlineData(false, "OFFLINE", ServerRole.Secondary)]
    [InlineData(false, "ERROR", ServerRole.Secondary)]
    public void A_server_is_the_primary_while_it_takes_writes_and_sees_most_of_its_group(bool isReadOnly, string group, ServerRole role)
    {
        var members = group
            .Split(", ", StringSplitOptions.RemoveEmptyEntries)
            .Select(member => member.Split(' '))
            .Select((words, index) => new GroupMember(index == 0, $"db-{index}", words[0], words.ElementAtOrDefault(1) ?? ""))
            .ToList();

        Assert.Equal(role, GroupMember.RoleOf(isReadOnly, members));
    }
}
