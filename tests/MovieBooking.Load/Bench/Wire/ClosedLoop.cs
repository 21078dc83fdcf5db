using MovieBooking.Load.Bench.Figures;

namespace MovieBooking.Load.Bench.Wire;

/// <summary>So many clients, each of whom asks again as soon as it is answered: what the machine can do at most.</summary>
internal static class ClosedLoop
{
    /// <summary>
    /// Measures for so long, from when each client has been answered once: as much is under way at the beginning then as at the
    /// end, and what is counted is what was paid for. Each ends what it has begun, uncounted.
    /// </summary>
    public static async Task<Round> RunAsync<T>(
        IReadOnlyCollection<T> clients,
        TimeSpan duration,
        Meter meter,
        Tally tally,
        Func<T, Task> act,
        CancellationToken cancellationToken
    )
    {
        var (waiting, isUnderWay) = (clients.Count, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        tally.Hold();
        var loops = Task.WhenAll(clients.Select(client => Task.Run(() => LoopAsync(client), cancellationToken)));
        // The loops end sooner when a client fails.
        await Task.WhenAny(isUnderWay.Task, loops);
        tally.Open();
        meter.Start();
        await Task.WhenAny(Task.Delay(duration, cancellationToken), loops);
        var round = meter.Stop(tally);
        await loops;
        return round;

        async Task LoopAsync(T client)
        {
            await act(client);
            if (Interlocked.Decrement(ref waiting) == 0)
            {
                isUnderWay.SetResult();
            }

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
