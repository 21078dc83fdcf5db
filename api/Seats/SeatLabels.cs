using Microsoft.EntityFrameworkCore;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Seats;

/// <summary>The labels of seats, for answers that name them.</summary>
internal sealed class SeatLabels(IServiceScopeFactory scopes)
{
    public async Task<Dictionary<int, string>> FindAsync(int[] seatIds, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MovieBookingContext>();
        return await db
            .Seats.Where(seat => seatIds.Contains(seat.SeatId))
            .ToDictionaryAsync(seat => seat.SeatId, seat => seat.SeatLabel, cancellationToken);
    }
}
