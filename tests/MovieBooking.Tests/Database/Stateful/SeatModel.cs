using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database.Stateful;

/// <summary>
/// What the booking routines promise, in memory and without a database: who has which seat, and which error each call
/// ends in. Expired rows stay until somebody clears them, so that a clock that is set back revives them here as there.
/// </summary>
internal sealed class SeatModel(DateTime firstStart)
{
    private DateTime _start = firstStart;
    private static readonly TimeSpan s_hold = TimeSpan.FromMinutes(15);

    private readonly Dictionary<int, Hold> _holds = [];
    private readonly List<Booking> _bookings = [];

    /// <summary>Each user's hold on each of the other shows.</summary>
    private readonly Dictionary<(int Show, int User), DateTime> _elsewhere = [];
    private readonly Dictionary<(int Show, int User), (int Times, DateTime At)> _unpaid = [];

    /// <summary>The number of this show, among the others.</summary>
    public const int Here = -1;

    /// <summary>How often what a user kept on a show ran out, and when it last did.</summary>
    public IEnumerable<(int Show, int User, int Times, DateTime At)> Unpaid =>
        _unpaid.Select(lapse => (lapse.Key.Show, lapse.Key.User, lapse.Value.Times, lapse.Value.At));

    public DateTime Now { get; set; } = Show.Noon;

    public int Version { get; private set; }

    public int Bookings => _bookings.Count;

    /// <summary>Every seat that a reservation ever had.</summary>
    public int Tickets => _bookings.Sum(booking => booking.Seats.Count);

    /// <summary>What the tickets that stand cost.</summary>
    public decimal Prices =>
        _bookings
            .Where(booking => booking.Status is "pending" or "confirmed")
            .Sum(booking => booking.Seats.Where(booking.Has).Sum(booking.PriceOf));

    /// <summary>How many tickets are, or were, of a kind.</summary>
    public int OfKinds => _bookings.Sum(booking => booking.Kinds.Count);

    /// <summary>How many uses of vouchers count.</summary>
    public int VoucherUses => _bookings.Count(booking => booking.Voucher != 0 && booking.Status is "pending" or "confirmed");

    /// <summary>What vouchers took off every ticket that ever was.</summary>
    public decimal Discounts => _bookings.Sum(booking => booking.Seats.Sum(booking.Discount));

    /// <summary>How many people are in.</summary>
    public int Admitted => _bookings.Sum(booking => booking.In.Count);

    /// <summary>What is due back of all of them.</summary>
    public decimal RefundDue => _bookings.Sum(booking => booking.RefundDue);

    /// <summary>What would be kept of the tickets that stand, were all given back.</summary>
    public decimal Fees =>
        _bookings
            .Where(booking => booking.Status is "pending" or "confirmed")
            .Sum(booking => booking.Seats.Where(booking.Has).Sum(booking.Fee));

    /// <summary>What of all that was paid is not given back.</summary>
    public decimal Money => _bookings.Where(booking => booking.IsPlaced).Sum(booking => booking.Price - booking.RefundDue);

    /// <summary>What is in the till of the counter beside its float.</summary>
    public decimal Cash => _bookings.Where(booking => booking.IsSale).Sum(booking => booking.Price - booking.PaidBack);

    public int Do(Step step)
    {
        switch (step.Verb)
        {
            case Verb.Lock:
                return (Refusal(step), FirstSeat(Here, step.Person)) is not (0, 0) and var (locked, first)
                    ? locked == 0
                        ? first
                        : locked
                    : Lock(step.Person, step.Seats);
            case Verb.Create:
                return (Refusal(step), FirstSeat(Here, step.Person)) is not (0, 0) and var (refused, early)
                    ? refused == 0
                        ? early
                        : refused
                    : Create(step.Person, step.Seats);
            case Verb.Block:
                return Block(step.Seats);
            case Verb.Release:
                return Unlock(hold => hold.Value.User == BookedShow.House && step.Seats.Contains(hold.Key));
            case Verb.Unlock:
                return Unlock(hold => hold.Value.User == step.Person && step.Seats.Contains(hold.Key));
            case Verb.UnlockAll:
                return Unlock(hold => hold.Value.User == step.Person);
            case Verb.LockElsewhere:
                return FirstSeat(step.Number, step.Person) is not 0 and var unseated ? unseated : LockElsewhere(step.Number, step.Person);
            case Verb.UnlockElsewhere:
                _elsewhere.Remove((step.Number, step.Person));
                return 0;
            case Verb.Sell:
                return CounterRefusal(step.Seats) is not 0 and var unsold ? unsold : Sell(BookedShow.Counter, step.Seats);
            case Verb.Exchange or Verb.PayBack when step.Number >= Bookings:
                return 45020;
            case Verb.Exchange:
                return Exchange(_bookings[^(step.Number + 1)], step);
            case Verb.PayBack:
                return PayBack(_bookings[^(step.Number + 1)]);
            case Verb.Forget:
                return Forget(step);
            case Verb.Extend:
                return Extend(step.Person);
            case Verb.Kinds:
                return step.Number < Bookings ? SetKinds(_bookings[^(step.Number + 1)], step.Person) : 45020;
            case Verb.Voucher:
                return step.Number < Bookings ? UseVoucher(_bookings[^(step.Number + 1)], step.Person) : 45020;
            case Verb.Confirm or Verb.Cancel or Verb.CancelTicket or Verb.CancelByCinema when step.Number >= Bookings:
                return 45020;
            case Verb.Pay when step.Number >= Bookings:
                return 45061;
            case Verb.Pay:
                return Pay(_bookings[^(step.Number + 1)]);
            case Verb.Confirm:
                return Confirm(_bookings[^(step.Number + 1)]);
            case Verb.Cancel or Verb.CancelTicket or Verb.CancelByCinema:
                return Cancel(_bookings[^(step.Number + 1)], step);
            case Verb.Admit or Verb.UndoAdmission:
                return step.Number < Bookings ? Admit(_bookings[^(step.Number + 1)], step) : 0;
            case Verb.Move when Now >= _start:
                return 45003;
            case Verb.Move:
                return Move(BookedShow.Start.AddMinutes(step.Number));
            case Verb.Sweep:
                return Changed(ClearExpired() > 0);
            default:
                Now = Clock(step);
                return 0;
        }
    }

    /// <summary>As v_seat_map tells it: status, person who keeps it (users alone), the pending reservation, the hold's end.</summary>
    public (string Status, int? User, int? Booking, DateTime? Until) Seat(int seat)
    {
        var index = _bookings.FindIndex(booking => booking.Has(seat) && (booking.Status == "confirmed" || IsLive(booking)));
        if (index >= 0)
        {
            return _bookings[index] is { Status: "confirmed" }
                ? ("sold", null, null, null)
                : ("locked", _bookings[index].Person < BookedShow.Users ? _bookings[index].Person : null, index, null);
        }

        return _holds.TryGetValue(seat, out var hold) && hold.Until > Now
            ? ("locked", hold.User, null, hold.Until)
            : ("available", null, null, null);
    }

    private int Refusal(Step step)
    {
        var seats = step.Seats.Select(Seat).ToList();
        return Now >= _start ? 45003
            : seats.Count is 0 or > 10 ? 45005
            : step.Seats.Any(seat => seat >= BookedShow.Taken) ? 45006
            : step.Seats.Distinct().Count() < seats.Count ? 45005
            : seats.Any(seat => seat.Status == "sold" || (seat.Status == "locked" && !IsOwn(seat, step.Person))) ? 45010
            : seats.Any(seat => seat.Booking is not null) ? 45012
            : step.Person != BookedShow.House && Kept(step) + seats.Count > 10 ? 45011
            : LacksWheelchair(step) ? 45028
            : 0;
    }

    /// <summary>
    /// Whether somebody would have the companion place, and has not bought the wheelchair place or does so with it; to hold this, a hold of
    /// that is enough. The counter sells as it sees fit.
    /// </summary>
    private bool LacksWheelchair(Step step) =>
        step.Person != BookedShow.House
        && step.Seats.Contains(BookedShow.Companion)
        && Now < _start.AddMinutes(-60)
        && !step.Seats.Contains(BookedShow.Wheelchair)
        && !_bookings.Exists(booking =>
            booking.Person == step.Person
            && booking.Has(BookedShow.Wheelchair)
            && (booking.Status == "confirmed" || (step.Verb == Verb.Lock && IsLive(booking)))
        )
        && (
            step.Verb != Verb.Lock
            || !_holds.TryGetValue(BookedShow.Wheelchair, out var hold)
            || hold.User != step.Person
            || hold.Until <= Now
        );

    /// <summary>The counter sells what the house keeps back as if it were its own, and knows no limit of a person.</summary>
    private int CounterRefusal(IReadOnlyList<int> seats) => Refusal(new Step(Verb.Sell, BookedShow.House, seats));

    /// <summary>What one who keeps nothing on a show is refused for.</summary>
    private int FirstSeat(int show, int person)
    {
        if (person >= BookedShow.Users || EndOf(show, person) > Now)
        {
            return 0;
        }

        var lapse = show == Here ? Lapses().FirstOrDefault(end => end.User == person) : (User: person, At: EndOf(show, person));
        var (times, at) = _unpaid.GetValueOrDefault((show, person));
        if (lapse.At > DateTime.MinValue)
        {
            (times, at) = (times + 1, lapse.At > at ? lapse.At : at);
        }

        var pause = times switch
        {
            < 2 => 0,
            2 => 5,
            _ => 15,
        };
        return pause > 0 && at.AddMinutes(pause) > Now ? 45016
            : Enumerable.Range(Here, BookedShow.OtherShows + 1).Count(other => EndOf(other, person) > Now) >= 3 ? 45015
            : 0;
    }

    /// <summary>When what a user keeps on a show ends, or did and nobody cleared it.</summary>
    private DateTime EndOf(int show, int user) =>
        show != Here
            ? _elsewhere.GetValueOrDefault((show, user))
            : _holds
                .Values.Where(hold => hold.User == user)
                .Select(hold => hold.Until)
                .Concat(_bookings.Where(booking => booking.Person == user && booking.Status == "pending").Select(booking => booking.Until))
                .DefaultIfEmpty()
                .Max();

    /// <summary>Whose holds and pending bookings have run out here and were not cleared, and when the last of them did.</summary>
    private IEnumerable<(int User, DateTime At)> Lapses() =>
        _holds
            .Values.Where(hold => hold.User < BookedShow.Users)
            .Select(hold => (hold.User, hold.Until))
            .Concat(
                _bookings
                    .Where(booking => booking.Status == "pending" && booking.Person < BookedShow.Users)
                    .Select(booking => (User: booking.Person, booking.Until))
            )
            .Where(end => end.Until <= Now)
            .GroupBy(end => end.User)
            .Select(ends => (ends.Key, ends.Max(end => end.Until)));

    private void Note(int show, int user, DateTime at)
    {
        var (times, last) = _unpaid.GetValueOrDefault((show, user));
        _unpaid[(show, user)] = (times + 1, at > last ? at : last);
    }

    private int LockElsewhere(int show, int user)
    {
        foreach (var (key, end) in _elsewhere.Where(hold => hold.Key.Show == show && hold.Value <= Now).ToList())
        {
            Note(show, key.User, end);
            _elsewhere.Remove(key);
        }

        _elsewhere.TryAdd((show, user), Now + s_hold);
        return 0;
    }

    private bool IsOwn((string, int? User, int? Booking, DateTime?) seat, int person) =>
        seat.Booking is { } booking ? _bookings[booking].Person == person : seat.User == person;

    private int Kept(Step step) =>
        _holds.Count(hold => hold.Value.User == step.Person && hold.Value.Until > Now && !step.Seats.Contains(hold.Key))
        + _bookings.Where(booking => booking.Person == step.Person && IsLive(booking)).Sum(booking => booking.Seats.Count);

    private int Lock(int user, IReadOnlyList<int> seats)
    {
        var cleared = ClearExpired();
        var own = _holds.Values.Where(hold => hold.User == user).Append(new Hold(user, Now, Now + s_hold)).First();
        return Changed(seats.Count(seat => _holds.TryAdd(seat, own)) + cleared > 0);
    }

    private int Block(IReadOnlyList<int> seats)
    {
        var refusal =
            Now >= _start ? 45003
            : seats.Any(seat => seat >= BookedShow.Taken) ? 45006
            : seats.Count == 0 || seats.Distinct().Count() < seats.Count ? 45005
            : seats.Any(seat => Seat(seat) is { Status: not "available", User: not BookedShow.House }) ? 45010
            : 0;
        if (refusal != 0)
        {
            return refusal;
        }

        ClearExpired();
        foreach (var seat in seats)
        {
            _holds[seat] = new Hold(BookedShow.House, _holds.TryGetValue(seat, out var kept) ? kept.Since : Now, _start);
        }

        return Changed(true);
    }

    /// <summary>What the cinema keeps back it keeps until the new start.</summary>
    private int Move(DateTime start)
    {
        foreach (var (seat, hold) in _holds.Where(hold => hold.Value.User == BookedShow.House).ToList())
        {
            if (hold.Until == _start || hold.Until > start)
            {
                _holds[seat] = hold with { Until = new[] { start, hold.Since.AddSeconds(1) }.Max() };
            }
        }

        _start = start;
        return Changed(true);
    }

    private int Create(int person, IReadOnlyList<int> seats)
    {
        ClearExpired();
        _bookings.Add(new Booking(person, seats, Now + s_hold, _start));
        foreach (var seat in seats)
        {
            _holds.Remove(seat);
        }

        return Changed(true);
    }

    private int Sell(int person, IReadOnlyList<int> seats)
    {
        Unlock(hold => hold.Value.User == BookedShow.House && seats.Contains(hold.Key));
        Create(person, seats);
        _bookings[^1].IsSale = true;
        return Confirm(_bookings[^1]);
    }

    /// <summary>The ticket goes as if the cinema cancelled it, and what is due back at the counter is paid with it.</summary>
    private int Exchange(Booking booking, Step step)
    {
        if (step.Person >= booking.Seats.Count)
        {
            return 45024;
        }

        var seat = booking.Seats[step.Person];
        var refusal =
            booking.Status == "cancelled" || (booking.Status == "confirmed" && !booking.Has(seat)) ? 45086
            : booking.Status != "confirmed" ? (IsLive(booking) ? 45025 : 45021)
            : Now >= _start ? 45003
            : booking.In.Contains(seat) ? 45026
            : step.Seats.Count != 1 ? 45005
            : step.Seats[0] == seat ? 0
            : CounterRefusal(step.Seats);
        if (refusal != 0)
        {
            return refusal;
        }

        booking.RefundDue += booking.PriceOf(seat);
        booking.Gone.Add(seat);
        booking.Status = booking.Seats.Any(booking.Has) ? booking.Status : "cancelled";
        Changed(true);
        PayBack(booking);
        return Sell(booking.Person, step.Seats);
    }

    private static int PayBack(Booking booking)
    {
        booking.PaidBack = booking.IsSale ? booking.RefundDue : 0;
        return 0;
    }

    private int Unlock(Func<KeyValuePair<int, Hold>, bool> which) => Changed(Remove(which) > 0);

    private int Remove(Func<KeyValuePair<int, Hold>, bool> which)
    {
        var seats = _holds.Where(which).Select(hold => hold.Key).ToList();
        seats.ForEach(seat => _holds.Remove(seat));
        return seats.Count;
    }

    private int Forget(Step step)
    {
        foreach (var booking in _bookings.Where(booking => booking.Person == step.Person && IsLive(booking)).ToList())
        {
            Cancel(booking, step);
        }

        var outcome = Unlock(hold => hold.Value.User == step.Person);
        foreach (var key in _elsewhere.Keys.Where(key => key.User == step.Person).ToList())
        {
            _elsewhere.Remove(key);
        }

        foreach (var key in _unpaid.Keys.Where(key => key.User == step.Person).ToList())
        {
            _unpaid.Remove(key);
        }

        return outcome;
    }

    private int Extend(int user)
    {
        var own = _holds.Where(hold => hold.Value.User == user && hold.Value.Until > Now).ToList();
        if (Now >= _start || own.Count == 0 || own[0].Value.Until >= own[0].Value.Since + (2 * s_hold))
        {
            return Now >= _start ? 45003
                : own.Count == 0 ? 45013
                : 45014;
        }

        ClearExpired();
        foreach (var (seat, hold) in own)
        {
            DateTime[] ends = [hold.Until, new[] { Now + s_hold, hold.Since + (2 * s_hold) }.Min()];
            _holds[seat] = hold with { Until = ends.Max() };
        }

        return Changed(true);
    }

    private int SetKinds(Booking booking, int kind)
    {
        var seats = BookedShow.OfKind(booking.Seats).ToList();
        var refusal =
            booking.Status == "cancelled" ? 45022
            : booking.Status == "confirmed" ? 45027
            : !IsLive(booking) ? 45021
            : Now >= _start ? 45003
            : kind != 0 && seats.Exists(seat => BookedShow.KindPrice(kind, seat) is null) ? 45071
            : 0;
        if (refusal != 0)
        {
            return refusal;
        }

        booking.Kinds = kind == 0 ? [] : seats.ToDictionary(seat => seat, seat => BookedShow.KindPrice(kind, seat)!.Value);
        Reopen(booking);
        return Changed(true);
    }

    private int UseVoucher(Booking booking, int voucher)
    {
        var refusal =
            booking.Status == "cancelled" ? 45022
            : booking.Status == "confirmed" ? 45027
            : !IsLive(booking) ? 45021
            : Now >= _start ? 45003
            : voucher == 4 ? 45090
            : HasUse(booking, voucher) ? 0
            : 45091;
        if (refusal != 0)
        {
            return refusal;
        }

        var changes = voucher != 0 || booking.Voucher != 0;
        booking.Voucher = voucher;
        Reopen(booking);
        return Changed(changes);
    }

    /// <summary>Whether a voucher has a use left for a booking; one that has run out, and that nobody cleared, still has its own.</summary>
    private bool HasUse(Booking booking, int voucher)
    {
        var others = _bookings.Where(other => other != booking && other.Voucher == voucher && other.Status is "pending" or "confirmed");
        return voucher switch
        {
            2 => !others.Any(),
            3 => others.All(other => other.Person != booking.Person),
            _ => true,
        };
    }

    /// <summary>The page then opens a payment of the new amount; where that is nothing, the one before stays.</summary>
    private static void Reopen(Booking booking)
    {
        if (booking.Price > 0)
        {
            (booking.Ordered, booking.IsPaid) = (booking.Price, false);
        }
    }

    private int Confirm(Booking booking)
    {
        if (booking.Status == "confirmed")
        {
            return 0;
        }

        if (!IsLive(booking) || Now >= _start)
        {
            return booking.Status == "cancelled" ? 45022
                : !IsLive(booking) ? 45021
                : 45003;
        }

        booking.Status = "confirmed";
        _unpaid.Remove((Here, booking.Person));
        return Changed(true);
    }

    /// <summary>In time it confirms, and too late as well where nobody else has a seat; else all of it goes back.</summary>
    private int Pay(Booking booking)
    {
        if (booking.IsSale || booking.IsPaid)
        {
            return booking.IsSale ? 45061 : 0;
        }

        booking.IsPaid = true;
        if (booking.Status is "confirmed" or "cancelled" || Now >= _start)
        {
            return 0;
        }

        if (IsLive(booking) && booking.Ordered != booking.Price)
        {
            return 0;
        }

        if (!IsLive(booking))
        {
            ClearExpired();
            booking.IsPlaced =
                booking.Ordered == booking.Price
                && HasUse(booking, booking.Voucher)
                && booking.Seats.All(seat =>
                    !_bookings.Exists(other => other.Has(seat) && other.Status is ("pending" or "confirmed"))
                    && (!_holds.TryGetValue(seat, out var hold) || hold.User == booking.Person)
                );
            if (!booking.IsPlaced)
            {
                return Changed(true);
            }

            Remove(hold => booking.Seats.Contains(hold.Key));
        }

        (booking.Status, booking.IsPlaced) = ("confirmed", true);
        _unpaid.Remove((Here, booking.Person));
        return Changed(true);
    }

    private int Cancel(Booking booking, Step step)
    {
        var isOne = step.Verb == Verb.CancelTicket;
        if (isOne && step.Person >= booking.Seats.Count)
        {
            return 45024;
        }

        var going = booking.Seats.Where((seat, index) => booking.Has(seat) && (!isOne || index == step.Person)).ToList();
        if (booking.Status == "cancelled" || (booking.Status == "confirmed" && going.Count == 0))
        {
            return 0;
        }

        var isSold = booking.Status == "confirmed";
        var inFull = step.Verb == Verb.CancelByCinema || booking.Start != _start;
        var refusal =
            !isSold && !IsLive(booking) ? 45021
            : !isSold && isOne ? 45025
            : isSold && Now >= _start ? 45003
            : isSold && going.Exists(booking.In.Contains) ? 45026
            : isSold && !inFull && Now >= _start.AddMinutes(-BookedShow.RefundMinutes) ? 45023
            : 0;
        if (refusal != 0)
        {
            return refusal;
        }

        booking.RefundDue += isSold ? going.Sum(seat => booking.PriceOf(seat) - (inFull ? 0 : booking.Fee(seat))) : 0;
        booking.Gone.UnionWith(going);
        booking.Status = booking.Seats.Any(booking.Has) ? booking.Status : "cancelled";
        return Changed(true);
    }

    private static int Admit(Booking booking, Step step)
    {
        if (
            step.Person < booking.Seats.Count
            && booking.Seats[step.Person] is var seat
            && booking.Status == "confirmed"
            && booking.Has(seat)
        )
        {
            _ = step.Verb == Verb.Admit ? booking.In.Add(seat) : booking.In.Remove(seat);
        }

        return 0;
    }

    private int ClearExpired()
    {
        Lapses().ToList().ForEach(lapse => Note(Here, lapse.User, lapse.At));
        var holds = Remove(hold => hold.Value.Until <= Now);
        var expired = _bookings.Where(booking => booking.Status == "pending" && booking.Until <= Now).ToList();
        expired.ForEach(booking => booking.Status = "expired");
        return holds + expired.Count;
    }

    private DateTime Clock(Step step)
    {
        var ends = _holds.Values.Select(hold => hold.Until).Concat(_bookings.Where(IsLive).Select(booking => booking.Until));
        return step.Verb switch
        {
            Verb.ClockToStart => _start.AddMilliseconds(-step.Number),
            Verb.ClockToExpiry => ends.Where(end => end > Now).DefaultIfEmpty(Now).Min().AddMilliseconds(-step.Number),
            Verb.ClockToNoon => Show.Noon,
            _ => Now.AddMinutes(step.Number),
        };
    }

    private bool IsLive(Booking booking) => booking.Status == "pending" && booking.Until > Now;

    private int Changed(bool changed)
    {
        Version += changed ? 1 : 0;
        return 0;
    }

    private sealed record Hold(int User, DateTime Since, DateTime Until);

    private sealed record Booking(int Person, IReadOnlyList<int> Seats, DateTime Until, DateTime Start)
    {
        public string Status { get; set; } = "pending";

        public HashSet<int> Gone { get; } = [];

        /// <summary>The seats of those who are in.</summary>
        public HashSet<int> In { get; } = [];

        public bool IsPaid { get; set; }

        /// <summary>Whether it was confirmed with what was paid.</summary>
        public bool IsPlaced { get; set; }

        /// <summary>Whether it was paid at the counter, and what of it was paid back there.</summary>
        public bool IsSale { get; set; }

        public decimal PaidBack { get; set; }

        /// <summary>What those tickets cost that are of a kind, by seat.</summary>
        public Dictionary<int, decimal> Kinds { get; set; } = [];

        /// <summary>Which voucher makes it cheaper; 0: none.</summary>
        public int Voucher { get; set; }

        /// <summary>What the payment is of that was last opened.</summary>
        public decimal Ordered { get; set; } = Seats.Sum(BookedShow.Price);

        public decimal Price => Seats.Sum(PriceOf);

        public decimal RefundDue { get; set; }

        public bool Has(int seat) => Seats.Contains(seat) && !Gone.Contains(seat);

        /// <summary>What a ticket adds to the fee for those up to it: together they bear the fee for the whole.</summary>
        public decimal Fee(int seat)
        {
            var index = Seats.Index().First(item => item.Item == seat).Index;
            return FeeOf(Seats.Take(index + 1)) - FeeOf(Seats.Take(index));
        }

        public decimal PriceOf(int seat) => FullPrice(seat) - Discount(seat);

        /// <summary>What the voucher takes off a ticket: those up to it bear what they would together.</summary>
        public decimal Discount(int seat)
        {
            var index = Seats.Index().First(item => item.Item == seat).Index;
            return Voucher switch
            {
                3 => Seats.OrderByDescending(FullPrice).First() == seat ? FullPrice(seat) : 0,
                _ => DiscountOf(Seats.Take(index + 1)) - DiscountOf(Seats.Take(index)),
            };
        }

        private decimal DiscountOf(IEnumerable<int> seats)
        {
            var sum = Seats.Sum(FullPrice);
            var whole = Voucher switch
            {
                1 => Math.Round(sum * BookedShow.VoucherPercent / 100, 2, MidpointRounding.AwayFromZero),
                2 => Math.Min(BookedShow.VoucherAmount, sum),
                _ => 0,
            };
            return Math.Round(seats.Sum(FullPrice) * whole / sum, 2, MidpointRounding.AwayFromZero);
        }

        private decimal FullPrice(int seat) => Kinds.TryGetValue(seat, out var price) ? price : BookedShow.Price(seat);

        private decimal FeeOf(IEnumerable<int> seats) =>
            Math.Round(seats.Sum(PriceOf) * BookedShow.RefundPercent / 100, 2, MidpointRounding.AwayFromZero);
    }
}
