namespace MovieBooking.Tests.Support;

/// <summary>Waiting for what another process or thread does in its own time.</summary>
internal static class Wait
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(1);

    /// <summary>Looks until a condition holds; fails when it does not come to hold.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var timeout = new CancellationTokenSource(s_timeout);
        while (!await condition())
        {
            await Task.Delay(20, timeout.Token);
        }
    }
}
