using System.Globalization;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

/// <summary>Single tickets, and what is due back for them by the cinema's refund policy.</summary>
public sealed class CancelTicketsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Started = 45003;
    private const int TooLate = 45023;
    private const int NotItsTickets = 45024;
    private const int Pending = 45025;

    private readonly Given _given = new(database);

    [Fact]
    public async Task A_ticket_is_cancelled_alone_and_the_booking_stands_until_the_last()
    {
        var show = await Show.GivenAsync(database, Show.Noon.AddDays(5));
        await using var session = await Show.AtAsync(database, Show.Noon);
        var id = await session.SellAsync(await _given.UserAsync(), show, "A1", "A2", "H1");
        var version = await show.VersionAsync();
        await session.SetClockAsync(Show.Noon.AddDays(1));

        await session.CancelTicketsAsync(id, [show["A2"]]);

        Assert.Equal(["confirmed -"], await StateAsync(id));
        Assert.Equal(["A1 8.00 confirmed", "H1 16.00 confirmed"], await show.TicketsAsync());
        Assert.Equal(["A2 8.00 8.00"], await show.RefundsAsync());
        // On the day of the sale, and not on that of the cancellation.
        Assert.Equal(["2030-03-01 premium 1 16.00", "2030-03-01 standard 1 8.00"], await show.SalesAsync());
        Assert.Equal(version + 1, await show.VersionAsync());

        // The same at once by somebody else's clock, and again: nothing more.
        var before = await show.StateAsync();
        await session.CancelTicketsAsync(id, [show["A2"]]);
        await session.CancelTicketsAsync(id, [show["A2"]], byCinema: true);
        Assert.Equal(before, await show.StateAsync());

        // The seat can be had.
        await session.SellAsync(await _given.UserAsync(), show, "A2");
        // One that is cancelled already does not keep the others.
        await session.CancelTicketsAsync(id, [show["A1"], show["A2"], show["H1"]]);

        Assert.Equal(["cancelled 2030-03-02T12:00:00"], await StateAsync(id));
        Assert.Equal(["A1 8.00 8.00", "A2 8.00 8.00", "H1 16.00 16.00"], await show.RefundsAsync());
        Assert.Equal(["2030-03-01 premium 0 0.00", "2030-03-01 standard 0 0.00", "2030-03-02 standard 1 8.00"], await show.SalesAsync());
        before = await show.StateAsync();
        await session.CancelTicketsAsync(id, [show["A1"]]);
        await session.CancelAsync(id);
        await database.ExecuteAsync("CALL sp_rebuild_rollup(@id)", ("@id", show.Id));
        Assert.Equal(before, await show.StateAsync());
    }

    [Fact]
    public async Task Tickets_that_are_not_the_bookings_are_refused_and_nothing_is_half_done()
    {
        var show = await Show.GivenAsync(database);
        await using var session = await Show.AtAsync(database, Show.Noon);
        var id = await session.SellAsync(await _given.UserAsync(), show, "A1", "A2");
        var other = await session.SellAsync(await _given.UserAsync(), show, "A3");
        var own = (await session.TicketIdsAsync(id, [show["A1"]]))[0];
        var others = (await session.TicketIdsAsync(other, [show["A3"]]))[0];
        var before = await show.StateAsync();

        string[] lists =
        [
            "",
            "[]",
            "[0]",
            "[-1]",
            "{}",
            "nonsense",
            $"[{own},{own}]",
            $"[{own},{others}]",
            $"[{own},2147483647]",
            "[99999999999]",
        ];
        foreach (var list in lists)
        {
            await BookingRoutines.RefusedAsync(
                NotItsTickets,
                session.ExecuteAsync("CALL sp_cancel_tickets(@id, @list, FALSE)", ("@id", id), ("@list", list))
            );
        }

        Assert.Equal(before, await show.StateAsync());
        var pending = await session.CreateAsync(await _given.UserAsync(), show, "B1", "B2");
        before = await show.StateAsync();
        await BookingRoutines.RefusedAsync(Pending, session.CancelTicketsAsync(pending, [show["B1"]]));
        Assert.Equal(before, await show.StateAsync());
    }

    /// <summary>
    /// Three tickets of 8, 8 and 16 and a tenth of a cent, yen or fils left over: the fee for the whole is rounded once, and each
    /// ticket bears its part of it, whichever is cancelled first.
    /// </summary>
    [Theory]
    [InlineData("USD", 2, "percent", "7.77", "7.38 7.38 14.75", "29.51")]
    [InlineData("USD", 2, "percent", "100", "0 0 0", "0")]
    [InlineData("USD", 2, "percent", "0.01", "8 8 16", "32")]
    [InlineData("USD", 2, "amount", "1.50", "6.50 6.50 14.50", "27.50")]
    [InlineData("USD", 2, "amount", "9", "0 0 7", "7")]
    [InlineData("JPY", 0, "percent", "7.77", "7 8 15", "30")]
    [InlineData("JPY", 0, "amount", "3", "5 5 13", "23")]
    [InlineData("KWD", 3, "percent", "7.777", "7.378 7.378 14.755", "29.511")]
    [InlineData("KWD", 3, "amount", "0.125", "7.875 7.875 15.875", "31.625")]
    public Task The_shares_of_a_fee_are_the_fee_for_the_whole_to_the_minor_unit(
        string currency,
        int minorUnits,
        string kind,
        string fee,
        string shares,
        string whole
    ) =>
        OwnDatabase.RunAsync(async own =>
        {
            var given = new Given(own);
            await own.ExecuteAsync("CALL sp_set_currency(@code, @units)", ("@code", currency), ("@units", minorUnits));
            var (first, second) = (await Show.GivenAsync(own), await Show.GivenAsync(own));
            await using var session = await Show.AtAsync(own, Show.Noon);
            string[] backwards = ["H1", "A1", "A2"];
            foreach (var (show, oneByOne) in new[] { (first, true), (second, false) })
            {
                await show.RefundAsync(30, kind, Number(fee));
                var id = await session.SellAsync(await given.UserAsync(), show, "A1", "A2", "H1");
                // What the cinema asks from tomorrow on is not asked of those who have booked.
                await show.RefundAsync(1000, "percent", 50);
                foreach (var label in oneByOne ? backwards : [])
                {
                    await session.CancelTicketsAsync(id, [show[label]]);
                }

                await session.CancelAsync(id);
                var refunds = await own.RowsAsync(
                    "SELECT refund_due FROM cancelled_tickets WHERE showtime_id = @id ORDER BY seat_id",
                    ("@id", show.Id)
                );
                Assert.Equal(shares.Split(' ').Select(Number), refunds.Select(row => (decimal)row[0]!));
                Assert.Equal(Number(whole), refunds.Sum(row => (decimal)row[0]!));
            }
        });

    [Fact]
    public async Task Whoever_booked_may_cancel_until_the_limit_and_the_cinema_in_full_until_the_start()
    {
        var show = await Show.GivenAsync(database, Show.Noon.AddHours(3));
        await show.RefundAsync(90, "amount", 2);
        await using var session = await Show.AtAsync(database, Show.Noon);
        var id = await session.SellAsync(await _given.UserAsync(), show, "A1", "A2", "A3", "A4");

        await session.SetClockAsync(Show.Noon.AddMinutes(90).AddMilliseconds(-1));
        await session.CancelTicketsAsync(id, [show["A1"]]);
        await session.SetClockAsync(Show.Noon.AddMinutes(90));
        var until = await BookingRoutines.RefusedAsync(TooLate, session.CancelTicketsAsync(id, [show["A2"]]));
        await BookingRoutines.RefusedAsync(TooLate, session.CancelAsync(id));
        // What is cancelled already is no question of time.
        await session.CancelTicketsAsync(id, [show["A1"]]);
        await session.CancelTicketsAsync(id, [show["A2"]], byCinema: true);
        var pending = await session.CreateAsync(await _given.UserAsync(), show, "B1");
        await session.CancelAsync(pending);

        Assert.Equal("2030-03-01 13:30:00.000000", until);
        Assert.Equal(["A1 8.00 6.00", "A2 8.00 8.00", "B1 8.00 0.00"], await show.RefundsAsync());
        await session.SetClockAsync(Show.Noon.AddHours(3));
        await BookingRoutines.RefusedAsync(Started, session.CancelTicketsAsync(id, null, byCinema: true));
        await BookingRoutines.RefusedAsync(Started, session.CancelTicketsAsync(id, [show["A3"]]));
        Assert.Equal(["A3 8.00 confirmed", "A4 8.00 confirmed"], await show.TicketsAsync());
    }

    [Fact]
    public async Task Of_a_show_that_has_moved_all_is_due_back_until_it_starts_but_not_of_what_was_booked_since()
    {
        var show = await Show.GivenAsync(database, Show.Noon.AddHours(3));
        await show.RefundAsync(90, "percent", 25);
        await using var session = await Show.AtAsync(database, Show.Noon);
        var first = await session.SellAsync(await _given.UserAsync(), show, "A1", "A2");
        await session.MoveAsync(show, Show.Noon.AddHours(2));
        var since = await session.SellAsync(await _given.UserAsync(), show, "B1", "B2");

        await session.SetClockAsync(Show.Noon.AddHours(2).AddMilliseconds(-1));
        await session.CancelTicketsAsync(first, [show["A1"]]);
        await BookingRoutines.RefusedAsync(TooLate, session.CancelTicketsAsync(since, [show["B1"]]));
        await session.SetClockAsync(Show.Noon);
        await session.CancelTicketsAsync(since, [show["B1"]]);
        // Moved back it has not moved, for those who booked it so; for the others it has.
        await session.MoveAsync(show, Show.Noon.AddHours(3));
        await session.CancelTicketsAsync(first, [show["A2"]]);
        await session.CancelTicketsAsync(since, [show["B2"]]);

        Assert.Equal(["A1 8.00 8.00", "A2 8.00 6.00", "B1 8.00 6.00", "B2 8.00 8.00"], await show.RefundsAsync());
    }

    /// <summary>Twelve at once on a paid booking: single tickets alone, or some of them and three times the whole. Each ticket is owed once.</summary>
    [Theory]
    [InlineData(12)]
    [InlineData(9)]
    public async Task Many_cancellations_at_once_owe_each_ticket_once_and_give_its_money_back_once(int ticketByTicket)
    {
        string[] labels = ["A1", "A2", "H1"];
        var show = await Show.GivenAsync(database);
        await show.RefundAsync(0, "percent", 7.77m);
        await using var noon = await Show.AtAsync(database, Show.Noon);
        var id = await noon.CreateAsync(await _given.UserAsync(), show, labels);
        Assert.Equal("placed", await noon.TakePaymentAsync(await noon.OpenPaymentAsync(id), 32));
        var version = await show.VersionAsync();

        var errors = await Race.RunAsync(
            database,
            12,
            async (session, number) =>
            {
                await session.SetClockAsync(Show.Noon);
                await (number < ticketByTicket ? session.CancelTicketsAsync(id, [show[labels[number % 3]]]) : session.CancelAsync(id));
            }
        );

        Assert.All(errors, error => Assert.Equal(0, error));
        Assert.Equal(["A1 8.00 7.38", "A2 8.00 7.38", "H1 16.00 14.75"], await show.RefundsAsync());
        Assert.Equal(["2030-03-01 premium 0 0.00", "2030-03-01 standard 0 0.00"], await show.SalesAsync());
        Assert.InRange(await show.VersionAsync() - version, 1, 3);
        Assert.Equal(["captured 32.00 29.51 1 -"], await database.PaymentsAsync(id));
        Assert.Empty(await database.MisplacedMoneyAsync());
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private Task<IReadOnlyList<string>> StateAsync(int id) =>
        database.LinesAsync("SELECT status, cancelled_at FROM reservations WHERE reservation_id = @id", ("@id", id));
}
