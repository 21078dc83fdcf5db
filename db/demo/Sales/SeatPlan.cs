namespace MovieBooking.Db.Demo;

internal sealed record DemoSeat(int SeatId, char Row, int Column, string SeatClass);

/// <summary>The seats of one show as they fill up: each group sits together, as near the middle as it can.</summary>
/// <param name="seats">Row by row, from left to right.</param>
internal sealed class SeatPlan(DemoSeat[] seats)
{
    private readonly bool[] _taken = new bool[seats.Length];

    /// <returns>The seats now taken, or none when so many adjacent ones are not left.</returns>
    public DemoSeat[] Take(int count, bool premium, Random random)
    {
        var best = double.MaxValue;
        var choice = -1;
        for (var first = 0; first + count <= seats.Length; first++)
        {
            if (!IsFreeRun(first, count))
            {
                continue;
            }

            var middle = (seats[first].Column + seats[first + count - 1].Column) / 2.0;
            var cost =
                RowCost(seats[first].Row)
                + Math.Abs(middle - 6.5) * 0.8
                + ((seats[first].SeatClass == "premium") == premium ? 0 : 12)
                + random.NextDouble() * 2.5;
            if (cost < best)
            {
                best = cost;
                choice = first;
            }
        }

        if (choice < 0)
        {
            return [];
        }

        Array.Fill(_taken, true, choice, count);
        return seats[choice..(choice + count)];
    }

    public void Release(DemoSeat[] returned) => Array.Fill(_taken, false, Array.IndexOf(seats, returned[0]), returned.Length);

    private bool IsFreeRun(int first, int count) =>
        seats[first].Row == seats[first + count - 1].Row && Array.IndexOf(_taken, true, first, count) < 0;

    /// <summary>People like the back of the standard rows and the front of the premium ones.</summary>
    private static double RowCost(char row) =>
        row switch
        {
            'A' => 9,
            'B' => 6,
            'C' => 3.5,
            'D' => 1.5,
            'G' => 1,
            'H' => 3,
            _ => 0,
        };
}
