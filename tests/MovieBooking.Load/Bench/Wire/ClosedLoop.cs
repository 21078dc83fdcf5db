using MovieBooking.Load.Bench.Figures;

namespace MovieBooking.Load.Bench.Wire;

/// <summary>So many clients, each of whom asks again as soon as it is answered: what the machine can do at most.</summary>
internal static class ClosedLoop
{
    /// <summary>Measures for so long; then each client ends what it has begun, uncounted.</summary>
    public static async Task<Round> RunAsync<T>(
        IEnumerable<T> clients,
        TimeSpan duration,
        Meter meter,
        Tally tally,
        Func<T, Task> act,
        CancellationToken cancellationToken
    )
    {
        meter.Start();
        var loops = Task.WhenAll(clients.Select(client => Task.Run(() => LoopAsync(client), cancellationToken)));
        // Ends sooner when a client fails.
        await Task.WhenAny(Task.Delay(duration, cancellationToken), loops);
        var round = meter.Stop(tally);
        await loops;
        return round;

        async Task LoopAsync(T client)
        {
            while (!tally.IsClosed)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await act(client);
            }
        }
    }

    /// <summary>Everybody at once, and once; measures until the last is done.</summary>
    /// <param name="tally">What all of it is counted in.</param>
    /// <param name="latencies">What the latencies are taken from, when that is not the same.</param>
    public static async Task<Round> OnceAsync<T>(
        IEnumerable<T> clients,
        Meter meter,
        Tally tally,
        Func<T, Task> act,
        CancellationToken cancellationToken,
        Tally? latencies = null
    )
    {
        meter.Start();
        await Task.WhenAll(clients.Select(client => Task.Run(() => act(client), cancellationToken)));
        return meter.Stop(tally, latencies);
    }
}
