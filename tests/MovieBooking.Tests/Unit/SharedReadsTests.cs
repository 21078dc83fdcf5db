using MovieBooking.Api.Http;

namespace MovieBooking.Tests.Unit;

/// <summary>One read for many, and none that is older than what was forgotten.</summary>
public sealed class SharedReadsTests : IDisposable
{
    // However slow the machine is, nothing runs out here.
    private readonly SharedReads<string> _reads = new(TimeSpan.FromHours(1));

    public void Dispose() => _reads.Dispose();

    [Fact]
    public async Task All_who_ask_while_it_is_read_get_the_same_read()
    {
        var answer = new TaskCompletionSource<string?>();
        var first = Begin("a", answer.Task);
        var second = Begin("a", Task.FromResult<string?>("another"));
        answer.SetResult("one");

        Assert.Equal((true, false), (first.IsMine, second.IsMine));
        Assert.Equal(("one", "one"), (await first.Read, await second.Read));
    }

    [Fact]
    public async Task A_read_that_began_before_a_change_is_not_given_to_whoever_asks_after_it()
    {
        var before = new TaskCompletionSource<string?>();
        var old = Begin("a", before.Task);
        _reads.Forget("a");
        var asked = Begin("a", Task.FromResult<string?>("new"));
        before.SetResult("old");

        Assert.Equal("old", await old.Read);
        Assert.Equal("new", await asked.Read);
        Assert.Equal("new", await Begin("a", Task.FromResult<string?>("newer")).Read);
    }

    [Fact]
    public async Task What_fails_is_missing_or_no_longer_good_is_read_again()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => Begin("a", Task.FromException<string?>(new TimeoutException())).Read);
        Assert.Null(await Begin("a", Task.FromResult<string?>(null)).Read);
        Assert.Equal("stale", await Begin("a", Task.FromResult<string?>("stale")).Read);
        var (read, isMine) = _reads.Begin("a", () => Task.FromResult<string?>("fresh"), value => value != "stale");

        Assert.True(isMine);
        Assert.Equal("fresh", await read);
    }

    [Fact]
    public async Task However_many_things_are_asked_for_only_some_are_kept()
    {
        for (var key = 0; key < 100_000; key++)
        {
            await _reads.Begin(key, () => Task.FromResult<string?>("value"), _ => true).Read;
        }

        Assert.InRange(_reads.Count, 1, SharedReads<string>.Capacity);
    }

    private (Task<string?> Read, bool IsMine) Begin(object key, Task<string?> read) => _reads.Begin(key, () => read, _ => true);
}
