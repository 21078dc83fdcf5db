using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Caching.Memory;

namespace MovieBooking.Api.Http;

/// <summary>
/// What many ask for at once: read once for all of them, and kept for half a second, since the promise is a second and the
/// other half is for the way to the reader. Whoever changes something forgets it here before anybody hears of the change; then
/// nobody reads what is older than his own write.
/// </summary>
/// <typeparam name="T">What is read.</typeparam>
/// <param name="lifetime">How long a read is kept: <see cref="Lifetime"/> where nothing is said.</param>
internal sealed class SharedReads<T>(TimeSpan? lifetime = null) : IDisposable
    where T : class
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMilliseconds(500);

    // Of some 60 kB each. What finds no room is read for each caller.
    public const int Capacity = 1000;

    private readonly Lock _lock = new();
    private readonly MemoryCache _reads = new(new MemoryCacheOptions { SizeLimit = Capacity });

    /// <summary>How many are kept, at most <see cref="Capacity"/>.</summary>
    public int Count => _reads.Count;

    /// <summary>The read that is under way or still good, else one that begins now.</summary>
    /// <param name="key">What is asked for.</param>
    /// <param name="read">Reads it; null is given to those who wait, and not kept.</param>
    /// <param name="isGood">Whether what was read may still be shown.</param>
    public (Task<T?> Read, bool IsMine) Begin(object key, Func<Task<T?>> read, Func<T, bool> isGood)
    {
        if (IsKept(key, isGood, out var kept))
        {
            return (kept, false);
        }

        // Whoever forgets waits for this lock: a read that began before is never kept after.
        lock (_lock)
        {
            if (IsKept(key, isGood, out kept))
            {
                return (kept, false);
            }

            var mine = Task.Run(read);
            _ = _reads.Set(key, mine, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = lifetime ?? Lifetime });
            return (mine, true);
        }
    }

    /// <summary>Whether there is a read that is under way or still good.</summary>
    public bool IsKept(object key, Func<T, bool> isGood, [NotNullWhen(true)] out Task<T?>? read) =>
        _reads.TryGetValue(key, out read)
        && (!read!.IsCompleted || (read.IsCompletedSuccessfully && read.Result is { } value && isGood(value)));

    public void Forget(object key)
    {
        lock (_lock)
        {
            _reads.Remove(key);
        }
    }

    public void ForgetAll()
    {
        lock (_lock)
        {
            _reads.Clear();
        }
    }

    public void Dispose() => _reads.Dispose();
}
