using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace MovieBooking.Tests.Database.Stateful;

internal enum Verb
{
    Lock,
    Unlock,
    UnlockAll,

    /// <summary>A user holds their seat of another show, or gives it back: the number is the show's.</summary>
    LockElsewhere,
    UnlockElsewhere,
    Extend,
    Create,
    Confirm,

    /// <summary>What the reservation costs has been paid through the provider.</summary>
    Pay,
    Cancel,

    /// <summary>One ticket of a reservation, by whoever made it: the person is the number of the ticket.</summary>
    CancelTicket,

    /// <summary>All of it, for the cinema.</summary>
    CancelByCinema,

    /// <summary>A person closes the account: what is not confirmed is given back, what is sold stays.</summary>
    Forget,

    /// <summary>Somebody goes in with a ticket of a reservation: the person is the number of the ticket.</summary>
    Admit,
    UndoAdmission,

    /// <summary>The show starts so many minutes after its first time.</summary>
    Move,
    Sweep,

    /// <summary>The clock goes on by minutes, or back.</summary>
    Clock,

    /// <summary>The clock goes to the next moment at which something runs out, or so many milliseconds before it.</summary>
    ClockToExpiry,
    ClockToStart,
    ClockToNoon,
}

/// <summary>
/// One thing that somebody does. It makes sense in every state, so that a failing list of steps can be shortened anywhere.
/// </summary>
/// <param name="Verb">What is done.</param>
/// <param name="Person">By whom: see <see cref="BookedShow"/>; the first are users, the others guests.</param>
/// <param name="Seats">With which seats: indices of <see cref="BookedShow.Labels"/>.</param>
/// <param name="Number">Minutes, milliseconds, or which reservation, counted from the newest.</param>
internal sealed record Step(Verb Verb, int Person, IReadOnlyList<int> Seats, int Number = 0)
{
    private static readonly Gen<IReadOnlyList<int>> s_seats =
        from order in Gen.Shuffle(Enumerable.Range(0, BookedShow.Taken).ToArray())
        from count in Gen.Frequency((5, Gen.Choose(1, 3)), (5, Gen.Choose(4, 8)), (1, Gen.Elements(0, 11)))
        from bad in Gen.Frequency(
            (12, Gen.Constant(-1)),
            (1, Gen.Constant(order[0])),
            (1, Gen.Choose(BookedShow.Taken, BookedShow.Taken + 1))
        )
        select (IReadOnlyList<int>)[.. order.Take(count), .. bad < 0 ? [] : new[] { bad }];

    public static readonly Gen<Step[]> Scripts = Gen.ArrayOf(Any(), 50);

    public override string ToString() =>
        Verb switch
        {
            Verb.Lock or Verb.Unlock or Verb.Create =>
                $"{Verb} by {Person}: {string.Join(' ', Seats.Select(seat => BookedShow.Labels[seat]))}",
            Verb.CancelTicket or Verb.Admit or Verb.UndoAdmission => $"{Verb} {Person} of {Number}",
            Verb.UnlockAll or Verb.Extend or Verb.Forget => $"{Verb} by {Person}",
            Verb.LockElsewhere or Verb.UnlockElsewhere => $"{Verb} {Number} by {Person}",
            Verb.Sweep or Verb.ClockToStart or Verb.ClockToNoon => $"{Verb}",
            _ => string.Create(CultureInfo.InvariantCulture, $"{Verb} {Number}"),
        };

    private static Gen<Step> Any() =>
        Gen.Frequency(
            (9, Taking(Verb.Lock, BookedShow.Users)),
            (6, Taking(Verb.Create, BookedShow.People)),
            (2, Taking(Verb.Unlock, BookedShow.Users)),
            (1, Taking(Verb.UnlockAll, BookedShow.Users)),
            (2, Taking(Verb.Extend, BookedShow.Users)),
            (4, Elsewhere(Verb.LockElsewhere)),
            (1, Elsewhere(Verb.UnlockElsewhere)),
            (1, Taking(Verb.Forget, BookedShow.Users)),
            (4, Numbered(Verb.Confirm, Gen.Choose(0, 4))),
            (4, Numbered(Verb.Pay, Gen.Choose(0, 6))),
            (2, Numbered(Verb.Cancel, Gen.Choose(0, 6))),
            (3, OfTicket(Verb.CancelTicket)),
            (3, OfTicket(Verb.Admit)),
            (1, OfTicket(Verb.UndoAdmission)),
            (1, Numbered(Verb.CancelByCinema, Gen.Choose(0, 6))),
            (2, Numbered(Verb.Move, Gen.Elements(0, 20, -20))),
            (1, Numbered(Verb.Sweep, Gen.Constant(0))),
            (3, Numbered(Verb.Clock, Gen.Choose(1, 14))),
            (1, Numbered(Verb.Clock, Gen.Choose(-60, 0))),
            (2, Numbered(Verb.ClockToExpiry, Gen.Elements(0, 1))),
            (1, Gen.OneOf(Numbered(Verb.ClockToStart, Gen.Elements(0, 1)), Numbered(Verb.ClockToNoon, Gen.Constant(0))))
        );

    private static Gen<Step> Taking(Verb verb, int people) =>
        from person in Gen.Frequency((1, Gen.Constant(0)), (2, Gen.Choose(0, people - 1)))
        from seats in s_seats
        select new Step(verb, person, seats);

    private static Gen<Step> OfTicket(Verb verb) =>
        from ticket in Gen.Choose(0, 4)
        from reservation in Gen.Choose(0, 4)
        select new Step(verb, ticket, [], reservation);

    private static Gen<Step> Elsewhere(Verb verb) =>
        from person in Gen.Frequency((1, Gen.Constant(0)), (2, Gen.Choose(0, BookedShow.Users - 1)))
        from show in Gen.Choose(0, BookedShow.OtherShows - 1)
        select new Step(verb, person, [], show);

    private static Gen<Step> Numbered(Verb verb, Gen<int> numbers) => numbers.Select(number => new Step(verb, 0, [], number));
}
