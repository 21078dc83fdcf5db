using System.Text.Json;
using MovieBooking.Load.Staging;

namespace MovieBooking.Load.Customers;

/// <summary>
/// What a customer buys, gives back and exchanges at a counter, by a clerk's calls. The clerk tells what seats cost by asking: the first total
/// is a guess where no such ticket was seen yet, and the refusal says the right one.
/// </summary>
internal sealed partial class Counter(Calls clerk, Bookings bookings, History history, string owner)
{
    private static readonly TimeSpan s_groupTime = TimeSpan.FromHours(1);

    private readonly Dictionary<(int ShowtimeId, int SeatId, bool IsOfKind), decimal> _prices = [];

    public List<Booking> Sold { get; } = [];

    public List<KeptGroup> Groups { get; } = [];

    /// <summary>Keeps seats for a group. They are no claim: every counter of the cinema may sell them.</summary>
    public async Task KeepGroupAsync(Show show, int[] seatIds)
    {
        var call = new Call(
            "keep for group",
            HttpMethod.Post,
            $"box-office/showtimes/{show.ShowtimeId}/groups",
            Json.Group(seatIds, Clock.Now + s_groupTime),
            Bookings.NewKey()
        );
        var answer = await clerk.InsistAsync(call);
        if (answer.Status == 201)
        {
            var group = answer.Json();
            var held = group.GetProperty("held").EnumerateArray().Select(seat => seat.GetProperty("seatId").GetInt32());
            // A repeated call answers what it was told first, also where others have sold of them meanwhile.
            if (!held.ToHashSet().SetEquals(seatIds))
            {
                Contradict($"asked to keep {string.Join(',', seatIds)} for a group, was told {group}");
            }

            Groups.Add(new KeptGroup(group.GetProperty("groupId").GetInt32(), show, seatIds));
        }
        else if (answer.Code != "seats_taken")
        {
            Contradict($"keeping {seatIds.Length} seats for a group answered {answer.Outcome}");
        }
    }

    public async Task ReleaseGroupAsync(KeptGroup group)
    {
        Groups.Remove(group);
        var answer = await clerk.InsistAsync(
            new Call("release group", HttpMethod.Post, $"box-office/groups/{group.GroupId}/release", "{}", Bookings.NewKey())
        );
        if (answer.Status != 200 || answer.Json().GetProperty("held").GetArrayLength() > 0)
        {
            Contradict($"releasing group {group.GroupId} answered {answer.Outcome}");
        }
    }

    /// <summary>Sells what was kept; whoever came first may have had one of the seats.</summary>
    public Task SellGroupAsync(KeptGroup group, bool isCash)
    {
        Groups.Remove(group);
        return SellAsync(group.Show, group.SeatIds, ofKind: 0, isCash);
    }

    public async Task SellAsync(Show show, int[] seatIds, int ofKind, bool isCash)
    {
        var answer = await AskAsync(
            "sell at counter",
            $"showtimes/{show.ShowtimeId}/sales",
            total => Json.Sale(seatIds, show.KindId, ofKind, isCash, total),
            TotalOf(show, seatIds, ofKind),
            credit: null
        );
        if (answer.Status == 201)
        {
            Remember(show, seatIds, ofKind, answer.Json());
        }
        else if (answer.Code != "seats_taken")
        {
            Contradict($"selling {seatIds.Length} seats at the counter answered {answer.Outcome}");
        }
    }

    /// <param name="booking">What was sold here.</param>
    /// <param name="seatId">The seat of one of its tickets; null: all of them.</param>
    /// <param name="isCash">How it is paid back.</param>
    public async Task CancelAsync(Booking booking, int? seatId, bool isCash)
    {
        int[] going = seatId is { } one ? [one] : [.. booking.Standing.Select(price => price.Key)];
        var due = BackAtCounter(booking, going.Sum(booking.RefundOf));
        Release(booking, going);
        var tickets = string.Join(',', going.Select(seat => booking.Tickets[seat].TicketId));
        var answer = await clerk.InsistAsync(
            new Call(
                "cancel at counter",
                HttpMethod.Post,
                $"box-office/bookings/{booking.ReservationId}/cancel",
                $$"""{"ticketIds":[{{tickets}}],"method":"{{(isCash ? "cash" : "card")}}"}""",
                Bookings.NewKey()
            )
        );
        GiveUp(booking, going);
        if (answer.Status != 200 || answer.Json().GetProperty("amount").GetDecimal() != due)
        {
            Contradict(
                $"cancelling tickets of reservation {booking.ReservationId} at the counter, of which {due} is due, answered {answer.Outcome}"
            );
        }
    }

    public async Task ExchangeAsync(Booking booking, int[] givenUp, Show show, int[] seatIds, int ofKind, bool isCash)
    {
        var credit = booking.IsCounters ? BackAtCounter(booking, givenUp.Sum(seatId => booking.Prices[seatId])) : 0;
        var ticketIds = givenUp.Select(seatId => booking.Tickets[seatId].TicketId).ToArray();
        Release(booking, givenUp);
        var answer = await AskAsync(
            "exchange",
            $"bookings/{booking.ReservationId}/exchange",
            total => Json.Sale(seatIds, show.KindId, ofKind, isCash, total, (show.ShowtimeId, ticketIds, credit)),
            TotalOf(show, seatIds, ofKind),
            credit
        );
        if (answer.Status == 201)
        {
            booking.Exchanged.UnionWith(givenUp);
            GiveUp(booking, givenUp);
            Remember(show, seatIds, ofKind, answer.Json().GetProperty("booking"));
            return;
        }

        // Refused as a whole: the tickets were the customer's all the time.
        foreach (var claim in booking.Claims.Where(claim => givenUp.Contains(claim.SeatId)))
        {
            claim.ReleasedAt = DateTime.MaxValue;
        }

        if (answer.Code != "seats_taken")
        {
            Contradict($"exchanging tickets of reservation {booking.ReservationId} answered {answer.Outcome}");
        }
    }

    /// <summary>Asks with a total, and once more with the one that the refusal tells.</summary>
    private async Task<Answer> AskAsync(string operation, string path, Func<decimal, string> json, decimal total, decimal? credit)
    {
        var call = new Call(operation, HttpMethod.Post, $"box-office/{path}", json(total), Bookings.NewKey());
        var answer = await clerk.InsistAsync(call);
        if (answer.Code != "price_changed")
        {
            return answer;
        }

        var problem = answer.Json();
        if (credit is { } told && problem.GetProperty("credit").GetDecimal() != told)
        {
            Contradict($"{path}: the credit is {problem.GetProperty("credit")}, not {told}");
        }

        return await clerk.InsistAsync(call with { Json = json(problem.GetProperty("total").GetDecimal()), Key = Bookings.NewKey() });
    }

    private decimal TotalOf(Show show, int[] seatIds, int ofKind) =>
        seatIds.Index().Sum(seat => _prices.GetValueOrDefault((show.ShowtimeId, seat.Item, seat.Index >= seatIds.Length - ofKind)));

    private Booking Remember(Show show, int[] seatIds, int ofKind, JsonElement sold, Voucher? voucher = null)
    {
        var json = sold.GetProperty("reservation");
        var prices = Json.Prices(json);
        if (
            !prices.Keys.ToHashSet().SetEquals(seatIds)
            || json.GetProperty("status").GetString() != "confirmed"
            || sold.GetProperty("sale").GetProperty("amount").GetDecimal() != prices.Values.Sum() - Json.OnCard(json).Amount
        )
        {
            Contradict($"asked for {string.Join(',', seatIds)} at the counter, was told {sold}");
        }

        foreach (var (index, seatId) in voucher is null ? seatIds.Index() : [])
        {
            _prices[(show.ShowtimeId, seatId, index >= seatIds.Length - ofKind)] = prices[seatId];
        }

        var booking = new Booking(json.GetProperty("reservationId").GetInt32(), show.ShowtimeId, prices, GuestToken: null)
        {
            State = BookingState.Confirmed,
            WasConfirmed = true,
            IsCounters = true,
            HasVoucher = voucher is not null,
            OnCard = Json.OnCard(json).Amount,
            ExpiresAt = DateTime.MaxValue,
            Claims = [.. seatIds.Select(seatId => new Claim(owner, show.ShowtimeId, seatId, Clock.Now, DateTime.MaxValue))],
            Tickets = Json.Tickets(json),
        };
        history.Claims.AddRange(booking.Claims);
        history.Bookings.Add(booking);
        Sold.Add(booking);
        if (voucher is not null)
        {
            // Whoever buys there is nobody, and another each time.
            history.VoucherUses.Add(new VoucherUse(voucher, $"counter {booking.ReservationId}", booking, Clock.Now));
        }

        return booking;
    }

    /// <summary>What of money that becomes due goes over the counter: the gift card that paid has its part of it first.</summary>
    private static decimal BackAtCounter(Booking booking, decimal due) =>
        due - Math.Min(due, Math.Max(0, booking.OnCard - booking.RefundDue));

    private static void Release(Booking booking, int[] seatIds)
    {
        foreach (var claim in booking.Claims.Where(claim => seatIds.Contains(claim.SeatId)))
        {
            claim.ReleasedAt = Clock.Now;
        }
    }

    /// <summary>With its last ticket a booking is cancelled, wherever it was made.</summary>
    private void GiveUp(Booking booking, int[] seatIds)
    {
        booking.GivenBack.UnionWith(seatIds);
        if (booking.GivenBack.Count == booking.Prices.Count)
        {
            booking.State = BookingState.Cancelled;
            Sold.Remove(booking);
            bookings.Confirmed.Remove(booking);
        }
    }

    private void Contradict(string what) => history.Contradictions.Add($"{owner}: {what}");
}
