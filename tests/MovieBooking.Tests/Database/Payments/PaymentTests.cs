using MovieBooking.Tests.Support;
using MySqlConnector;

namespace MovieBooking.Tests.Database.Payments;

/// <summary>Money that comes for a reservation: in time, too late, twice, or another amount. None of it is lost.</summary>
public sealed class PaymentTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Started = 45003;
    private const int Unknown = 45020;
    private const int Expired = 45021;
    private const int Cancelled = 45022;
    private const int NothingToPay = 45060;
    private const int UnknownIntent = 45061;

    private readonly Given _given = new(database);

    [Fact]
    public async Task A_payment_confirms_its_reservation_once_however_often_it_is_told()
    {
        var show = await Show.GivenAsync(database);
        await using var noon = await Show.AtAsync(database, Show.Noon);
        var id = await noon.CreateAsync(await _given.UserAsync(), show, "A1", "H1");

        var intent = await noon.OpenPaymentAsync(id);
        Assert.Equal(intent, await noon.OpenPaymentAsync(id));
        Assert.Equal("declined", await noon.TakePaymentAsync(intent, 0, "declined"));
        Assert.Equal(["declined 0.00 0.00 0 -"], await database.PaymentsAsync(id));
        Assert.Equal("nothing", await noon.TakePaymentAsync(intent, 0, "open"));
        Assert.Equal("placed", await noon.TakePaymentAsync(intent, 24));
        var version = await show.VersionAsync();
        Assert.Equal("nothing", await noon.TakePaymentAsync(intent, 24));
        Assert.Equal("nothing", await noon.TakePaymentAsync(intent, 0, "declined"));
        Assert.Equal("nothing", await noon.TakePaymentAsync(intent, 0, "cancelled"));

        Assert.Equal(version, await show.VersionAsync());
        Assert.Equal(["captured 24.00 0.00 1 -"], await database.PaymentsAsync(id));
        Assert.Equal(["A1 8.00 confirmed", "H1 16.00 confirmed"], await show.TicketsAsync());
        Assert.Equal(["2030-03-01 premium 1 16.00", "2030-03-01 standard 1 8.00"], await show.SalesAsync());
        await BookingRoutines.RefusedAsync(NothingToPay, noon.OpenPaymentAsync(id));
        Assert.Empty(await database.MisplacedMoneyAsync());
    }

    [Fact]
    public async Task Only_what_may_be_paid_gets_a_payment()
    {
        var (show, user) = (await Show.GivenAsync(database), await _given.UserAsync());
        await using var noon = await Show.AtAsync(database, Show.Noon);
        var (cancelled, expired) = (await noon.CreateAsync(user, show, "A1"), await noon.CreateAsync(user, show, "A2"));
        await noon.CancelAsync(cancelled);

        await BookingRoutines.RefusedAsync(Unknown, noon.OpenPaymentAsync(int.MaxValue));
        await BookingRoutines.RefusedAsync(UnknownIntent, noon.TakePaymentAsync("pi_of_somebody", 8));
        await BookingRoutines.RefusedAsync(Cancelled, noon.OpenPaymentAsync(cancelled));
        await noon.SetClockAsync(Show.Noon.AddMinutes(15));
        await BookingRoutines.RefusedAsync(Expired, noon.OpenPaymentAsync(expired));

        var soon = await Show.GivenAsync(database, Show.Noon.AddMinutes(5));
        await noon.SetClockAsync(Show.Noon);
        var late = await noon.CreateAsync(user, soon, "A1");
        await noon.SetClockAsync(Show.Noon.AddMinutes(5));
        await BookingRoutines.RefusedAsync(Started, noon.OpenPaymentAsync(late));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Money_that_comes_too_late_gives_the_same_seats_when_they_are_free(bool isSwept)
    {
        var (show, user) = (await Show.GivenAsync(database), await _given.UserAsync());
        await using var session = await Show.AtAsync(database, Show.Noon);
        await database.ExecuteAsync(
            """
            UPDATE cinemas
            SET refund_fee_kind = 'percent', refund_fee = 12.5
            WHERE cinema_id = (
                SELECT screens.cinema_id
                FROM screens
                INNER JOIN showtimes ON showtimes.screen_id = screens.screen_id
                WHERE showtimes.showtime_id = @id
            )
            """,
            ("@id", show.Id)
        );
        var id = await session.CreateAsync(user, show, "A1", "H1");
        var intent = await session.OpenPaymentAsync(id);
        var before = await TicketIdsAsync(id, "tickets");
        await session.SetClockAsync(Show.Noon.AddHours(1));
        if (isSwept)
        {
            await session.ReleaseAsync(show);
        }

        // One of them the same person holds again.
        await session.LockAsync(user, show, "A1");
        Assert.Equal("placed", await session.TakePaymentAsync(intent, 24));

        Assert.Equal(["A1 8.00 confirmed", "H1 16.00 confirmed"], await show.TicketsAsync());
        Assert.Equal(before, await TicketIdsAsync(id, "tickets"));
        Assert.Empty(await TicketIdsAsync(id, "cancelled_tickets"));
        Assert.Empty(await show.HoldsAsync());
        Assert.Equal(["2030-03-01 premium 1 16.00", "2030-03-01 standard 1 8.00"], await show.SalesAsync());
        Assert.Equal(["captured 24.00 0.00 1 -"], await database.PaymentsAsync(id));
        Assert.Empty(await database.MisplacedMoneyAsync());
    }

    [Theory]
    [InlineData("held")]
    [InlineData("pending")]
    [InlineData("sold")]
    [InlineData("out of service")]
    [InlineData("started")]
    [InlineData("showtime cancelled")]
    [InlineData("another movie")]
    [InlineData("another screen")]
    [InlineData("account deleted")]
    public async Task Money_that_comes_too_late_goes_back_when_a_seat_or_the_show_is_gone(string how)
    {
        var (show, other) = (await Show.GivenAsync(database), await _given.UserAsync());
        await using var session = await Show.AtAsync(database, Show.Noon);
        var payer = await _given.UserAsync();
        var id = await session.CreateAsync(payer, show, "A1", "H1");
        var intent = await session.OpenPaymentAsync(id);
        await session.SetClockAsync(how == "started" ? Show.Noon.AddDays(1) : Show.Noon.AddHours(1));
        await (
            how switch
            {
                "held" => session.LockAsync(other, show, "H1"),
                "pending" => session.CreateAsync(other, show, "H1"),
                "sold" => session.SellAsync(other, show, "H1"),
                "out of service" => session.ExecuteAsync("UPDATE seats SET out_of_service = TRUE WHERE seat_id = @id", ("@id", show["H1"])),
                "another movie" => session.ExecuteAsync(
                    "UPDATE showtimes SET movie_id = @movie WHERE showtime_id = @id",
                    ("@movie", await _given.MovieAsync()),
                    ("@id", show.Id)
                ),
                "another screen" => session.ExecuteAsync(
                    "UPDATE showtimes SET screen_id = @screen WHERE showtime_id = @id",
                    ("@screen", await _given.ScreenAsync()),
                    ("@id", show.Id)
                ),
                "account deleted" => session.ExecuteAsync(
                    "UPDATE users SET deleted_at = UTC_TIMESTAMP(6) WHERE user_id = @id",
                    ("@id", payer)
                ),
                "showtime cancelled" => session.ExecuteAsync("CALL sp_delete_showtime(@id, TRUE)", ("@id", show.Id)),
                _ => Task.CompletedTask,
            }
        );
        var (others, sales, version) = (await show.HoldsAsync(), await show.SalesAsync(), await show.VersionAsync());

        Assert.Equal("returned", await session.TakePaymentAsync(intent, 24));
        Assert.Equal("nothing", await session.TakePaymentAsync(intent, 24));

        Assert.Equal(["captured 24.00 24.00 0 late"], await database.PaymentsAsync(id));
        Assert.Equal(["24.00 waiting"], await RefundsAsync(id));
        Assert.Equal(others, await show.HoldsAsync());
        Assert.Equal(sales, await show.SalesAsync());
        Assert.True(await show.VersionAsync() >= version);
        Assert.Equal(2, (await TicketIdsAsync(id, "cancelled_tickets")).Count + (how == "started" ? 2 : 0));
        Assert.Empty(await database.MisplacedMoneyAsync());
    }

    [Fact]
    public async Task Money_for_what_is_cancelled_paid_or_of_another_price_goes_back_and_changes_nothing_else()
    {
        var (show, user) = (await Show.GivenAsync(database), await _given.UserAsync());
        await using var noon = await Show.AtAsync(database, Show.Noon);
        var cancelled = await noon.CreateAsync(user, show, "A1");
        var paidAtTheCounter = await noon.CreateAsync(user, show, "A2");
        var differs = await noon.CreateAsync(user, show, "A3");
        var foreign = await noon.CreateAsync(user, show, "A4");
        string[] intents =
        [
            await noon.OpenPaymentAsync(cancelled),
            await noon.OpenPaymentAsync(paidAtTheCounter),
            await noon.OpenPaymentAsync(differs),
            await noon.OpenPaymentAsync(foreign),
        ];
        await noon.CancelAsync(cancelled);
        await noon.ConfirmAsync(paidAtTheCounter);

        Assert.Equal("returned", await noon.TakePaymentAsync(intents[0], 8));
        Assert.Equal("returned", await noon.TakePaymentAsync(intents[1], 8));
        Assert.Equal("returned", await noon.TakePaymentAsync(intents[2], 7.99m));
        Assert.Equal("returned", await noon.TakePaymentAsync(intents[3], 8, currency: "EUR"));

        Assert.Equal(["captured 8.00 8.00 0 cancelled"], await database.PaymentsAsync(cancelled));
        Assert.Equal(["captured 8.00 8.00 0 paid_twice"], await database.PaymentsAsync(paidAtTheCounter));
        Assert.Equal(["captured 7.99 7.99 0 amount_differs"], await database.PaymentsAsync(differs));
        Assert.Equal(["captured 8.00 8.00 0 amount_differs"], await database.PaymentsAsync(foreign));
        Assert.Equal(["A2 8.00 confirmed", "A3 8.00 pending", "A4 8.00 pending"], await show.TicketsAsync());

        // It may be paid once more, as it should be.
        Assert.Equal("placed", await noon.TakePaymentAsync(await noon.OpenPaymentAsync(differs), 8));
        Assert.Equal(["captured 7.99 7.99 0 amount_differs", "captured 8.00 0.00 1 -"], await database.PaymentsAsync(differs));
    }

    [Fact]
    public async Task A_cancelled_booking_gives_back_what_is_due_and_never_more_than_was_paid()
    {
        var (show, user) = (await Show.GivenAsync(database), await _given.UserAsync());
        await using var noon = await Show.AtAsync(database, Show.Noon);
        var id = await noon.CreateAsync(user, show, "A1", "A2", "H1");
        await noon.TakePaymentAsync(await noon.OpenPaymentAsync(id), 32);

        // As when one ticket of three is given back for a fee, whoever writes that.
        await GiveBackAsync(noon, show, id, "A1", 6.50m);
        Assert.Equal(["captured 32.00 6.50 1 -"], await database.PaymentsAsync(id));
        await noon.ExecuteAsync("CALL sp_settle_payments(@id, UTC_TIMESTAMP(6))", ("@id", id));
        Assert.Equal(["6.50 waiting"], await RefundsAsync(id));
        Assert.Empty(await database.MisplacedMoneyAsync());

        await noon.CancelAsync(id);
        await noon.CancelAsync(id);
        Assert.Equal(["captured 32.00 30.50 1 -"], await database.PaymentsAsync(id));
        Assert.Equal(["6.50 waiting", "24.00 waiting"], await RefundsAsync(id));
        Assert.Empty(await database.MisplacedMoneyAsync());

        var error = await Race.ErrorOfAsync(
            noon.ExecuteAsync("UPDATE payments SET refunded = captured + 0.01 WHERE reservation_id = @id", ("@id", id))
        );
        Assert.True(error is 3819 or 4025, $"{error}");
    }

    [Fact]
    public Task Fils_go_back_in_tens_and_in_the_customers_favour() =>
        OwnDatabase.RunAsync(async own =>
        {
            await own.ExecuteAsync("CALL sp_set_currency('KWD', 3)");
            await own.ExecuteAsync("UPDATE fares SET price = 2.500");
            var show = await Show.GivenAsync(own);
            await using var noon = await Show.AtAsync(own, Show.Noon);
            var id = await noon.CreateAsync(await new Given(own).UserAsync(), show, "A1", "A2");
            Assert.Equal("placed", await noon.TakePaymentAsync(await noon.OpenPaymentAsync(id, "KWD"), 5, currency: "KWD"));

            await GiveBackAsync(noon, show, id, "A1", 2.125m);
            Assert.Equal(["captured 5.00 2.13 1 -"], await own.PaymentsAsync(id));
            await noon.CancelAsync(id);
            Assert.Equal(["captured 5.00 4.63 1 -"], await own.PaymentsAsync(id));
        });

    private static async Task GiveBackAsync(MySqlConnection session, Show show, int reservationId, string label, decimal due)
    {
        await session.ExecuteAsync(
            """
            INSERT INTO cancelled_tickets (ticket_id, reservation_id, showtime_id, seat_id, seat_class, price, refund_due, cancelled_at)
            SELECT ticket_id, reservation_id, showtime_id, seat_id, seat_class, price, @due, UTC_TIMESTAMP(6)
            FROM tickets
            WHERE reservation_id = @id AND seat_id = @seat_id
            """,
            ("@id", reservationId),
            ("@seat_id", show[label]),
            ("@due", due)
        );
        await session.ExecuteAsync(
            "DELETE FROM tickets WHERE reservation_id = @id AND seat_id = @seat_id",
            ("@id", reservationId),
            ("@seat_id", show[label])
        );
        await session.ExecuteAsync("CALL sp_settle_payments(@id, UTC_TIMESTAMP(6))", ("@id", reservationId));
    }

    private Task<IReadOnlyList<string>> RefundsAsync(int reservationId) =>
        database.LinesAsync(
            """
            SELECT refunds.amount, CONCAT(refunds.status)
            FROM refunds
            INNER JOIN payments ON payments.payment_id = refunds.payment_id
            WHERE payments.reservation_id = @id
            ORDER BY refunds.refund_id
            """,
            ("@id", reservationId)
        );

    private Task<IReadOnlyList<string>> TicketIdsAsync(int reservationId, string table) =>
        database.LinesAsync(
            $"SELECT ticket_id{(table == "tickets" ? ", refund_fee" : "")} FROM {table} WHERE reservation_id = @id ORDER BY ticket_id",
            ("@id", reservationId)
        );
}
