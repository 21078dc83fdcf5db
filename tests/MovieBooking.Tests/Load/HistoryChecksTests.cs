using MovieBooking.Load.Checks;
using MovieBooking.Load.Customers;
using MovieBooking.Load.Staging;

namespace MovieBooking.Tests.Load;

/// <summary>What customers were told, against what others were told and what is stored.</summary>
public sealed class HistoryChecksTests
{
    private const int Showtime = 7;
    private static readonly DateTime s_noon = new(2030, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void One_seat_of_two_people_at_one_time_is_a_double_sale()
    {
        var check = HistoryChecks.DoubleSales([Claimed("ann", 1, 0, 10), Claimed("bob", 1, 9, 20), Claimed("cy", 2, 5, 15)]);

        Assert.Contains("ann", Assert.Single(check.Violations), StringComparison.Ordinal);
        Assert.Equal(3, check.LookedAt);
    }

    [Fact]
    public void A_short_claim_inside_a_long_one_hides_nothing()
    {
        var check = HistoryChecks.DoubleSales([Claimed("ann", 1, 0, 60), Claimed("bob", 1, 5, 6), Claimed("cy", 1, 30, 31)]);

        Assert.Equal(2, check.Violations.Count);
    }

    [Fact]
    public void A_seat_that_was_given_back_or_ran_out_may_be_the_next_persons()
    {
        var released = Claimed("ann", 1, 0, 60);
        released.Claims[0].ReleasedAt = s_noon.AddMinutes(5);

        Assert.Empty(HistoryChecks.DoubleSales([released, Claimed("bob", 1, 5, 15), Claimed("cy", 1, 15, 20)]).Violations);
    }

    [Theory]
    [InlineData("confirmed", true)]
    [InlineData("pending", false)]
    [InlineData("cancelled", false)]
    [InlineData("expired", false)]
    public void An_acknowledged_booking_that_is_not_confirmed_any_more_is_lost(string status, bool isThere)
    {
        var stored = new StoredReservation(status);
        stored.Tickets.AddRange([(1, 8m), (2, 16m)]);

        Assert.Equal(isThere, HistoryChecks.Lost([Booked(1, BookingState.Confirmed)], Stored(1, stored)).Violations.Count == 0);
    }

    [Fact]
    public void A_booking_without_its_row_is_lost() =>
        Assert.Contains(
            "gone",
            Assert.Single(HistoryChecks.Lost([Booked(1, BookingState.Confirmed)], Stored()).Violations),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_booking_with_fewer_seats_or_another_price_is_wrong()
    {
        var partial = new StoredReservation("confirmed") { Tickets = { (1, 8m) } };
        var dearer = new StoredReservation("confirmed") { Tickets = { (1, 8m), (2, 17m) } };
        var unfreed = new StoredReservation("cancelled") { Tickets = { (1, 8m) }, CancelledTickets = { (1, 8m), (2, 16m) } };

        Assert.Single(HistoryChecks.Lost([Booked(1, BookingState.Confirmed)], Stored(1, partial)).Violations);
        Assert.Single(HistoryChecks.Lost([Booked(1, BookingState.Confirmed)], Stored(1, dearer)).Violations);
        Assert.Single(HistoryChecks.Lost([Booked(1, BookingState.Cancelled)], Stored(1, unfreed)).Violations);
        var onCard = new StoredReservation("confirmed") { Tickets = { (1, 8m), (2, 16m) }, OnCard = 0.01m };
        Assert.Contains(
            "a gift card pays 0.01",
            Assert.Single(HistoryChecks.Lost([Booked(1, BookingState.Confirmed)], Stored(1, onCard)).Violations),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_booking_that_nobody_heard_of_or_two_did_is_found()
    {
        var stored = Stored(1, new StoredReservation("pending"), 2, new StoredReservation("pending"));

        Assert.Equal(
            ["reservation 2 was told to nobody", "reservation 1 was told 2 times"],
            HistoryChecks.Unheard([Booked(1, BookingState.Pending), Booked(1, BookingState.Pending)], stored).Violations
        );
    }

    [Fact]
    public void An_answer_that_contradicts_another_is_passed_on()
    {
        var history = new History();
        history.Contradictions.Add("ann: her own hold was refused");

        Assert.Equal(["ann: her own hold was refused"], HistoryChecks.Contradictions([history]).Violations);
    }

    [Fact]
    public void A_voucher_that_more_have_at_once_than_may_is_overused()
    {
        var voucher = new Voucher("CODE", "amount", 2, MaxUses: 1);

        Assert.Single(VoucherChecks.Overused([Used(voucher, "ann", 0, 10), Used(voucher, "bob", 9, 20)]).Violations);
        Assert.Empty(VoucherChecks.Overused([Used(voucher, "ann", 0, 10), Used(voucher, "bob", 10, 20)]).Violations);
    }

    [Fact]
    public void A_voucher_that_one_person_has_more_often_than_one_may_is_overused()
    {
        var voucher = new Voucher("CODE", "amount", 2, MaxUsesPerPerson: 2);
        History[] uses = [Used(voucher, "ann", 0, 60), Used(voucher, "ann", 5, 6), Used(voucher, "bob", 5, 20)];

        Assert.Empty(VoucherChecks.Overused(uses).Violations);
        Assert.Contains(
            "ann",
            Assert.Single(VoucherChecks.Overused([.. uses, Used(voucher, "ann", 5, 7)]).Violations),
            StringComparison.Ordinal
        );
    }

    private static History Used(Voucher voucher, string person, int fromMinute, int toMinute)
    {
        var history = Claimed(person, 1, fromMinute, toMinute);
        var booking = new Booking(1, Showtime, new Dictionary<int, decimal>(), GuestToken: null)
        {
            Claims = [.. history.Claims],
            Tickets = new Dictionary<int, (int TicketId, decimal Refund)>(),
            ExpiresAt = DateTime.MaxValue,
        };
        history.VoucherUses.Add(new VoucherUse(voucher, person, booking, history.Claims[0].From));
        return history;
    }

    private static History Claimed(string owner, int seatId, int fromMinute, int toMinute)
    {
        var history = new History();
        history.Claims.Add(new Claim(owner, Showtime, seatId, s_noon.AddMinutes(fromMinute), s_noon.AddMinutes(toMinute)));
        return history;
    }

    private static History Booked(int reservationId, BookingState state)
    {
        var history = new History();
        var prices = new Dictionary<int, decimal> { [1] = 8m, [2] = 16m };
        history.Bookings.Add(
            new Booking(reservationId, Showtime, prices, GuestToken: null)
            {
                State = state,
                ExpiresAt = DateTime.MaxValue,
                Claims = [],
                Tickets = prices.ToDictionary(price => price.Key, price => (TicketId: price.Key, Refund: price.Value)),
            }
        );
        return history;
    }

    private static Dictionary<int, StoredReservation> Stored(params object[] idsAndRows) =>
        idsAndRows.Chunk(2).ToDictionary(pair => (int)pair[0], pair => (StoredReservation)pair[1]);
}
