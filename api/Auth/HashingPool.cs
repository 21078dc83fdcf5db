using System.Threading.RateLimiting;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Auth;

/// <summary>
/// Lets as many hashes be made at a time as there are <paramref name="processors"/> for them. The rest queues, about ten seconds of them;
/// what would wait longer is told to come again (503 <c>busy</c>).
/// </summary>
internal sealed class HashingPool(int processors) : IDisposable
{
    /// <summary>A hash takes a processor a tenth of a second.</summary>
    public const int QueuedPerProcessor = 100;

    private readonly ConcurrencyLimiter _turns = new(
        new ConcurrencyLimiterOptions
        {
            PermitLimit = processors,
            QueueLimit = QueuedPerProcessor * processors,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }
    );

    public async Task<T> RunAsync<T>(Func<T> hash, CancellationToken cancellationToken)
    {
        using var turn = await _turns.AcquireAsync(1, cancellationToken);
        return turn.IsAcquired ? await Task.Run(hash, cancellationToken) : throw new Refusal(ApiError.Busy);
    }

    public void Dispose() => _turns.Dispose();
}
