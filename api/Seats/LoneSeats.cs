namespace MovieBooking.Api.Seats;

/// <summary>
/// Whether a choice of seats leaves a single free seat, which is hard to sell, where another choice of as many
/// seats in the same gap would not. A warning, never a refusal.
/// </summary>
internal static class LoneSeats
{
    /// <param name="row">One row's seats in order: true where a seat is free or part of the choice.</param>
    /// <param name="chosen">The indexes of the choice in that row.</param>
    public static bool Leaves(IReadOnlyList<bool> row, IReadOnlySet<int> chosen)
    {
        for (var start = 0; start < row.Count; start++)
        {
            if (!row[start])
            {
                continue;
            }

            var end = start;
            while (end < row.Count && row[end])
            {
                end++;
            }

            if (LeavesInGap(start, end, chosen))
            {
                return true;
            }

            start = end;
        }

        return false;
    }

    private static bool LeavesInGap(int start, int end, IReadOnlySet<int> chosen)
    {
        var taken = Enumerable.Range(start, end - start).Count(chosen.Contains);
        return taken > 0 && LonesIn(start, end, chosen.Contains) && CanAvoid(end - start, taken);
    }

    private static bool LonesIn(int start, int end, Func<int, bool> isTaken)
    {
        var run = 0;
        for (var index = start; index <= end; index++)
        {
            if (index < end && !isTaken(index))
            {
                run++;
                continue;
            }

            if (run == 1)
            {
                return true;
            }

            run = 0;
        }

        return false;
    }

    /// <summary>Whether seats in a block somewhere in the gap leave none or at least two on either side.</summary>
    private static bool CanAvoid(int gap, int taken) =>
        Enumerable.Range(0, gap - taken + 1).Any(before => before != 1 && gap - taken - before != 1);
}
