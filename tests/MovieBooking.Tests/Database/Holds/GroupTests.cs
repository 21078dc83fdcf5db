using MovieBooking.Tests.Support;
using MySqlConnector;

namespace MovieBooking.Tests.Database;

/// <summary>Seats that are kept for a group without payment, until a moment.</summary>
public sealed class GroupTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Taken = 45010;
    private const int WrongEnd = 45019;
    private const int NoGroup = 45120;
    private const int GroupOver = 45121;

    [Fact]
    public async Task A_groups_seats_are_kept_until_its_end_and_then_for_sale_again()
    {
        var (show, noon) = await NoonAsync();
        var userId = await new Given(database).UserAsync();

        var id = await noon.HoldGroupAsync(show, Show.Noon.AddHours(2), "A1", "A2");

        Assert.Equal([$"A1 Class 4b {id} 01. 14:00", $"A2 Class 4b {id} 01. 14:00"], await database.KeptAsync(show));
        Assert.Equal(
            ["Class 4b school@example.com 2"],
            await database.LinesAsync("SELECT name, contact, seats FROM group_bookings WHERE group_id = @id", ("@id", id))
        );
        Assert.Equal($"{show["A2"]}l", await BookingRoutines.RefusedAsync(Taken, noon.LockAsync(userId, show, "A2")));
        await noon.SetClockAsync(Show.Noon.AddHours(2));
        await BookingRoutines.RefusedAsync(GroupOver, noon.ChangeGroupAsync(id, Show.Noon.AddHours(3)));
        await noon.LockAsync(userId, show, "A2");
        Assert.Empty(await database.LinesAsync("SELECT user_id FROM unpaid_holds WHERE showtime_id = @id", ("@id", show.Id)));
    }

    [Fact]
    public async Task A_group_gets_all_of_its_seats_or_none_and_none_that_are_kept_back_already()
    {
        var (show, noon) = await NoonAsync();
        await noon.LockAsync(await new Given(database).UserAsync(), show, "B1");
        await noon.ExecuteAsync("CALL sp_block_seats(@id, @seats, NULL, 'Press')", ("@id", show.Id), ("@seats", show.SeatIds("C1")));
        await noon.HoldGroupAsync(show, null, "D1");
        var before = await show.StateAsync();

        foreach (var taken in new[] { "B1", "C1", "D1" })
        {
            Assert.Equal($"{show[taken]}l", await BookingRoutines.RefusedAsync(Taken, noon.HoldGroupAsync(show, null, "A1", taken)));
        }

        Assert.Equal(before, await show.StateAsync());
        Assert.Equal(1, await GroupsAsync(show));
    }

    [Theory]
    [InlineData(45005, "[]", 1)]
    [InlineData(45005, "x", 1)]
    [InlineData(45006, "[2147483647]", 1)]
    [InlineData(WrongEnd, null, null)]
    [InlineData(WrongEnd, null, 0)]
    [InlineData(WrongEnd, null, 25)]
    public async Task What_cannot_be_kept_for_a_group_is_refused_and_nothing_is_written(int error, string? seatIds, int? untilHours)
    {
        var (show, noon) = await NoonAsync();
        var before = await show.StateAsync();

        await BookingRoutines.RefusedAsync(
            error,
            noon.ExecuteAsync(
                "CALL sp_hold_group(NULL, @id, @seats, @until, 'Class 4b', NULL, @held_group_id)",
                ("@id", show.Id),
                ("@seats", seatIds ?? show.SeatIds("A1")),
                ("@until", untilHours is { } hours ? Show.Noon.AddHours(hours) : null)
            )
        );

        Assert.Equal((before, 0), (await show.StateAsync(), await GroupsAsync(show)));
    }

    [Fact]
    public async Task What_is_still_kept_gets_another_end_what_was_sold_or_released_does_not_and_the_house_takes_none_of_it()
    {
        var (show, noon) = await NoonAsync();
        var (clerk, _) = await database.CashierAsync(show);
        var id = await noon.HoldGroupAsync(show, Show.Noon.AddHours(1), "A1", "A2", "A3", "A4", "A5");
        var other = await noon.HoldGroupAsync(show, Show.Noon.AddHours(1), "B1");

        await noon.SellAtCounterAsync(clerk, show, "A1");
        await noon.ReleaseGroupAsync(id, show, "A2", "B1");
        Assert.Equal(
            $"{show["A3"]}l",
            await BookingRoutines.RefusedAsync(
                Taken,
                noon.ExecuteAsync("CALL sp_block_seats(@id, @seats, NULL, 'Press')", ("@id", show.Id), ("@seats", show.SeatIds("A2", "A3")))
            )
        );
        await noon.ExecuteAsync("CALL sp_block_seats(@id, @seats, NULL, 'Press')", ("@id", show.Id), ("@seats", show.SeatIds("A2")));
        await noon.ChangeGroupAsync(id, Show.Noon.AddHours(5), "Class 5b");

        Assert.Equal(
            [
                "A2 Press - 02. 12:00",
                $"A3 Class 5b {id} 01. 17:00",
                $"A4 Class 5b {id} 01. 17:00",
                $"A5 Class 5b {id} 01. 17:00",
                $"B1 Class 4b {other} 01. 13:00",
            ],
            await database.KeptAsync(show)
        );
        await BookingRoutines.RefusedAsync(WrongEnd, noon.ChangeGroupAsync(id, null));
        await BookingRoutines.RefusedAsync(WrongEnd, noon.ChangeGroupAsync(id, Show.Noon.AddHours(25)));

        await noon.ReleaseGroupAsync(id, show);
        await noon.ReleaseGroupAsync(id, show);
        Assert.Equal(["A2 Press - 02. 12:00", $"B1 Class 4b {other} 01. 13:00"], await database.KeptAsync(show));
        await BookingRoutines.RefusedAsync(GroupOver, noon.ChangeGroupAsync(id, Show.Noon.AddHours(5)));
        await BookingRoutines.RefusedAsync(NoGroup, noon.ChangeGroupAsync(int.MaxValue, Show.Noon.AddHours(5)));
        await BookingRoutines.RefusedAsync(NoGroup, noon.ReleaseGroupAsync(int.MaxValue, show));
    }

    [Fact]
    public async Task A_groups_end_comes_with_the_start_when_the_show_is_earlier_and_the_group_goes_with_the_show()
    {
        var (show, noon) = await NoonAsync();
        var id = await noon.HoldGroupAsync(show, Show.Noon.AddHours(20), "A1");

        await noon.MoveAsync(show, Show.Noon.AddHours(4));
        Assert.Equal([$"A1 Class 4b {id} 01. 16:00"], await database.KeptAsync(show));

        await noon.ExecuteAsync("CALL sp_delete_showtime(@id, TRUE)", ("@id", show.Id));
        Assert.Equal(0, await GroupsAsync(show));
    }

    /// <summary>Whom to reach is known for a day after the start.</summary>
    [Fact]
    public async Task A_day_after_the_start_nobody_knows_of_the_group()
    {
        var (show, noon) = await NoonAsync();
        var (later, _) = await NoonAsync(Show.Noon.AddDays(2));
        await noon.HoldGroupAsync(show, null, "A1");
        await noon.HoldGroupAsync(later, null, "A1");

        await noon.SetClockAsync(Show.Noon.AddDays(2));
        await noon.ExecuteAsync("CALL sp_purge_seat_blocks()");
        Assert.Equal(1, await GroupsAsync(show));
        await noon.SetClockAsync(Show.Noon.AddDays(2).AddSeconds(1));
        await noon.ExecuteAsync("CALL sp_purge_seat_blocks()");

        Assert.Equal((0, 1), (await GroupsAsync(show), await GroupsAsync(later)));
    }

    /// <summary>A show tomorrow, unless told, and a session of today's noon.</summary>
    private async Task<(Show Show, MySqlConnection Noon)> NoonAsync(DateTime? startsAt = null) =>
        (await Show.GivenAsync(database, startsAt), await Show.AtAsync(database, Show.Noon));

    private Task<int> GroupsAsync(Show show) =>
        database.ScalarAsync<int>("SELECT COUNT(*) FROM group_bookings WHERE showtime_id = @id", ("@id", show.Id));
}
