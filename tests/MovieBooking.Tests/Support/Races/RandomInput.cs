using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace MovieBooking.Tests.Support;

/// <summary>
/// A statement that must hold for random input. A failure shows the smallest input that breaks it and a seed; the test
/// run again with <c>MOVIEBOOKING_SEED</c> set to it tries the same inputs in the same order.
/// </summary>
internal static class RandomInput
{
    private const string SeedVariable = "MOVIEBOOKING_SEED";

    // Odd, as the generator wants it; the seed alone makes the difference.
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    public static async Task HoldsAsync<T>(int tests, Arbitrary<T> input, Func<T, Task> check)
    {
        var seed = Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } given
            ? ulong.Parse(given, CultureInfo.InvariantCulture)
            : (ulong)Random.Shared.NextInt64();
        var config = Config.QuickThrowOnFailure.WithMaxTest(tests).WithReplay(seed, Gamma).WithQuietOnSuccess(true);
        // FsCheck waits for each input's task: away from the test's own context, whose threads are few.
        var failure = await Task.Run(() =>
            Record.Exception(() => Prop.ForAll(input, value => check(value).GetAwaiter().GetResult()).Check(config))
        );
        Assert.True(failure is null, $"Again with {SeedVariable}={seed}\n{failure?.Message}");
    }

    /// <summary>An array without one part after another, large parts first: what FsCheck tries to find a smaller failure.</summary>
    public static IEnumerable<T[]> Shorter<T>(T[] items)
    {
        for (var size = items.Length; size > 0; size /= 2)
        {
            for (var start = 0; start < items.Length; start += size)
            {
                yield return [.. items[..start], .. items[Math.Min(start + size, items.Length)..]];
            }
        }
    }
}
