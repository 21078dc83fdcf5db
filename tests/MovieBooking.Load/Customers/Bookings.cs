using System.Text.Json.Nodes;
using MovieBooking.Load.Staging;
using MovieBooking.Load.Stripe;

namespace MovieBooking.Load.Customers;

/// <summary>
/// A customer's reservations: made, confirmed and cancelled over HTTP, each call with an Idempotency-Key and repeated
/// with it until there is an answer, and remembered as they were answered.
/// </summary>
internal sealed class Bookings(Calls calls, HeldSeats held, History history, string owner, StripeStandIn? stripe)
{
    /// <summary>Stripe collects no less of US dollars.</summary>
    private const decimal LeastPayment = 0.5m;

    private readonly string _guestEmail = $"guest.{owner}@example.com";
    private (Call Call, Answer Answer)? _last;

    public List<Booking> Pending { get; } = [];

    public List<Booking> Confirmed { get; } = [];

    /// <param name="operation">What it is called in the report.</param>
    /// <param name="show">The showtime.</param>
    /// <param name="seatIds">The seats.</param>
    /// <param name="asGuest">Without the account.</param>
    /// <param name="ofKind">How many of the last seats have tickets of a kind.</param>
    public async Task CreateAsync(string operation, Show show, int[] seatIds, bool asGuest, int ofKind)
    {
        var showtimeId = show.ShowtimeId;
        var json = Json.Reservation(showtimeId, seatIds, asGuest ? _guestEmail : null, show.KindId, ofKind);
        var answer = await InsistAsync(new Call(operation, HttpMethod.Post, "reservations", json, NewKey(), asGuest));
        held.DropExpired();
        var own = asGuest ? [] : seatIds.Where(held.On(showtimeId).ContainsKey).ToArray();
        if (answer.Status == 201)
        {
            Remember(showtimeId, seatIds, asGuest, ofKind, answer);
        }
        else if (
            own.Length == seatIds.Length
            || answer.Code is not ("seats_taken" or "seat_in_reservation" or "hold_limit" or "hold_pause")
        )
        {
            Contradict($"a reservation of {own.Length} held and {seatIds.Length - own.Length} other seats answered {answer.Outcome}");
        }
    }

    public async Task ConfirmAsync(Booking booking)
    {
        Pending.Remove(booking);
        if (booking.ToPay is > 0 and < LeastPayment)
        {
            await RemoveGiftCardAsync(booking);
        }

        if (stripe is not null && booking.ToPay > 0 && await OpenPaymentAsync(booking) is { } secret)
        {
            // Its webhook goes out now, and who is first is up to chance.
            stripe.Confirm(secret);
        }

        var answer = await InsistAsync(Post("confirm", booking));
        if (answer.Status == 200)
        {
            booking.State = BookingState.Confirmed;
            booking.WasConfirmed = true;
            RequireSame(booking, answer, "confirmed");
            booking.ExpiresAt = DateTime.MaxValue;
            foreach (var claim in booking.Claims)
            {
                claim.ExpiresAt = DateTime.MaxValue;
            }

            Confirmed.Add(booking);
        }
        else if (answer.Code != "reservation_expired" || booking.ExpiresAt > Clock.Now)
        {
            Contradict($"confirming reservation {booking.ReservationId} answered {answer.Outcome}");
        }
    }

    /// <param name="booking">The booking.</param>
    /// <param name="paysTooLate">Whether a pending one is paid in another window all the same, once it is cancelled.</param>
    public async Task CancelAsync(Booking booking, bool paysTooLate = false)
    {
        var secret = paysTooLate && stripe is not null && booking.ToPay >= LeastPayment ? await OpenPaymentAsync(booking) : null;
        Pending.Remove(booking);
        Confirmed.Remove(booking);
        foreach (var claim in booking.Claims.Where(claim => !booking.GivenBack.Contains(claim.SeatId)))
        {
            claim.ReleasedAt = Clock.Now;
        }

        var answer = await InsistAsync(Post("cancel", booking));
        if (answer.Status == 200)
        {
            booking.State = BookingState.Cancelled;
            RequireSame(booking, answer, "cancelled");
            if (secret is not null)
            {
                stripe!.Confirm(secret);
            }
        }
        else if (answer.Code != "reservation_expired" || booking.ExpiresAt > Clock.Now)
        {
            Contradict($"cancelling reservation {booking.ReservationId} answered {answer.Outcome}");
        }
    }

    /// <summary>Gives back one ticket of a sale; with the last of them the booking is cancelled.</summary>
    public async Task CancelTicketAsync(Booking booking, int seatId)
    {
        foreach (var claim in booking.Claims.Where(claim => claim.SeatId == seatId))
        {
            claim.ReleasedAt = Clock.Now;
        }

        var json = Json.TicketIds([booking.Tickets[seatId].TicketId]);
        var answer = await InsistAsync(
            Post("cancel ticket", booking) with
            {
                Path = $"reservations/{booking.ReservationId}/tickets/cancel",
                Json = json,
            }
        );
        if (answer.Status != 200)
        {
            Contradict($"cancelling a ticket of reservation {booking.ReservationId} answered {answer.Outcome}");
            return;
        }

        booking.GivenBack.Add(seatId);
        var isLast = booking.GivenBack.Count == booking.Prices.Count;
        if (isLast)
        {
            Confirmed.Remove(booking);
            booking.State = BookingState.Cancelled;
        }

        RequireSame(booking, answer, isLast ? "cancelled" : "confirmed");
    }

    public async Task UseVoucherAsync(Booking booking, Voucher voucher)
    {
        var path = $"reservations/{booking.ReservationId}/voucher";
        var call = Post("use voucher", booking) with { Method = HttpMethod.Put, Path = path, Json = $$"""{"code":"{{voucher.Code}}"}""" };
        var answer = await InsistAsync(call);
        if (answer.Status == 200)
        {
            var json = answer.Json();
            var prices = Json.Prices(json);
            int[] seats = [.. booking.Tickets.OrderBy(ticket => ticket.Value.TicketId).Select(ticket => ticket.Key)];
            var reduced = voucher.Reduced([.. seats.Select(seat => booking.Prices[seat])]);
            if (
                !seats.Select(seat => prices.GetValueOrDefault(seat)).SequenceEqual(reduced)
                || json.GetProperty("total").GetDecimal() != reduced.Sum()
            )
            {
                Contradict($"{voucher} makes {string.Join(' ', booking.Prices)} {string.Join(' ', reduced)}, and not {json}");
            }

            (booking.Prices, booking.Tickets, booking.HasVoucher) = (prices, Json.Tickets(json), true);
            ReadGiftCard(booking, answer);
            history.VoucherUses.Add(new VoucherUse(voucher, booking.IsGuests ? _guestEmail : owner, booking, Clock.Now));
        }
        else if (
            answer.Code == "voucher_refused"
                ? voucher is { MaxUses: null, MaxUsesPerPerson: null }
                : answer.Code != "reservation_expired" || booking.ExpiresAt > Clock.Now
        )
        {
            Contradict($"{voucher} for reservation {booking.ReservationId} answered {answer.Outcome}");
        }
    }

    /// <summary>It sets aside what the booking costs, or as much of it as it has.</summary>
    public async Task UseGiftCardAsync(Booking booking, GiftCard card)
    {
        var call = ChangeGiftCard("use gift card", HttpMethod.Put, booking) with { Json = $$"""{"code":"{{card.Code}}"}""" };
        var answer = await InsistAsync(call);
        if (answer.Status == 200)
        {
            ReadGiftCard(booking, answer);
            if (card.IsEndless ? booking.ToPay != 0 : booking.OnCard == 0)
            {
                Contradict($"{card} pays {booking.OnCard} of {booking.Total} for reservation {booking.ReservationId}");
            }
        }
        else if (
            answer.Code == "gift_card_refused" ? card.IsEndless : answer.Code != "reservation_expired" || booking.ExpiresAt > Clock.Now
        )
        {
            Contradict($"{card} for reservation {booking.ReservationId} answered {answer.Outcome}");
        }
    }

    private async Task RemoveGiftCardAsync(Booking booking)
    {
        var answer = await InsistAsync(ChangeGiftCard("remove gift card", HttpMethod.Delete, booking));
        if (answer.Status == 200)
        {
            ReadGiftCard(booking, answer);
        }

        if (answer.Status == 200 ? booking.OnCard > 0 : answer.Code != "reservation_expired" || booking.ExpiresAt > Clock.Now)
        {
            Contradict($"removing the gift card of reservation {booking.ReservationId} answered {answer.Outcome}");
        }
    }

    private static Call ChangeGiftCard(string operation, HttpMethod method, Booking booking) =>
        Post(operation, booking) with
        {
            Method = method,
            Path = $"reservations/{booking.ReservationId}/gift-card",
        };

    /// <summary>What it pays follows the price, which it never changes.</summary>
    private void ReadGiftCard(Booking booking, Answer answer)
    {
        var json = answer.Json();
        booking.OnCard = Json.OnCard(json).Amount;
        if (json.GetProperty("total").GetDecimal() != booking.Total || booking.ToPay < 0)
        {
            Contradict($"reservation {booking.ReservationId} costs {booking.Total}, a gift card pays {booking.OnCard}, and not {json}");
        }
    }

    /// <summary>What the browser would pay with; null: its time is over.</summary>
    private async Task<string?> OpenPaymentAsync(Booking booking)
    {
        var answer = await InsistAsync(Post("payment", booking) with { Key = null });
        if (answer.Status == 200)
        {
            var order = answer.Json();
            if (order.GetProperty("amount").GetDecimal() != booking.ToPay)
            {
                Contradict($"reservation {booking.ReservationId} is to be paid with {order}");
            }

            return order.GetProperty("clientSecret").GetString();
        }

        if (answer.Code != "reservation_expired" || booking.ExpiresAt > Clock.Now)
        {
            Contradict($"paying reservation {booking.ReservationId} answered {answer.Outcome}");
        }

        return null;
    }

    /// <summary>Sends the last booking call once more, with its key: the answer must be the one it had.</summary>
    public async Task RepeatAsync()
    {
        if (_last is not { } last)
        {
            return;
        }

        var again = await InsistAsync(last.Call with { Operation = Call.Repeat });
        if (again.Status != last.Answer.Status || !SameBody(again, last.Answer))
        {
            Contradict($"{last.Call.Operation} answered {last.Answer.Outcome}, its repetition {again.Outcome} or another body");
        }
    }

    private static decimal KindPrice(decimal price) => Math.Round(price * Seed.KindFactor, 2, MidpointRounding.AwayFromZero);

    public void DropExpired() => Pending.RemoveAll(booking => booking.ExpiresAt <= Clock.Now);

    private void Remember(int showtimeId, int[] seatIds, bool asGuest, int ofKind, Answer answer)
    {
        var json = answer.Json();
        var prices = Json.Prices(json);
        var expiresAt = Json.Time(json.GetProperty("expiresAt")) - HeldSeats.Margin;
        if (!prices.Keys.ToHashSet().SetEquals(seatIds) || json.GetProperty("total").GetDecimal() != prices.Values.Sum())
        {
            Contradict($"asked to reserve {string.Join(',', seatIds)}, was told {json}");
        }

        List<Claim> claims = [];
        foreach (var (seatId, price) in prices)
        {
            var hold = asGuest ? null : held.On(showtimeId).GetValueOrDefault(seatId);
            var isOfKind = Array.IndexOf(seatIds, seatId) >= seatIds.Length - ofKind;
            if (hold is not null && price != (isOfKind ? KindPrice(hold.Price) : hold.Price))
            {
                Contradict($"seat {seatId} was held for {hold.Price} and reserved for {price}{(isOfKind ? " as one of a kind" : "")}");
            }

            claims.Add(ClaimOf(showtimeId, seatId, hold, expiresAt));
        }

        var booking = new Booking(
            json.GetProperty("reservationId").GetInt32(),
            showtimeId,
            prices,
            asGuest ? json.GetProperty("accessToken").GetString() : null
        )
        {
            ExpiresAt = expiresAt,
            Claims = claims,
            Tickets = Json.Tickets(json),
        };
        history.Bookings.Add(booking);
        Pending.Add(booking);
    }

    private Claim ClaimOf(int showtimeId, int seatId, HeldSeats.Hold? hold, DateTime expiresAt)
    {
        if (hold is not null && held.Take(showtimeId, seatId) is { } kept)
        {
            kept.ExpiresAt = expiresAt;
            return kept;
        }

        var claim = new Claim(owner, showtimeId, seatId, Clock.Now, expiresAt);
        history.Claims.Add(claim);
        return claim;
    }

    private static Call Post(string operation, Booking booking) =>
        new(
            operation,
            HttpMethod.Post,
            $"reservations/{booking.ReservationId}/{operation}",
            Key: NewKey(),
            AsGuest: booking.IsGuests,
            GuestToken: booking.GuestToken
        );

    private async Task<Answer> InsistAsync(Call call)
    {
        var answer = await calls.InsistAsync(call);
        _last = answer.IsSuccess && call.Key is not null ? (call, answer) : _last;
        return answer;
    }

    private void RequireSame(Booking booking, Answer answer, string status)
    {
        var json = answer.Json();
        var prices = Json.Prices(json);
        if (
            json.GetProperty("status").GetString() != status
            || json.GetProperty("refundDue").GetDecimal() != booking.RefundDue
            || Json.OnCard(json) != (booking.OnCard, Math.Min(booking.OnCard, booking.RefundDue))
            || !prices.OrderBy(price => price.Key).SequenceEqual(booking.Standing.OrderBy(price => price.Key))
        )
        {
            Contradict($"reservation {booking.ReservationId} was {string.Join(' ', booking.Prices)}, then {json}");
        }
    }

    /// <summary>Byte for byte; but a guest's token is made anew for a repetition.</summary>
    private static bool SameBody(Answer one, Answer other) =>
        one.Body.AsSpan().SequenceEqual(other.Body) || JsonNode.DeepEquals(WithoutToken(one), WithoutToken(other));

    private static JsonObject WithoutToken(Answer answer)
    {
        var body = JsonNode.Parse(answer.Body)!.AsObject();
        body.Remove("accessToken");
        return body;
    }

    private void Contradict(string what) => history.Contradictions.Add($"{owner}: {what}");

    public static string NewKey() => Guid.NewGuid().ToString("N");
}
