using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

/// <summary>What routines write as events, and the order in which they are told.</summary>
public sealed class EventOrderTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task An_event_that_commits_late_is_told_late_and_never_skipped()
    {
        var (early, late) = (await Show.GivenAsync(database), await Show.GivenAsync(database));
        // Two, since one person's own changes wait for each other.
        var users = await new Given(database).UsersAsync(2);
        await using var slow = await Show.AtAsync(database, Show.Noon);
        await using var quick = await Show.AtAsync(database, Show.Noon);
        var held = await slow.CreateAsync(users[0], late, "A1");
        await slow.ExecuteAsync("START TRANSACTION");
        await slow.ConfirmAsync(held);
        var sold = await quick.SellAsync(users[1], early, "A1");
        await quick.ExecuteAsync("CALL sp_number_events()");
        var told = await PositionAsync(sold);

        // The trap: the one that is not committed yet was written first.
        Assert.True(
            await slow.ScalarAsync<long>("SELECT event_id FROM event_log WHERE reservation_id = @id", ("@id", held))
                < await quick.ScalarAsync<long>("SELECT event_id FROM event_log WHERE reservation_id = @id", ("@id", sold))
        );
        Assert.NotNull(told);
        await slow.ExecuteAsync("COMMIT");
        await quick.ExecuteAsync("CALL sp_number_events()");
        Assert.True(await PositionAsync(held) > told);
    }

    [Fact]
    public async Task Many_that_sell_and_number_at_once_leave_one_gapless_order()
    {
        var shows = new[] { await Show.GivenAsync(database), await Show.GivenAsync(database), await Show.GivenAsync(database) };
        var users = await new Given(database).UsersAsync(12);
        var done = new TaskCompletionSource();
        var numbering = Enumerable.Range(0, 4).Select(_ => NumberUntilAsync(done.Task)).ToArray();

        await Task.WhenAll(
            users.Select(
                async (userId, index) =>
                {
                    await using var session = await Show.AtAsync(database, Show.Noon);
                    for (var seat = 1; seat <= 8; seat++)
                    {
                        var show = shows[seat % 3];
                        var sold = await session.SellAsync(userId, show, $"{(char)('A' + (index % 8))}{(index < 8 ? 1 : 7) + (seat % 6)}");
                        await session.CancelAsync(sold);
                    }
                }
            )
        );
        done.SetResult();
        await Task.WhenAll(numbering);
        await database.ExecuteAsync("CALL sp_number_events()");

        var events = await database.RowsAsync(
            "SELECT position, event_id, showtime_id, reservation_id, type FROM event_log ORDER BY position"
        );
        Assert.Equal(Enumerable.Range(1, events.Count).Select(number => (long)number), events.Select(row => (long)row[0]!));
        Assert.Equal((long)events.Count, await database.ScalarAsync<long>("SELECT last_position FROM event_positions"));
        // Of one showtime in the order in which they happened.
        Assert.All(
            events.GroupBy(row => (int)row[2]!),
            ofShow => Assert.Equal(ofShow.Select(row => (long)row[1]!).Order(), ofShow.Select(row => (long)row[1]!))
        );
        Assert.All(
            events.Where(row => row[3] is not null).GroupBy(row => (int)row[3]!),
            ofBooking => Assert.StartsWith("reservation.confirmed", (string)ofBooking.First()[4]!, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task What_happened_to_bookings_and_shows_is_written_once_and_nothing_where_nothing_changed()
    {
        var given = new Given(database);
        var show = await Show.GivenAsync(database);
        var userId = await given.UserAsync();
        await using var session = await Show.AtAsync(database, Show.Noon);
        var pending = await session.CreateAsync(userId, show, "A1");
        await session.CancelAsync(pending);
        var sold = await session.SellAsync(userId, show, "B1", "B2");
        await session.ConfirmAsync(sold);
        await session.CancelOneTicketAsync(sold);
        await session.MoveAsync(show, Show.Noon.AddDays(1).AddHours(1));
        await session.MoveAsync(show, Show.Noon.AddDays(1).AddHours(1));
        await session.ExecuteAsync("CALL sp_delete_showtime(@id, TRUE)", ("@id", show.Id));
        await session.ExecuteAsync("CALL sp_delete_showtime(@id, TRUE)", ("@id", show.Id));
        var never = await Show.GivenAsync(database);
        await session.ExecuteAsync("CALL sp_delete_showtime(@id, FALSE)", ("@id", never.Id));
        await database.ExecuteAsync("CALL sp_number_events()");

        Assert.Equal(
            [
                "showtime.created -",
                $"reservation.confirmed {sold}",
                $"reservation.tickets_cancelled {sold}",
                "showtime.moved -",
                $"reservation.cancelled {sold}",
                "showtime.cancelled -",
            ],
            await TypesAsync(show.Id)
        );
        Assert.Equal(["showtime.created -", "showtime.cancelled -"], await TypesAsync(never.Id));
        Assert.Equal(
            "2030-03-02T12:00:00.000000Z",
            await database.ScalarAsync<string>(
                "SELECT JSON_UNQUOTE(JSON_EXTRACT(details, '$.previousStartsAt')) FROM event_log WHERE type = 'showtime.moved' AND showtime_id = @id",
                ("@id", show.Id)
            )
        );
        Assert.Equal(
            0,
            await database.ScalarAsync<int>(
                "SELECT COUNT(*) FROM event_log WHERE showtime_id IN (@one, @two) AND cinema_id IS NULL",
                ("@one", show.Id),
                ("@two", never.Id)
            )
        );
    }

    [Fact]
    public Task Events_of_more_than_a_week_ago_go_and_the_order_goes_on() =>
        OwnDatabase.RunAsync(async own =>
        {
            await Show.GivenAsync(own);
            await Show.GivenAsync(own);
            await own.ExecuteAsync("CALL sp_number_events()");
            await own.ExecuteAsync("UPDATE event_log SET occurred_at = UTC_TIMESTAMP(6) - INTERVAL 8 DAY");
            await Show.GivenAsync(own);
            await own.ExecuteAsync("UPDATE event_log SET occurred_at = UTC_TIMESTAMP(6) - INTERVAL 8 DAY WHERE position IS NULL");

            await own.ExecuteAsync("CALL sp_purge_events()");

            // One that nobody was told of stays.
            Assert.Equal(["-"], await own.LinesAsync("SELECT position FROM event_log"));
            await own.ExecuteAsync("CALL sp_number_events()");
            Assert.Equal(["3"], await own.LinesAsync("SELECT position FROM event_log"));
        });

    private async Task NumberUntilAsync(Task done)
    {
        await using var session = await database.Source.OpenConnectionAsync();
        while (!done.IsCompleted)
        {
            await session.ExecuteAsync("CALL sp_number_events()");
        }
    }

    private async Task<long?> PositionAsync(int reservationId) =>
        (long?)(await database.RowsAsync("SELECT position FROM event_log WHERE reservation_id = @id", ("@id", reservationId)))[0][0];

    private Task<IReadOnlyList<string>> TypesAsync(int showtimeId) =>
        database.LinesAsync("SELECT type, reservation_id FROM event_log WHERE showtime_id = @id ORDER BY position", ("@id", showtimeId));
}
