using System.Collections.Concurrent;
using System.Diagnostics;

namespace MovieBooking.Load.Bench.Wire;

/// <summary>
/// Arrivals at a fixed rate, whether or not those before them have been answered: what people do. The latency of each counts
/// from the moment at which it should have begun, so that a server (or a client) that stalls hides nothing.
/// </summary>
internal static class OpenLoop
{
    // As fine as a sleep is: an arrival begins up to a millisecond late, and that counts.
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(1);

    /// <param name="perSecond">The rate.</param>
    /// <param name="duration">For how long somebody arrives.</param>
    /// <param name="act">What an arrival does; it is given its intended start (a <see cref="Stopwatch"/> timestamp).</param>
    /// <returns>Ends when the last arrival has come; the inner task when all are answered.</returns>
    public static Task<Task> RunAsync(double perSecond, TimeSpan duration, Func<long, Task> act, CancellationToken cancellationToken) =>
        Task.Run(
            async () =>
            {
                var (started, total) = (Stopwatch.GetTimestamp(), (long)(perSecond * duration.TotalSeconds));
                var arrivals = new List<Task>((int)total);
                while (arrivals.Count < total)
                {
                    var due = Math.Min(total, 1 + (long)(Stopwatch.GetElapsedTime(started).TotalSeconds * perSecond));
                    while (arrivals.Count < due)
                    {
                        var intended = started + (long)(arrivals.Count / perSecond * Stopwatch.Frequency);
                        arrivals.Add(Task.Run(() => act(intended), cancellationToken));
                    }

                    await Task.Delay(s_tick, cancellationToken);
                }

                return Task.WhenAll(arrivals);
            },
            cancellationToken
        );
}

/// <summary>Connections for arrivals: as many as are under way at once.</summary>
internal sealed class ConnectionPool(Uri address) : IDisposable
{
    private readonly ConcurrentStack<HttpConnection> _free = [];

    public async Task<HttpConnection> TakeAsync(CancellationToken cancellationToken) =>
        _free.TryPop(out var connection) ? connection : await HttpConnection.OpenAsync(address, cancellationToken);

    public void Return(HttpConnection connection) => _free.Push(connection);

    public void Dispose()
    {
        while (_free.TryPop(out var connection))
        {
            connection.Dispose();
        }
    }
}
