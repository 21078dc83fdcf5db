using MovieBooking.Tests.Support;
using MySqlConnector;
using Xunit.Abstractions;

namespace MovieBooking.Tests.Database.Races;

/// <summary>One ticket that is shown at many doors, and given back, at the same time.</summary>
[Collection(Contest.Name)]
public sealed class AdmissionRaceTests(TestDatabase database, ITestOutputHelper output) : IClassFixture<TestDatabase>
{
    private const int Doors = 50;
    private const int Admitted = 45026;

    [Fact]
    public Task Of_fifty_scans_at_once_one_admits() => Admission().IsWonAsync(() => ScanAsync(database));

    /// <summary>The control: an UPDATE that does not look admits whoever comes.</summary>
    [Fact]
    public Task Without_the_condition_every_scan_would_admit() =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.ReplaceAsync(own, "sp_admit_ticket", "AND tickets.admitted_at IS NULL", "");

            await Admission().IsSpoiltAsync(() => ScanAsync(own));
        });

    [Fact]
    public async Task A_ticket_is_never_both_given_back_and_used()
    {
        for (var round = 0; round < 20; round++)
        {
            var (show, id, ticketId) = await SoldAsync(database);
            var admitted = false;
            var errors = await Race.RunAsync(
                database,
                2,
                async (session, number) =>
                {
                    await session.SetClockAsync(Show.Noon);
                    if (number == 0)
                    {
                        admitted = await session.AdmitAsync(show, ticketId);
                    }
                    else
                    {
                        await session.CancelAsync(id);
                    }
                }
            );

            Assert.Equal([0, admitted ? Admitted : 0], errors);
            Assert.Equal(admitted ? ["A1 8.00 confirmed"] : [], await show.TicketsAsync());
            Assert.Equal(admitted ? [] : ["A1 8.00 8.00"], await show.RefundsAsync());
        }
    }

    [Fact]
    public async Task A_cancellation_that_waited_for_an_admission_is_refused() =>
        Assert.Equal((Admitted, 0), await CancelAfterAdmissionAsync(database));

    /// <summary>The control: without its locks a cancellation does not see who goes in.</summary>
    [Fact]
    public Task Without_the_locks_money_would_go_back_to_somebody_who_is_in() =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.RemoveLocksAsync(own, "sp_cancel_tickets");

            Assert.Equal((0, 1), await CancelAfterAdmissionAsync(own));
        });

    [Fact]
    public async Task A_used_ticket_stands_until_it_is_undone_and_its_booking_with_it()
    {
        var (show, id, ticketId) = await SoldAsync(database, "A1", "A2");
        await using var noon = await Show.AtAsync(database, Show.Noon);
        var pending = await noon.CreateAsync(await new Given(database).UserAsync(), show, "B1");
        var unpaid = Assert.Single(await noon.TicketIdsAsync(pending, [show["B1"]]));
        var (elsewhere, _, _) = await SoldAsync(database);

        Assert.False(await noon.AdmitAsync(show, unpaid));
        Assert.False(await noon.AdmitAsync(elsewhere, ticketId));
        Assert.True(await noon.AdmitAsync(show, ticketId));
        Assert.False(await noon.AdmitAsync(show, ticketId));

        await BookingRoutines.RefusedAsync(Admitted, noon.CancelAsync(id));
        await BookingRoutines.RefusedAsync(Admitted, noon.CancelTicketsAsync(id, [show["A1"]], byCinema: true));
        await noon.CancelTicketsAsync(id, [show["A2"]]);
        Assert.Equal(["A1 8.00 confirmed", "B1 8.00 pending"], await show.TicketsAsync());

        Assert.True(await noon.UndoAdmissionAsync(show, ticketId));
        Assert.False(await noon.UndoAdmissionAsync(show, ticketId));
        await noon.CancelAsync(id);
        Assert.False(await noon.AdmitAsync(show, ticketId));
    }

    [Fact]
    public async Task A_show_that_is_called_off_gives_back_also_to_those_who_are_in()
    {
        var (show, _, ticketId) = await SoldAsync(database);
        await using var noon = await Show.AtAsync(database, Show.Noon);
        Assert.True(await noon.AdmitAsync(show, ticketId));

        await noon.ExecuteAsync("CALL sp_delete_showtime(@id, TRUE)", ("@id", show.Id));

        Assert.Equal(["A1 8.00 8.00"], await show.RefundsAsync());
    }

    private Contest Admission() => new(output, $"{Doors} doors scan one ticket", 1);

    private static async Task<Outcome> ScanAsync(TestDatabase database)
    {
        var (show, _, ticketId) = await SoldAsync(database);
        var admitted = new bool[Doors];
        var errors = await Race.RunAsync(
            database,
            Doors,
            async (session, number) => admitted[number] = await session.AdmitAsync(show, ticketId, $"Door {number}")
        );
        // A door that lets nobody in has not failed: it was told so. Whoever was let in is in.
        return Outcome.Of([.. errors.Zip(admitted, (error, isIn) => error == 0 && !isIn ? Admitted : error)], admitted.Count(isIn => isIn));
    }

    /// <summary>An admission that is not yet committed, and a cancellation that comes upon it: its error, and what is due back.</summary>
    private static async Task<(int Error, int Refunds)> CancelAfterAdmissionAsync(TestDatabase database)
    {
        var (show, id, ticketId) = await SoldAsync(database);
        await using MySqlConnection door = await Show.AtAsync(database, Show.Noon),
            buyer = await Show.AtAsync(database, Show.Noon);
        await door.BeginAsync();
        Assert.True(await door.AdmitAsync(show, ticketId));

        var cancel = buyer.CancelAsync(id);
        await Race.QueuedAsync(database, buyer, cancel);
        await door.ExecuteAsync("COMMIT");

        return (await Race.ErrorOfAsync(cancel), (await show.RefundsAsync()).Count);
    }

    /// <summary>A confirmed booking, and its first ticket.</summary>
    private static async Task<(Show Show, int ReservationId, int TicketId)> SoldAsync(TestDatabase database, params string[] labels)
    {
        var show = await Show.GivenAsync(database);
        await using var noon = await Show.AtAsync(database, Show.Noon);
        var id = await noon.SellAsync(await new Given(database).UserAsync(), show, labels is [] ? ["A1"] : labels);
        return (show, id, Assert.Single(await noon.TicketIdsAsync(id, [show["A1"]])));
    }
}
