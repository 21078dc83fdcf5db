namespace MovieBooking.Api.Seats;

/// <summary>
/// The best seats together for a party. The view of a seat is judged by its distance from the middle of the sixth row,
/// where a row counts as one and a half columns (the reference position of SMPTE RP 94 lies about two thirds back on the
/// centre line); the best block has the smallest sum of squared distances. A block that leaves no lone seat goes before
/// any that does. Only when no row has room is the party split over two rows, as near to each other as can be.
/// </summary>
internal static class BestSeats
{
    private const double BestRow = 5;
    private const double BestColumn = 6.5;
    private const double RowWeight = 1.5;

    /// <param name="rows">The map.</param>
    /// <param name="count">How many.</param>
    /// <param name="seatClass">Of what class; null: of any.</param>
    /// <param name="isReleased">Whether wheelchair and companion places are for everybody by now.</param>
    /// <returns>The seats in order, or none when no two rows have room.</returns>
    public static IReadOnlyList<Seat> Find(IReadOnlyList<SeatRow> rows, int count, SeatClass? seatClass, bool isReleased)
    {
        if (!isReleased)
        {
            rows = [.. rows.Select(row => row with { Seats = [.. row.Seats.Select(Kept)] })];
        }

        var together = BestOf(rows.Select(row => Best(row, count, seatClass)).OfType<Block>());
        return together?.Seats ?? Split(rows, count, seatClass);
    }

    private static Seat Kept(Seat seat) => seat.Accessibility is null ? seat : seat with { Status = SeatStatus.Locked };

    private static List<Seat> Split(IReadOnlyList<SeatRow> rows, int count, SeatClass? seatClass)
    {
        // The best block of each size in each row; then the best pair of rows and sizes.
        var blocks = rows.Select(row => Enumerable.Range(1, count).Select(size => Best(row, size, seatClass)).ToArray()).ToArray();
        var pairs =
            from front in Enumerable.Range(0, rows.Count)
            from back in Enumerable.Range(front + 1, rows.Count - front - 1)
            from size in Enumerable.Range(1, count - 1)
            let first = blocks[front][size - 1]
            let second = blocks[back][count - size - 1]
            where first is not null && second is not null
            orderby back - front, first.LeavesLoneSeat || second.LeavesLoneSeat, first.Distance + second.Distance
            select first.Seats.Concat(second.Seats).ToList();
        return pairs.FirstOrDefault() ?? [];
    }

    private static Block? Best(SeatRow row, int count, SeatClass? seatClass)
    {
        var free = row.Seats.Select(seat => seat.Status == SeatStatus.Available).ToArray();
        var blocks = Enumerable
            .Range(0, Math.Max(0, row.Seats.Count - count + 1))
            .Select(start => Enumerable.Range(start, count).ToArray())
            .Where(chosen => chosen.All(index => free[index] && (seatClass is null || row.Seats[index].SeatClass == seatClass)))
            .Select(chosen => new Block([.. chosen.Select(index => row.Seats[index])], LoneSeats.Leaves(free, chosen.ToHashSet())));
        return BestOf(blocks);
    }

    private static Block? BestOf(IEnumerable<Block> blocks) =>
        blocks.OrderBy(block => block.LeavesLoneSeat).ThenBy(block => block.Distance).FirstOrDefault();

    private sealed record Block(IReadOnlyList<Seat> Seats, bool LeavesLoneSeat)
    {
        public double Distance { get; } = Seats.Sum(DistanceOf);

        private static double DistanceOf(Seat seat)
        {
            var rows = (seat.Row[0] - 'A' - BestRow) * RowWeight;
            var columns = seat.Column - BestColumn;
            return (rows * rows) + (columns * columns);
        }
    }
}
