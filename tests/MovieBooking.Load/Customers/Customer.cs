using System.Text.Json;
using MovieBooking.Load.Staging;
using MovieBooking.Load.Stripe;

namespace MovieBooking.Load.Customers;

/// <summary>
/// Somebody who wants seats and changes their mind: each step is one call, chosen at random among what makes sense
/// for what they have. Enough is given back for the competition never to end.
/// </summary>
internal sealed class Customer
{
    private const int MostLocked = 6;
    private const int KeepsBookings = 2;

    private readonly Calls _calls;
    private readonly History _history;
    private readonly string _name;
    private readonly IReadOnlyList<Show> _shows;
    private readonly IReadOnlyList<Voucher> _vouchers;
    private readonly IReadOnlyList<GiftCard> _giftCards;
    private readonly Random _random;
    private readonly HeldSeats _held;
    private readonly Bookings _bookings;
    private readonly Counter _counter;

    public Customer(
        Calls calls,
        Calls clerk,
        History history,
        string name,
        IReadOnlyList<Show> shows,
        IReadOnlyList<Voucher> vouchers,
        IReadOnlyList<GiftCard> giftCards,
        StripeStandIn? stripe,
        Random random
    )
    {
        (_calls, _history, _name, _shows, _random) = (calls, history, name, shows, random);
        (_vouchers, _giftCards) = (vouchers, giftCards);
        _held = new HeldSeats(calls, history, name);
        _bookings = new Bookings(calls, _held, history, name, stripe);
        _counter = new Counter(clerk, _bookings, history, name);
    }

    public Task StepAsync()
    {
        _held.DropExpired();
        _bookings.DropExpired();
        return _random.Next(100) switch
        {
            < 12 => LockAsync(1),
            < 25 => LockAsync(_random.Next(2, MostLocked + 1)),
            < 31 => UnlockAsync(),
            < 34 => ExtendAsync(),
            < 48 => CreateFromHoldsAsync(),
            < 52 => CreateDirectlyAsync(asGuest: false),
            < 56 => CreateDirectlyAsync(asGuest: true),
            < 61 => UseVoucherAsync(),
            < 64 => UseGiftCardAsync(),
            < 71 => ConfirmAsync(),
            < 81 => CancelAsync(),
            < 86 => ReadMapAsync(),
            < 88 => GroupAsync(),
            < 93 => AtCounterAsync(),
            < 95 => ExchangeAsync(),
            _ => _bookings.RepeatAsync(),
        };
    }

    private Task LockAsync(int count)
    {
        var show = AnyShow();
        return _held.LockAsync(show, AnySeats(show, count));
    }

    private Task UnlockAsync()
    {
        if (AnyHeld() is not { } held)
        {
            return LockAsync(1);
        }

        var seats = Shuffled(held.SeatIds);
        return _held.UnlockAsync(held.ShowtimeId, seats[.._random.Next(1, seats.Length + 1)]);
    }

    private Task ExtendAsync() => AnyHeld() is { } held ? _held.ExtendAsync(held.ShowtimeId) : LockAsync(2);

    private Task CreateFromHoldsAsync()
    {
        if (AnyHeld() is not { } held)
        {
            return LockAsync(3);
        }

        var seats = Shuffled(held.SeatIds)[.._random.Next(1, held.SeatIds.Length + 1)];
        var show = _shows.First(show => show.ShowtimeId == held.ShowtimeId);
        return _bookings.CreateAsync("create from holds", show, seats, asGuest: false, OfKind(seats));
    }

    private Task CreateDirectlyAsync(bool asGuest)
    {
        var show = AnyShow();
        var seats = AnySeats(show, _random.Next(1, 4));
        return _bookings.CreateAsync(asGuest ? "create as guest" : "create directly", show, seats, asGuest, OfKind(seats));
    }

    /// <summary>How many of the seats are children's: of every third booking some.</summary>
    private int OfKind(int[] seats) => _random.Next(3) == 0 ? _random.Next(1, seats.Length + 1) : 0;

    /// <summary>One that makes a seat free only where another one is left to pay.</summary>
    private Task UseVoucherAsync()
    {
        var voucher = _vouchers[_random.Next(_vouchers.Count)];
        var open = _bookings.Pending.FindAll(booking => !booking.HasVoucher && (voucher.Type != "seats" || booking.Prices.Count > 1));
        return open.Count > 0 ? _bookings.UseVoucherAsync(Any(open), voucher) : ConfirmAsync();
    }

    private Task UseGiftCardAsync() =>
        _bookings.Pending.Count > 0
            ? _bookings.UseGiftCardAsync(Any(_bookings.Pending), _giftCards[_random.Next(_giftCards.Count)])
            : CreateDirectlyAsync(asGuest: false);

    private Task ConfirmAsync() =>
        _bookings.Pending.Count > 0 ? _bookings.ConfirmAsync(Any(_bookings.Pending)) : CreateDirectlyAsync(asGuest: false);

    private Task CancelAsync() =>
        _bookings.Confirmed.Count > KeepsBookings && Any(_bookings.Confirmed) is var sale
            ? _random.Next(2) == 0
                ? _bookings.CancelTicketAsync(sale, Any([.. sale.Standing.Select(price => price.Key)]))
                : _bookings.CancelAsync(sale)
            : _bookings.Pending.Count > 0 && _random.Next(3) == 0
                ? _bookings.CancelAsync(Any(_bookings.Pending), paysTooLate: _random.Next(2) == 0)
                : LockAsync(2);

    /// <summary>Buys there, or brings back what was bought there before.</summary>
    private Task AtCounterAsync()
    {
        if (_counter.Sold.Count > KeepsBookings - 1)
        {
            var sale = Any(_counter.Sold);
            return _counter.CancelAsync(sale, _random.Next(2) == 0 ? Any([.. sale.Standing.Select(price => price.Key)]) : null, IsCash());
        }

        var show = AnyShow();
        var seats = AnySeats(show, _random.Next(1, 4));
        var codes = _random.Next(8);
        return codes > 2
            ? _counter.SellAsync(show, seats, OfKind(seats), IsCash())
            : _counter.SellAsync(
                show,
                seats,
                OfKind(seats),
                IsCash(),
                codes < 2 ? _vouchers[_random.Next(_vouchers.Count)] : null,
                codes > 0 ? _giftCards[_random.Next(_giftCards.Count)] : null
            );
    }

    /// <summary>Has seats kept for a group; of one that is kept takes them, or gives them up.</summary>
    private Task GroupAsync()
    {
        if (_counter.Groups.Count > 0)
        {
            var group = Any(_counter.Groups);
            return _random.Next(2) == 0 ? _counter.SellGroupAsync(group, IsCash()) : _counter.ReleaseGroupAsync(group);
        }

        var show = AnyShow();
        return _counter.KeepGroupAsync(show, AnySeats(show, _random.Next(2, MostLocked + 1)));
    }

    /// <summary>Tickets of the counter or of the web become as many seats of the same show, or of another one of the cinema.</summary>
    private Task ExchangeAsync()
    {
        List<Booking> own = [.. _counter.Sold, .. _bookings.Confirmed];
        if (own.Count == 0)
        {
            return AtCounterAsync();
        }

        var booking = Any(own);
        var from = _shows.First(show => show.ShowtimeId == booking.ShowtimeId);
        var to = _random.Next(2) == 0 ? from : Any([.. _shows.Where(show => show.KindId == from.KindId)]);
        var standing = Shuffled([.. booking.Standing.Select(price => price.Key)]);
        var count = _random.Next(3) == 0 ? standing.Length : 1;
        // At times only another kind of ticket for the seats one has.
        var seats = to == from && _random.Next(3) == 0 ? standing[..count] : AnySeats(to, count);
        return _counter.ExchangeAsync(booking, standing[..seats.Length], to, seats, OfKind(seats), IsCash());
    }

    private bool IsCash() => _random.Next(3) > 0;

    /// <summary>Reads a seat map, on which one's own seats must be what one knows them to be.</summary>
    private async Task ReadMapAsync()
    {
        var show = AnyHeld() is { } held && _random.Next(2) == 0 ? _shows.First(show => show.ShowtimeId == held.ShowtimeId) : AnyShow();
        var answer = await _calls.GetAsync("seat map", $"showtimes/{show.ShowtimeId}/seats");
        if (answer.IsUnknown)
        {
            return;
        }

        if (answer.Status != 200)
        {
            _history.Contradictions.Add($"{_name}: a seat map answered {answer.Outcome}");
            return;
        }

        var statuses = StatusesOf(answer.Json());
        foreach (var (seatId, expected) in Known(show.ShowtimeId))
        {
            if (statuses[seatId] != expected)
            {
                _history.Contradictions.Add($"{_name}: seat {seatId} of showtime {show.ShowtimeId} is {statuses[seatId]}, not {expected}");
            }
        }
    }

    private IEnumerable<(int SeatId, string Status)> Known(int showtimeId)
    {
        _held.DropExpired();
        _bookings.DropExpired();
        var pending = _bookings.Pending.Where(booking => booking.ShowtimeId == showtimeId);
        var confirmed = _bookings.Confirmed.Concat(_counter.Sold).Where(booking => booking.ShowtimeId == showtimeId);
        return
        [
            .. _held.On(showtimeId).Keys.Select(seatId => (seatId, "selected")),
            .. pending.SelectMany(booking => booking.Prices.Keys.Select(seatId => (seatId, booking.IsGuests ? "locked" : "selected"))),
            .. confirmed.SelectMany(booking => booking.Standing.Select(price => (price.Key, "sold"))),
        ];
    }

    private static Dictionary<int, string> StatusesOf(JsonElement map) =>
        map.GetProperty("rows")
            .EnumerateArray()
            .SelectMany(row => row.GetProperty("seats").EnumerateArray())
            .ToDictionary(seat => seat.GetProperty("seatId").GetInt32(), seat => seat.GetProperty("status").GetString()!);

    private Show AnyShow() => _shows[_random.Next(_shows.Count)];

    private T Any<T>(List<T> list) => list[_random.Next(list.Count)];

    private (int ShowtimeId, int[] SeatIds)? AnyHeld()
    {
        if (_held.ShowtimeIds.Count == 0)
        {
            return null;
        }

        var showtimeId = _held.ShowtimeIds.ElementAt(_random.Next(_held.ShowtimeIds.Count));
        return (showtimeId, [.. _held.On(showtimeId).Keys]);
    }

    /// <summary>Neighbours or not, in any order: lists of different customers overlap in every way.</summary>
    private int[] AnySeats(Show show, int count)
    {
        var first = _random.Next(show.SeatIds.Length);
        var seats = _random.Next(2) == 0 ? _random.GetItems(show.SeatIds, count).Distinct() : Enumerable.Range(first, count).Select(At);
        return Shuffled([.. seats]);

        int At(int index) => show.SeatIds[index % show.SeatIds.Length];
    }

    private int[] Shuffled(int[] items)
    {
        _random.Shuffle(items);
        return items;
    }
}
