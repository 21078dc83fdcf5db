using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace MovieBooking.Tests.Database.Stateful;

public enum Verb
{
    Lock,
    Unlock,
    UnlockAll,

    /// <summary>A user holds their seat of another show, or gives it back: the number is the show's.</summary>
    LockElsewhere,
    UnlockElsewhere,
    Extend,

    /// <summary>The cinema keeps seats back until the start, or puts them up for sale again.</summary>
    Block,
    Release,
    Create,

    /// <summary>Every other ticket of a pending reservation becomes one of a kind; the others cost the full price.</summary>
    Kinds,

    /// <summary>A voucher is used for a pending reservation: which one the person tells, and 0 is none.</summary>
    Voucher,
    Confirm,

    /// <summary>What the reservation costs has been paid through the provider.</summary>
    Pay,
    Cancel,

    /// <summary>One ticket of a reservation, by whoever made it: the person is the number of the ticket.</summary>
    CancelTicket,

    /// <summary>All of it, for the cinema.</summary>
    CancelByCinema,

    /// <summary>The counter sells seats, in cash.</summary>
    Sell,

    /// <summary>The counter exchanges one ticket of a reservation for a seat: the person is the number of the ticket.</summary>
    Exchange,

    /// <summary>The counter pays back what is due of what was paid there.</summary>
    PayBack,

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
/// <param name="Person">
/// By whom: see <see cref="BookedShow"/>; the first are users, the others guests. Or which ticket, or which kind of tickets.
/// </param>
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

    /// <summary>So much that a script is about these verbs, and the others come in between.</summary>
    private const int Oftener = 20;

    public static readonly Gen<Step[]> Scripts = ScriptsOf();

    /// <summary>Scripts in which some verbs come more often than in others.</summary>
    public static Gen<Step[]> ScriptsOf(params Verb[] often) => Gen.ArrayOf(Any(often), 50);

    public override string ToString() =>
        Verb switch
        {
            Verb.Lock or Verb.Unlock or Verb.Create or Verb.Block or Verb.Release or Verb.Sell =>
                $"{Verb} by {Person}: {string.Join(' ', Seats.Select(seat => BookedShow.Labels[seat]))}",
            Verb.CancelTicket or Verb.Admit or Verb.UndoAdmission or Verb.Kinds or Verb.Voucher => $"{Verb} {Person} of {Number}",
            Verb.Exchange => $"{Verb} {Person} of {Number}: {string.Join(' ', Seats.Select(seat => BookedShow.Labels[seat]))}",
            Verb.UnlockAll or Verb.Extend or Verb.Forget => $"{Verb} by {Person}",
            Verb.LockElsewhere or Verb.UnlockElsewhere => $"{Verb} {Number} by {Person}",
            Verb.Sweep or Verb.ClockToStart or Verb.ClockToNoon => $"{Verb}",
            _ => string.Create(CultureInfo.InvariantCulture, $"{Verb} {Number}"),
        };

    private static Gen<Step> Any(Verb[] often)
    {
        (int Weight, Verb Verb, Gen<Step> Steps)[] steps =
        [
            Taking(9, Verb.Lock, BookedShow.Users),
            Taking(6, Verb.Create, BookedShow.People),
            Taking(2, Verb.Unlock, BookedShow.Users),
            Taking(1, Verb.UnlockAll, BookedShow.Users),
            Taking(2, Verb.Extend, BookedShow.Users),
            Taking(1, Verb.Block, BookedShow.Users),
            Taking(1, Verb.Release, BookedShow.Users),
            Taking(2, Verb.Sell, 1),
            Exchanging(4),
            Numbered(1, Verb.PayBack, Gen.Choose(0, 6)),
            Elsewhere(4, Verb.LockElsewhere),
            Elsewhere(1, Verb.UnlockElsewhere),
            Taking(1, Verb.Forget, BookedShow.Users),
            OfTicket(3, Verb.Kinds),
            OfTicket(3, Verb.Voucher),
            Numbered(4, Verb.Confirm, Gen.Choose(0, 4)),
            Numbered(4, Verb.Pay, Gen.Choose(0, 6)),
            Numbered(2, Verb.Cancel, Gen.Choose(0, 6)),
            OfTicket(3, Verb.CancelTicket),
            OfTicket(3, Verb.Admit),
            OfTicket(1, Verb.UndoAdmission),
            Numbered(1, Verb.CancelByCinema, Gen.Choose(0, 6)),
            Numbered(2, Verb.Move, Gen.Elements(0, 20, -20)),
            Numbered(1, Verb.Sweep, Gen.Constant(0)),
            Numbered(3, Verb.Clock, Gen.Choose(1, 14)),
            Numbered(1, Verb.Clock, Gen.Choose(-60, 0)),
            Numbered(2, Verb.ClockToExpiry, Gen.Elements(0, 1)),
            Numbered(1, Verb.ClockToStart, Gen.Elements(0, 1)),
            Numbered(1, Verb.ClockToNoon, Gen.Constant(0)),
        ];
        return Gen.Frequency(steps.Select(step => (often.Contains(step.Verb) ? Oftener * step.Weight : step.Weight, step.Steps)));
    }

    private static (int, Verb, Gen<Step>) Taking(int weight, Verb verb, int people) =>
        (
            weight,
            verb,
            from person in Gen.Frequency((1, Gen.Constant(0)), (2, Gen.Choose(0, people - 1)))
            from seats in s_seats
            select new Step(verb, person, seats)
        );

    private static (int, Verb, Gen<Step>) OfTicket(int weight, Verb verb) =>
        (weight, verb, from ticket in Gen.Choose(0, 4) from reservation in Gen.Choose(0, 4) select new Step(verb, ticket, [], reservation));

    /// <summary>Mostly for one seat, as it must be.</summary>
    private static (int, Verb, Gen<Step>) Exchanging(int weight) =>
        (
            weight,
            Verb.Exchange,
            from ticket in Gen.Choose(0, 3)
            from reservation in Gen.Choose(0, 5)
            from seats in s_seats
            from count in Gen.Frequency((9, Gen.Constant(1)), (1, Gen.Choose(0, 2)))
            select new Step(Verb.Exchange, ticket, [.. seats.TakeLast(count)], reservation)
        );

    private static (int, Verb, Gen<Step>) Elsewhere(int weight, Verb verb) =>
        (
            weight,
            verb,
            from person in Gen.Frequency((1, Gen.Constant(0)), (2, Gen.Choose(0, BookedShow.Users - 1)))
            from show in Gen.Choose(0, BookedShow.OtherShows - 1)
            select new Step(verb, person, [], show)
        );

    private static (int, Verb, Gen<Step>) Numbered(int weight, Verb verb, Gen<int> numbers) =>
        (weight, verb, numbers.Select(number => new Step(verb, 0, [], number)));
}
