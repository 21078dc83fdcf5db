using System.Threading.RateLimiting;
using MovieBooking.Api.Http;
using MovieBooking.Api.Queue;
using MovieBooking.Api.Telemetry;

namespace MovieBooking.Api.Seats;

/// <summary>
/// Lets a few takers of one showtime's seats into the database at a time, first come first served. They would wait there for its
/// row anyway, each on a connection that bookings of other showtimes need; and who waits here can be refused by the map
/// that whoever was before him left behind.
/// </summary>
internal sealed class SeatChangeQueues(CrowdRooms rooms) : IDisposable
{
    // One does its work under the mutex while the others are on their way to it and back.
    private const int AtOnce = 4;

    // More than seats are worth waiting for: a showtime has 96, and who comes too late is told so without the database.
    private const int Waiting = 5000;

    private readonly PartitionedRateLimiter<int> _queues = PartitionedRateLimiter.Create<int, int>(showtimeId =>
        RateLimitPartition.GetConcurrencyLimiter(
            showtimeId,
            _ => new ConcurrencyLimiterOptions { PermitLimit = AtOnce, QueueLimit = Waiting }
        )
    );

    /// <summary>Waits for a turn, which ends when the lease is disposed of.</summary>
    public async Task<RateLimitLease> TakeTurnAsync(int showtimeId, CancellationToken cancellationToken)
    {
        using var waiting = BookingMeter.Wait();
        _ = rooms.Watch(showtimeId, _queues.GetStatistics(showtimeId)!.CurrentQueuedCount);
        var lease = await _queues.AcquireAsync(showtimeId, 1, cancellationToken);
        if (lease.IsAcquired)
        {
            return lease;
        }

        lease.Dispose();
        throw new Refusal(ApiError.Busy);
    }

    public void Dispose() => _queues.Dispose();
}
