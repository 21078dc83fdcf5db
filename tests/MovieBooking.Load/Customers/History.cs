using MovieBooking.Load.Staging;

namespace MovieBooking.Load.Customers;

/// <summary>What one customer was told, and so knows: the facts that the database must still agree with at the end.</summary>
internal sealed class History
{
    public List<Claim> Claims { get; } = [];

    public List<Booking> Bookings { get; } = [];

    public List<VoucherUse> VoucherUses { get; } = [];

    /// <summary>Answers that cannot be true, given the answers before them.</summary>
    public List<string> Contradictions { get; } = [];
}

/// <summary>
/// A seat that was one person's for certain: from the answer that gave it until the request that gave it back, or its
/// end. Nobody else can have had it at any moment between.
/// </summary>
internal sealed class Claim(string owner, int showtimeId, int seatId, DateTime from, DateTime expiresAt)
{
    public string Owner => owner;

    public int ShowtimeId => showtimeId;

    public int SeatId => seatId;

    public DateTime From => from;

    public DateTime ExpiresAt { get; set; } = expiresAt;

    public DateTime ReleasedAt { get; set; } = DateTime.MaxValue;

    public DateTime To => ReleasedAt < ExpiresAt ? ReleasedAt : ExpiresAt;
}

/// <summary>A voucher that was used for a booking for certain: from the answer until the booking has no ticket any more.</summary>
/// <param name="Person">A customer, or the guest that the same one is at times.</param>
internal sealed record VoucherUse(Voucher Voucher, string Person, Booking Booking, DateTime From)
{
    public DateTime To => Booking.Claims.Max(claim => claim.To);
}

/// <summary>Seats that a counter keeps for a group.</summary>
internal sealed record KeptGroup(int GroupId, Show Show, int[] SeatIds);

internal enum BookingState
{
    Pending,
    Confirmed,
    Cancelled,
}

/// <summary>A reservation as the last answer about it said.</summary>
/// <param name="GuestToken">The access token that opens it, when a guest made it; null for a user's.</param>
internal sealed record Booking(int ReservationId, int ShowtimeId, IReadOnlyDictionary<int, decimal> Prices, string? GuestToken)
{
    /// <summary>What each seat's ticket costs: less, once a voucher is used.</summary>
    public IReadOnlyDictionary<int, decimal> Prices { get; set; } = Prices;

    public bool IsGuests => GuestToken is not null;

    public BookingState State { get; set; }

    public bool HasVoucher { get; set; }

    /// <summary>What a gift card pays of it.</summary>
    public decimal OnCard { get; set; }

    public decimal Total => Prices.Values.Sum();

    /// <summary>What is left to pay.</summary>
    public decimal ToPay => Total - OnCard;

    public bool WasConfirmed { get; set; }

    /// <summary>When it runs out, unless it is confirmed.</summary>
    public required DateTime ExpiresAt { get; set; }

    public required IReadOnlyList<Claim> Claims { get; init; }

    /// <summary>The ticket of each seat, and what was promised for it when the reservation was made.</summary>
    public required IReadOnlyDictionary<int, (int TicketId, decimal Refund)> Tickets { get; set; }

    /// <summary>Whether it was paid at a counter.</summary>
    public bool IsCounters { get; init; }

    /// <summary>The seats that were exchanged: then all is due back.</summary>
    public HashSet<int> Exchanged { get; } = [];

    /// <summary>The seats that were given back one by one.</summary>
    public HashSet<int> GivenBack { get; } = [];

    /// <summary>The seats it still has; all that it had, once it is cancelled.</summary>
    public IEnumerable<KeyValuePair<int, decimal>> Standing =>
        Prices.Where(price => State == BookingState.Cancelled || !GivenBack.Contains(price.Key));

    /// <summary>What must be due back.</summary>
    public decimal RefundDue =>
        !WasConfirmed
            ? 0
            : Tickets
                .Where(ticket => State == BookingState.Cancelled || GivenBack.Contains(ticket.Key))
                .Sum(ticket => RefundOf(ticket.Key));

    /// <summary>What a seat's ticket brings back.</summary>
    public decimal RefundOf(int seatId) => Exchanged.Contains(seatId) ? Prices[seatId] : Tickets[seatId].Refund;
}
