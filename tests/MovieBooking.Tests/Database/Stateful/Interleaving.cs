using FsCheck;
using FsCheck.Fluent;

namespace MovieBooking.Tests.Database.Stateful;

/// <summary>What one of several people does in a transaction, by their own clock; Commits is false where it is rolled back.</summary>
internal sealed record Actor(Step Step, bool IsLate, bool Commits)
{
    public override string ToString() => $"{Step} at {(IsLate ? "12:15" : "12:00")}{(Commits ? "" : ", rolled back")}";
}

/// <summary>People, and the order in which they begin, call and end: each number stands three times in it.</summary>
internal sealed record Interleaving(IReadOnlyList<Actor> Actors, IReadOnlyList<int> Order)
{
    private static readonly Gen<bool> s_commits = Gen.Frequency((7, Gen.Constant(true)), (1, Gen.Constant(false)));

    /// <summary>Of a reservation of A1 at noon: its confirmation, its cancellation, and somebody else who takes the seat.</summary>
    public static Arbitrary<Interleaving> OfOneReservation { get; } =
        Arb.From(
            from confirm in By(new Step(Verb.Confirm, 0, []))
            from cancel in By(new Step(Verb.Cancel, 0, []))
            from taker in By(new Step(Verb.Lock, 1, [0]))
            from order in Gen.Shuffle(Enumerable.Range(0, 9).Select(turn => turn / 3).ToArray())
            select new Interleaving([confirm, cancel, taker], order)
        );

    /// <summary>
    /// Of a sale of A1 and A2 at noon: one of the tickets is cancelled, the same or the other or both are, or the show moves, and
    /// somebody else takes the first seat.
    /// </summary>
    public static Arbitrary<Interleaving> OfOneSale { get; } =
        Arb.From(
            from one in By(new Step(Verb.CancelTicket, 0, []))
            from step in Gen.Elements(
                new Step(Verb.CancelTicket, 0, []),
                new Step(Verb.CancelTicket, 1, []),
                new Step(Verb.Cancel, 0, []),
                new Step(Verb.CancelByCinema, 0, []),
                new Step(Verb.Move, 0, [], 20)
            )
            from other in By(step)
            from taker in By(new Step(Verb.Lock, 1, [0]))
            from order in Gen.Shuffle(Enumerable.Range(0, 9).Select(turn => turn / 3).ToArray())
            select new Interleaving([one, other, taker], order)
        );

    public override string ToString() => $"{string.Join("; ", Actors)}; in the order {string.Join(' ', Order)}";

    private static Gen<Actor> By(Step step) =>
        from isLate in Gen.Elements(false, true)
        from commits in s_commits
        select new Actor(step, isLate, commits);
}
