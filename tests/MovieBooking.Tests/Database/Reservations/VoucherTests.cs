using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

/// <summary>Vouchers: what they take off, to the cent; when they are good; and that a use is given back once.</summary>
public sealed class VoucherTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Unknown = 45090;
    private const int Refused = 45091;

    private readonly Given _given = new(database);

    // Standard seats cost 8, premium ones 16; the cinema keeps 10 percent of what is given back.
    [Theory]
    [InlineData("percent", "25", "A1 6.00 0.60 2.00, A2 6.00 0.60 2.00, H1 12.00 1.20 4.00")]
    [InlineData("percent", "33.3", "A1 5.33 0.53 2.67, A2 5.34 0.54 2.66, H1 10.67 1.06 5.33")]
    [InlineData("percent", "100", "A1 0.00 0.00 8.00, A2 0.00 0.00 8.00, H1 0.00 0.00 16.00")]
    [InlineData("amount", "10", "A1 5.50 0.55 2.50, A2 5.50 0.55 2.50, H1 11.00 1.10 5.00")]
    [InlineData("amount", "0.01", "A1 8.00 0.80 -, A2 7.99 0.80 0.01, H1 16.00 1.60 -")]
    [InlineData("amount", "99", "A1 0.00 0.00 8.00, A2 0.00 0.00 8.00, H1 0.00 0.00 16.00")]
    [InlineData("seats", "1", "A1 8.00 0.80 -, A2 8.00 0.80 -, H1 0.00 0.00 16.00")]
    [InlineData("seats", "2", "A1 0.00 0.00 8.00, A2 8.00 0.80 -, H1 0.00 0.00 16.00")]
    [InlineData("seats", "10", "A1 0.00 0.00 8.00, A2 0.00 0.00 8.00, H1 0.00 0.00 16.00")]
    public async Task What_it_takes_off_is_spread_over_the_tickets_to_the_cent(string type, string value, string expected)
    {
        var show = await Show.GivenAsync(database);
        await show.RefundAsync(60, "percent", 10);
        var code = await _given.VoucherAsync(type, decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture));
        await using var session = await Show.AtAsync(database, Show.Noon);
        var reservation = await session.CreateAsync(await _given.UserAsync(), show, "A1", "A2", "H1");
        var before = await TicketsAsync(show);

        await session.UseVoucherAsync(reservation, code);

        Assert.Equal(expected.Split(", "), await TicketsAsync(show));
        Assert.Equal(
            ["1"],
            await database.LinesAsync(
                """
                SELECT voucher_uses.discount = (
                    SELECT SUM(voucher_tickets.discount)
                    FROM voucher_tickets
                    INNER JOIN tickets ON tickets.ticket_id = voucher_tickets.ticket_id
                    WHERE tickets.reservation_id = voucher_uses.reservation_id
                )
                FROM voucher_uses
                WHERE voucher_uses.reservation_id = @id
                """,
                ("@id", reservation)
            )
        );

        await session.RemoveVoucherAsync(reservation);
        Assert.Equal(before, await TicketsAsync(show));
        Assert.Equal(0, await UsesAsync(code));
    }

    [Fact]
    public async Task Kinds_and_another_voucher_are_reckoned_from_what_the_tickets_cost_without()
    {
        var show = await Show.GivenAsync(database);
        var (half, five) = (await _given.VoucherAsync(value: 50), await _given.VoucherAsync("amount", 5));
        var child = await _given.KindAsync(show.Id, fixedPrice: 4);
        var free = await _given.KindAsync(show.Id, fixedPrice: 0);
        await using var session = await Show.AtAsync(database, Show.Noon);
        var reservation = await session.CreateAsync(await _given.UserAsync(), show, "A1", "A2");

        await session.UseVoucherAsync(reservation, half);
        await session.SetKindsAsync(reservation, [(show["A1"], child)]);
        Assert.Equal(["A1 2.00 0.00 2.00", "A2 4.00 0.00 4.00"], await TicketsAsync(show));

        await session.UseVoucherAsync(reservation, five);
        Assert.Equal(["A1 2.33 0.00 1.67", "A2 4.67 0.00 3.33"], await TicketsAsync(show));
        Assert.Equal((0, 1), (await UsesAsync(half), await UsesAsync(five)));

        // Used twice is used once, and nothing is taken off what is taken off.
        await session.UseVoucherAsync(reservation, five);
        await session.SetKindsAsync(reservation, []);
        Assert.Equal(["A1 5.50 0.00 2.50", "A2 5.50 0.00 2.50"], await TicketsAsync(show));

        // Where there is nothing to take it off, it is kept for another time.
        await session.SetKindsAsync(reservation, [(show["A1"], free), (show["A2"], free)]);
        Assert.Equal(0, await UsesAsync(five));
        Assert.Equal("nothing", await BookingRoutines.RefusedAsync(Refused, session.UseVoucherAsync(reservation, five)));
        await session.SetKindsAsync(reservation, []);
        Assert.Equal(["A1 8.00 0.00 -", "A2 8.00 0.00 -"], await TicketsAsync(show));
    }

    [Fact]
    public async Task What_is_sold_and_given_back_is_the_reduced_price_and_the_use_comes_back_with_the_last_ticket()
    {
        var show = await Show.GivenAsync(database);
        var code = await _given.VoucherAsync(value: 33.3m);
        await using var session = await Show.AtAsync(database, Show.Noon);
        var reservation = await session.CreateAsync(await _given.UserAsync(), show, "A1", "A2");
        var other = await session.CreateAsync(await _given.UserAsync(), show, "B1");
        await session.UseVoucherAsync(reservation, code);
        var intent = await session.OpenPaymentAsync(reservation);

        Assert.Equal("placed", await session.TakePaymentAsync(intent, 10.67m));
        Assert.Equal(["2030-03-01 standard 2 10.67"], await show.SalesAsync());
        await session.CancelTicketsAsync(reservation, [show["A1"]]);
        Assert.Equal(["A1 5.33 5.33"], await show.RefundsAsync());
        Assert.Equal("used", await BookingRoutines.RefusedAsync(Refused, session.UseVoucherAsync(other, code)));

        await session.CancelAsync(reservation);
        await session.CancelAsync(reservation);
        Assert.Equal(["captured 10.67 10.67 1 -"], await database.PaymentsAsync(reservation));
        await session.UseVoucherAsync(other, code);
        Assert.Equal(1, await UsesAsync(code));
        Assert.Empty(await database.MisplacedMoneyAsync());
    }

    // At noon UTC on 1 March; the offset is the cinema's.
    [Theory]
    [InlineData("2030-03-01", "2030-03-01", 0, null)]
    [InlineData("2030-03-02", null, 0, "early")]
    [InlineData("2030-03-02", null, 720, null)]
    [InlineData(null, "2030-02-28", 0, "late")]
    [InlineData(null, "2030-02-28", -780, null)]
    public async Task It_is_good_on_its_days_by_the_cinemas_calendar(string? from, string? until, int offset, string? refusal)
    {
        var show = await Show.GivenAsync(database);
        var code = await _given.VoucherAsync(validFrom: from, validUntil: until);
        await using var session = await Show.AtAsync(database, Show.Noon);
        var reservation = await session.CreateAsync(await _given.UserAsync(), show, "A1");

        await ExpectAsync(refusal, session.UseVoucherAsync(reservation, code, offset));
    }

    [Theory]
    [InlineData("voucher_cinemas", "screens.cinema_id", "cinema")]
    [InlineData("voucher_movies", "showtimes.movie_id", "movie")]
    public async Task It_is_good_for_its_cinemas_and_movies_alone(string table, string column, string refusal)
    {
        var (here, there) = (await Show.GivenAsync(database), await Show.GivenAsync(database));
        var code = await _given.VoucherAsync();
        await database.ExecuteAsync(
            $"""
            INSERT INTO {table}
            SELECT vouchers.voucher_id, {column}
            FROM vouchers
            INNER JOIN showtimes ON showtimes.showtime_id = @id
            INNER JOIN screens ON screens.screen_id = showtimes.screen_id
            WHERE vouchers.name = @code
            """,
            ("@id", here.Id),
            ("@code", code)
        );
        await using var session = await Show.AtAsync(database, Show.Noon);

        await ExpectAsync(refusal, session.UseVoucherAsync(await session.CreateAsync(await _given.UserAsync(), there, "A1"), code));
        await session.UseVoucherAsync(await session.CreateAsync(await _given.UserAsync(), here, "A1"), code);
    }

    [Fact]
    public async Task One_person_uses_it_so_often_whichever_of_its_codes_and_bookings()
    {
        var (one, two) = (await Show.GivenAsync(database), await Show.GivenAsync(database));
        var code = await _given.VoucherAsync(maxUses: null, maxUsesPerPerson: 1);
        await database.ExecuteAsync(
            """
            INSERT INTO voucher_codes (voucher_id, code_hash, hint)
            SELECT voucher_id, UNHEX(SHA2(CONCAT(name, 'B'), 256)), 'XXXB' FROM vouchers WHERE name = @code
            """,
            ("@code", code)
        );
        var user = await _given.UserAsync();
        await using var session = await Show.AtAsync(database, Show.Noon);
        await session.UseVoucherAsync(await session.CreateAsync(user, one, "A1"), code);
        await session.UseVoucherAsync(await session.CreateAsGuestAsync("sam@example.com", one, "A2"), code);

        await ExpectAsync("person", session.UseVoucherAsync(await session.CreateAsync(user, two, "A1"), code + "B"));
        var guests = await session.CreateAsGuestAsync("sam@example.com", two, "A2");
        await ExpectAsync("person", session.UseVoucherAsync(guests, code + "B"));
        await session.UseVoucherAsync(await session.CreateAsGuestAsync("kim@example.com", two, "A3"), code + "B");
    }

    [Fact]
    public async Task An_unknown_code_and_an_ended_voucher_look_the_same_and_what_is_refused_changes_nothing()
    {
        var show = await Show.GivenAsync(database);
        var (good, ended) = (await _given.VoucherAsync(), await _given.VoucherAsync());
        await database.ExecuteAsync("UPDATE vouchers SET ended_at = created_at WHERE name = @code", ("@code", ended));
        await using var session = await Show.AtAsync(database, Show.Noon);
        var reservation = await session.CreateAsync(await _given.UserAsync(), show, "A1");
        await session.UseVoucherAsync(reservation, good);
        var before = await show.StateAsync();

        Assert.Equal(
            await BookingRoutines.RefusedAsync(Unknown, session.UseVoucherAsync(reservation, "NOBODYS")),
            await BookingRoutines.RefusedAsync(Unknown, session.UseVoucherAsync(reservation, ended))
        );
        await BookingRoutines.RefusedAsync(45020, session.UseVoucherAsync(int.MaxValue, good));
        await BookingRoutines.RefusedAsync(45020, session.RemoveVoucherAsync(int.MaxValue));
        Assert.Equal(before, await show.StateAsync());
        Assert.Equal(1, await UsesAsync(good));

        await session.ConfirmAsync(reservation);
        await BookingRoutines.RefusedAsync(45027, session.UseVoucherAsync(reservation, good));
        await BookingRoutines.RefusedAsync(45027, session.RemoveVoucherAsync(reservation));
        await session.CancelAsync(reservation);
        await BookingRoutines.RefusedAsync(45022, session.RemoveVoucherAsync(reservation));
    }

    [Theory]
    [InlineData(false, "placed", "captured 6.00 0.00 1 -")]
    [InlineData(true, "returned", "captured 6.00 6.00 0 late")]
    public async Task A_late_payment_takes_the_use_again_or_goes_back_where_somebody_else_has_it(
        bool isUsedUp,
        string outcome,
        string payment
    )
    {
        var (show, other) = (await Show.GivenAsync(database), await Show.GivenAsync(database));
        var code = await _given.VoucherAsync();
        await using var session = await Show.AtAsync(database, Show.Noon);
        var reservation = await session.CreateAsync(await _given.UserAsync(), show, "A1");
        await session.UseVoucherAsync(reservation, code);
        var intent = await session.OpenPaymentAsync(reservation);
        await session.SetClockAsync(Show.Noon.AddMinutes(15));
        await session.ReleaseAsync(show);
        if (isUsedUp)
        {
            await session.UseVoucherAsync(await session.CreateAsync(await _given.UserAsync(), other, "A1"), code);
        }

        Assert.Equal(outcome, await session.TakePaymentAsync(intent, 6));

        Assert.Equal([payment], await database.PaymentsAsync(reservation));
        Assert.Equal(isUsedUp ? [] : ["A1 6.00 confirmed"], await show.TicketsAsync());
        Assert.Equal(1, await UsesAsync(code));
        Assert.Empty(await database.MisplacedMoneyAsync());
    }

    private static async Task ExpectAsync(string? refusal, Task call)
    {
        if (refusal is null)
        {
            await call;
        }
        else
        {
            Assert.Equal(refusal, await BookingRoutines.RefusedAsync(Refused, call));
        }
    }

    /// <summary>How many bookings that are pending or confirmed have the voucher.</summary>
    private Task<int> UsesAsync(string code) => database.VoucherUsesAsync(code);

    private Task<IReadOnlyList<string>> TicketsAsync(Show show) =>
        database.LinesAsync(
            """
            SELECT seats.seat_label, tickets.price, tickets.refund_fee, voucher_tickets.discount
            FROM tickets
            INNER JOIN seats ON seats.seat_id = tickets.seat_id
            LEFT JOIN voucher_tickets ON voucher_tickets.ticket_id = tickets.ticket_id
            WHERE tickets.showtime_id = @id
            ORDER BY seats.seat_id
            """,
            ("@id", show.Id)
        );
}
