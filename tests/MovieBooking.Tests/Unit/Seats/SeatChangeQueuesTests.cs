using System.Threading.RateLimiting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MovieBooking.Api.Queue;
using MovieBooking.Api.Seats;

namespace MovieBooking.Tests.Unit;

public sealed class SeatChangeQueuesTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddSingleton(TimeProvider.System).BuildServiceProvider();
    private readonly SeatChangeQueues _queues;

    public SeatChangeQueuesTests() =>
        _queues = new SeatChangeQueues(new CrowdRooms(_services, new ConfigurationBuilder().Build(), NullLogger<CrowdRooms>.Instance));

    public void Dispose()
    {
        _queues.Dispose();
        _services.Dispose();
    }

    [Fact]
    public async Task A_few_go_at_once_and_the_others_in_the_order_they_came()
    {
        var turns = Crowd(showtimeId: 1, CancellationToken.None);
        var atOnce = turns.Count(turn => turn.IsCompleted);
        Assert.InRange(atOnce, 1, turns.Count - 1);

        for (var next = atOnce; next < turns.Count; next++)
        {
            (await turns[next - atOnce]).Dispose();
            Assert.Same(turns[next], await Task.WhenAny(turns.Skip(next)));
        }
    }

    [Fact]
    public void Another_showtime_waits_for_nobody()
    {
        Assert.Contains(Crowd(showtimeId: 1, CancellationToken.None), turn => !turn.IsCompleted);

        Assert.True(_queues.TakeTurnAsync(2, CancellationToken.None).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_takes_nobodys_turn()
    {
        using var end = new CancellationTokenSource();
        var turns = Crowd(showtimeId: 1, end.Token);
        await end.CancelAsync();
        foreach (var waiting in turns.Where(turn => !turn.IsCompletedSuccessfully))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        foreach (var turn in turns.Where(turn => turn.IsCompletedSuccessfully))
        {
            (await turn).Dispose();
        }

        Assert.True(_queues.TakeTurnAsync(1, CancellationToken.None).IsCompletedSuccessfully);
    }

    private List<Task<RateLimitLease>> Crowd(int showtimeId, CancellationToken cancellationToken) =>
        [.. Enumerable.Range(0, 20).Select(_ => _queues.TakeTurnAsync(showtimeId, cancellationToken))];
}
