using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace MovieBooking.Tests.Api.Admin;

public enum Selling
{
    /// <summary>A customer books; or a guest; or another company's program, for one. The choice is the tickets' kind.</summary>
    Web,
    Guest,
    Program,

    /// <summary>Of a booking that is not paid yet: other kinds, a voucher or none, a gift card.</summary>
    Kinds,
    Voucher,
    GiftCard,
    Confirm,

    /// <summary>It is paid through the provider, in time, or after its time.</summary>
    Pay,
    PayLate,

    /// <summary>The counter sells, at times for a voucher and a gift card.</summary>
    Counter,

    /// <summary>A group's seats are kept, and all or some of them sold at the counter.</summary>
    Group,

    /// <summary>Tickets are exchanged for seats of the step's show, which may be the same.</summary>
    Exchange,

    /// <summary>One ticket, by whoever booked; all of them; one or all, by the cinema.</summary>
    CancelTicket,
    Cancel,
    CancelByCinema,

    /// <summary>The counter pays back what is due of what was paid there.</summary>
    PayBack,
    CallOff,
    Sweep,
    Clock,
}

/// <summary>
/// Something that sells or takes back. It makes sense in every state, so that a failing list of steps can be shortened anywhere.
/// </summary>
/// <param name="Verb">What is done.</param>
/// <param name="Show">For which show: see <see cref="SellingCinema"/>.</param>
/// <param name="Booking">Of which booking, counted from the newest.</param>
/// <param name="Seat">The first of the seats.</param>
/// <param name="Seats">How many.</param>
/// <param name="Choice">Which kind, voucher, card, ticket, or how many half hours.</param>
internal sealed record SellingStep(Selling Verb, int Show = 0, int Booking = 0, int Seat = 0, int Seats = 1, int Choice = 0)
{
    private const int StepsOfDays = 40;

    /// <summary>Some days of a cinema.</summary>
    public static readonly Gen<SellingStep[]> Days = Gen.ArrayOf(
        from verb in Gen.Frequency(
            (3, Gen.Constant(Selling.Web)),
            (2, Gen.Constant(Selling.Guest)),
            (4, Gen.Constant(Selling.Program)),
            (3, Gen.Constant(Selling.Kinds)),
            (2, Gen.Constant(Selling.Voucher)),
            (3, Gen.Constant(Selling.GiftCard)),
            (5, Gen.Constant(Selling.Confirm)),
            (3, Gen.Constant(Selling.Pay)),
            (4, Gen.Constant(Selling.PayLate)),
            (4, Gen.Constant(Selling.Counter)),
            (2, Gen.Constant(Selling.Group)),
            (5, Gen.Constant(Selling.Exchange)),
            (3, Gen.Constant(Selling.CancelTicket)),
            (2, Gen.Constant(Selling.Cancel)),
            (2, Gen.Constant(Selling.CancelByCinema)),
            (1, Gen.Constant(Selling.PayBack)),
            (1, Gen.Constant(Selling.Sweep)),
            (2, Gen.Constant(Selling.Clock)),
            (1, Gen.Frequency((3, Gen.Constant(Selling.Clock)), (1, Gen.Constant(Selling.CallOff))))
        )
        from show in Gen.Choose(0, SellingCinema.Shows - 1)
        from booking in Gen.Frequency((1, Gen.Constant(0)), (1, Gen.Choose(0, 10)))
        from seat in Gen.Choose(0, SellingCinema.Seats - 1)
        from seats in Gen.Choose(1, 4)
        from choice in Gen.Choose(0, 11)
        select new SellingStep(verb, show, booking, seat, seats, choice),
        StepsOfDays
    );

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Verb} show {Show} booking {Booking} seats {Seat}+{Seats} choice {Choice}");
}
