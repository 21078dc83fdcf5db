namespace MovieBooking.Api.Seats;

/// <summary>A single free seat between taken ones (or a wall): hard to sell.</summary>
internal static class LoneSeats
{
    /// <summary>Whether a choice leaves a lone seat beside it, whatever else could have been chosen.</summary>
    /// <param name="free">One row's seats in order: true where a seat is free or part of the choice.</param>
    /// <param name="chosen">The indexes of the choice in that row.</param>
    public static bool Leaves(IReadOnlyList<bool> free, IReadOnlySet<int> chosen) => Gaps(free).Any(gap => LeavesIn(gap, chosen));

    /// <summary>Whether it does so where as many seats elsewhere in the same gap would not: worth a warning, never a refusal.</summary>
    /// <param name="free">One row's seats in order: true where a seat is free or part of the choice.</param>
    /// <param name="chosen">The indexes of the choice in that row.</param>
    public static bool LeavesNeedlessly(IReadOnlyList<bool> free, IReadOnlySet<int> chosen) =>
        Gaps(free).Any(gap => LeavesIn(gap, chosen) && CanAvoid(gap.Count, gap.Count(chosen.Contains)));

    /// <summary>The runs of free seats, as indexes.</summary>
    private static IEnumerable<List<int>> Gaps(IEnumerable<bool> free)
    {
        List<int> gap = [];
        foreach (var (index, isFree) in free.Append(false).Index())
        {
            if (isFree)
            {
                gap.Add(index);
            }
            else if (gap.Count > 0)
            {
                yield return gap;
                gap = [];
            }
        }
    }

    private static bool LeavesIn(List<int> gap, IReadOnlySet<int> chosen) =>
        gap.Exists(chosen.Contains)
        && gap.Exists(seat => !chosen.Contains(seat) && !IsLeft(seat - 1, gap, chosen) && !IsLeft(seat + 1, gap, chosen));

    private static bool IsLeft(int seat, List<int> gap, IReadOnlySet<int> chosen) =>
        seat >= gap[0] && seat <= gap[^1] && !chosen.Contains(seat);

    /// <summary>Whether seats in a block somewhere in the gap leave none or at least two on either side.</summary>
    private static bool CanAvoid(int gap, int taken) =>
        Enumerable.Range(0, gap - taken + 1).Any(before => before != 1 && gap - taken - before != 1);
}
