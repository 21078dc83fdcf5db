using MovieBooking.Tests.Support;
using MySqlConnector;

namespace MovieBooking.Tests.Database;

/// <summary>Kinds of tickets: what they cost, when they are to be had, and that what is refused changes nothing.</summary>
public sealed class TicketKindTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly Given _given = new(database);

    [Theory]
    [InlineData("8.00", "standard", "0.700", null, "5.60")]
    [InlineData("16.00", "premium", "0.700", null, "11.20")]
    [InlineData("9.99", "standard", "0.333", null, "3.33")] // 3.32667
    [InlineData("8.10", "standard", "0.350", null, "2.84")] // 2.835
    [InlineData("8.00", "standard", null, "5.000", "5.00")]
    [InlineData("4.00", "standard", null, "5.000", "4.00")] // never dearer than without
    [InlineData("8.00", "standard", null, "5.555", "5.56")]
    [InlineData("16.00", "premium", null, "5.000", "-")] // not to be had there
    public async Task A_kinds_price_is_a_part_of_the_full_one_or_fixed(
        string price,
        string seatClass,
        string? factor,
        string? fixedPrice,
        string expected
    ) =>
        Assert.Equal(
            [expected],
            await database.LinesAsync(
                "SELECT fn_ticket_price(@price, @seat_class, @factor, @fixed_price)",
                ("@price", price),
                ("@seat_class", seatClass),
                ("@factor", factor),
                ("@fixed_price", fixedPrice)
            )
        );

    // The show starts on a Friday at noon UTC, and its film is rated PG-13.
    [Theory]
    [InlineData("weekdays = 127", 0, "-")]
    [InlineData("weekdays = 16", 0, "-")]
    [InlineData("weekdays = 111", 0, "day")]
    [InlineData("starts_from = '12:00', starts_before = '12:01'", 0, "-")]
    [InlineData("starts_from = '12:01'", 0, "time")]
    [InlineData("starts_before = '12:00'", 0, "time")]
    [InlineData("starts_before = '12:00'", -300, "-")] // seven in the morning there
    [InlineData("starts_before = '17:00'", 330, "time")] // half past five there
    [InlineData("starts_before = '24:00'", 0, "-")]
    [InlineData("highest_rating = 'R'", 0, "-")]
    [InlineData("highest_rating = 'PG-13'", 0, "-")]
    [InlineData("highest_rating = 'PG'", 0, "rating")]
    [InlineData("factor = NULL, fixed_price = 5", 0, "-")]
    [InlineData("ended_at = created_at", 0, "ended")]
    public async Task A_kind_is_to_be_had_when_its_rules_say_so(string rules, int offset, string expected)
    {
        var show = await Show.GivenAsync(database, new DateTime(2030, 3, 1, 12, 0, 0, DateTimeKind.Utc));
        var kind = await _given.KindAsync(show.Id, factor: 0.5m);
        await database.ExecuteAsync($"UPDATE ticket_kinds SET {rules} WHERE kind_id = @id", ("@id", kind));

        Assert.Equal([expected], await RefusalAsync(kind, show, "standard", offset));
    }

    [Fact]
    public async Task A_kind_is_its_cinemas_alone_and_a_fixed_price_for_standard_seats()
    {
        var (show, other) = (await Show.GivenAsync(database), await Show.GivenAsync(database));
        var kind = await _given.KindAsync(show.Id, fixedPrice: 5);

        Assert.Equal(["class"], await RefusalAsync(kind, show, "premium", 0));
        Assert.Equal(["unknown"], await RefusalAsync(kind, other, "standard", 0));
        Assert.Equal(["unknown"], await RefusalAsync(int.MaxValue, show, "standard", 0));
    }

    [Fact]
    public async Task Tickets_become_of_kinds_and_full_again_at_the_price_that_was_fixed()
    {
        var show = await Show.GivenAsync(database);
        await show.RefundAsync(60, "amount", 3);
        var user = await _given.UserAsync();
        var (child, student) = (await _given.KindAsync(show.Id, fixedPrice: 2.5m), await _given.KindAsync(show.Id, factor: 0.7m));
        await using var session = await Show.AtAsync(database, Show.Noon);
        var reservation = await session.CreateAsync(user, show, "A1", "A2", "H1");

        await session.SetKindsAsync(reservation, [(show["A1"], child), (show["H1"], student)]);

        Assert.Equal(["A1 2.50 2.50", "A2 8.00 3.00", "H1 11.20 3.00"], await TicketsAsync(show));

        // The kind changes, not the price without it.
        await session.SetKindsAsync(reservation, [(show["A1"], student)]);

        Assert.Equal(["A1 5.60 3.00", "A2 8.00 3.00", "H1 16.00 3.00"], await TicketsAsync(show));

        await session.ConfirmAsync(reservation);
        await session.CancelTicketsAsync(reservation, [show["A1"]]);

        Assert.Equal(
            ["2030-03-01 standard 1 8.00", "2030-03-01 premium 1 16.00"],
            (await show.SalesAsync()).OrderDescending(StringComparer.Ordinal)
        );
        Assert.Equal(["A1 5.60 2.60"], await show.RefundsAsync());
        Assert.Equal(
            [$"{student} 8.00"],
            await database.LinesAsync(
                """
                SELECT kind_tickets.kind_id, kind_tickets.full_price
                FROM kind_tickets
                INNER JOIN cancelled_tickets ON cancelled_tickets.ticket_id = kind_tickets.ticket_id
                WHERE cancelled_tickets.showtime_id = @id
                """,
                ("@id", show.Id)
            )
        );
    }

    [Fact]
    public async Task What_is_refused_changes_nothing()
    {
        var show = await Show.GivenAsync(database);
        var user = await _given.UserAsync();
        var (child, ended) = (await _given.KindAsync(show.Id, factor: 0.5m), await _given.KindAsync(show.Id, factor: 0.5m));
        await database.ExecuteAsync("UPDATE ticket_kinds SET ended_at = created_at WHERE kind_id = @id", ("@id", ended));
        await using var session = await Show.AtAsync(database, Show.Noon);
        var reservation = await session.CreateAsync(user, show, "A1", "A2");
        var before = await show.StateAsync();

        Assert.Equal(
            $"{show["A2"]} {ended} ended",
            await RefusedAsync(45071, session, reservation, (show["A1"], child), (show["A2"], ended))
        );
        await RefusedAsync(45070, session, reservation, (show["A3"], child));
        await RefusedAsync(45070, session, reservation, (show["A1"], child), (show["A1"], child));
        await RefusedAsync(45020, session, int.MaxValue, (show["A1"], child));
        Assert.Equal(before, await show.StateAsync());
        Assert.Equal(["A1 8.00 0.00", "A2 8.00 0.00"], await TicketsAsync(show));

        await session.ConfirmAsync(reservation);
        await RefusedAsync(45027, session, reservation, (show["A1"], child));
    }

    private static Task<string> RefusedAsync(
        int number,
        MySqlConnection session,
        int reservation,
        params (int SeatId, int KindId)[] kinds
    ) => BookingRoutines.RefusedAsync(number, session.SetKindsAsync(reservation, kinds));

    private Task<IReadOnlyList<string>> RefusalAsync(int kind, Show show, string seatClass, int offset) =>
        database.LinesAsync(
            "SELECT fn_kind_refusal(@kind, @show, @seat_class, @offset)",
            ("@kind", kind),
            ("@show", show.Id),
            ("@seat_class", seatClass),
            ("@offset", offset)
        );

    private Task<IReadOnlyList<string>> TicketsAsync(Show show) =>
        database.LinesAsync(
            """
            SELECT seats.seat_label, tickets.price, tickets.refund_fee
            FROM tickets
            INNER JOIN seats ON seats.seat_id = tickets.seat_id
            WHERE tickets.showtime_id = @id
            ORDER BY seats.seat_id
            """,
            ("@id", show.Id)
        );
}
