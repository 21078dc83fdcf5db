using MovieBooking.Load.Customers;
using MovieBooking.Load.Staging;

namespace MovieBooking.Load.Hoard;

/// <summary>The seats that a map shows as free, row by row.</summary>
internal static class FreeSeats
{
    public static async Task<List<int>> OfAsync(Calls calls, string operation, Show show)
    {
        var map = await calls.GetAsync(operation, $"showtimes/{show.ShowtimeId}/seats");
        return map.Status != 200
            ? []
            :
            [
                .. map.Json()
                    .GetProperty("rows")
                    .EnumerateArray()
                    .SelectMany(row => row.GetProperty("seats").EnumerateArray())
                    .Where(seat => seat.GetProperty("status").GetString() == "available")
                    .Select(seat => seat.GetProperty("seatId").GetInt32()),
            ];
    }
}

/// <summary>Waits that end early, and quietly, when it is over.</summary>
internal static class Pauses
{
    public static async Task ForAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(pause, cancellationToken);
        }
        catch (OperationCanceledException) { }
    }
}
