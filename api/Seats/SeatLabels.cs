using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Seats;

/// <summary>What seats are called. Remembered, because a seat keeps its label for life and a rush is refused the same few seats.</summary>
internal sealed class SeatLabels(IMemoryCache cache, MovieBookingContext db)
{
    private static readonly TimeSpan s_unused = TimeSpan.FromHours(1);

    /// <summary>The label of each seat that exists, by its id.</summary>
    public async Task<IReadOnlyDictionary<int, string>> ReadAsync(IReadOnlyCollection<int> seatIds, CancellationToken cancellationToken)
    {
        var labels = new Dictionary<int, string>();
        foreach (var seatId in seatIds)
        {
            if (cache.TryGetValue((nameof(SeatLabels), seatId), out string? label))
            {
                labels[seatId] = label!;
            }
        }

        var unknown = seatIds.Where(seatId => !labels.ContainsKey(seatId)).ToList();
        if (unknown.Count > 0)
        {
            foreach (var seat in await db.Seats.Where(seat => unknown.Contains(seat.SeatId)).ToListAsync(cancellationToken))
            {
                labels[seat.SeatId] = cache.Set(
                    (nameof(SeatLabels), seat.SeatId),
                    seat.SeatLabel,
                    new MemoryCacheEntryOptions { SlidingExpiration = s_unused }
                );
            }
        }

        return labels;
    }
}
