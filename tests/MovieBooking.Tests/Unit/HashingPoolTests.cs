using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;

namespace MovieBooking.Tests.Unit;

public sealed class HashingPoolTests
{
    private const int Processors = 2;

    [Fact]
    public async Task As_many_hashes_as_there_are_processors_are_made_at_a_time_the_next_wait_and_what_would_wait_too_long_is_refused()
    {
        using var pool = new HashingPool(Processors);
        using var begun = new SemaphoreSlim(0);
        using var finish = new ManualResetEventSlim();
        var (running, most) = (0, 0);
        int Hash()
        {
            var now = Interlocked.Increment(ref running);
            lock (begun)
            {
                most = Math.Max(most, now);
            }

            begun.Release();
            finish.Wait();
            Interlocked.Decrement(ref running);
            return 1;
        }

        using var gone = new CancellationTokenSource();
        var places = Processors * (1 + HashingPool.QueuedPerProcessor);
        List<Task<int>> asked = [.. Enumerable.Range(1, places - 1).Select(_ => pool.RunAsync(Hash, CancellationToken.None))];
        var leaving = pool.RunAsync(Hash, gone.Token);
        for (var hash = 0; hash < Processors; hash++)
        {
            await begun.WaitAsync();
        }

        var refusal = await Assert.ThrowsAsync<Refusal>(() => pool.RunAsync(Hash, CancellationToken.None));
        Assert.Equal("busy", refusal.Problem.Extensions["code"]);

        // Whoever goes away leaves the place to the next.
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        asked.Add(pool.RunAsync(Hash, CancellationToken.None));
        finish.Set();
        Assert.Equal(places, (await Task.WhenAll(asked)).Sum());
        Assert.Equal(Processors, most);
    }
}
