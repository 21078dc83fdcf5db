using System.Runtime.InteropServices;
using System.Threading.RateLimiting;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Auth;

/// <summary>
/// Lets as many hashes be made at a time as there are <paramref name="processors"/> for them, each on a thread of its own that gives way
/// to all others. The rest queues, about ten seconds of them; what would wait longer is told to come again (503 <c>busy</c>).
/// </summary>
internal sealed class HashingPool(int processors) : IDisposable
{
    /// <summary>A hash takes a processor a tenth of a second.</summary>
    public const int QueuedPerProcessor = 100;

    // setpriority(2): of one process or, on Linux, one thread; 0 is the one that calls. 10 of 19 has a ninth of the weight of the usual 0.
    private const int PriorityOfThread = 0;
    private const int Niceness = 10;

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
        return turn.IsAcquired
            ? await Task.Factory.StartNew(
                () =>
                {
                    GiveWay();
                    return hash();
                },
                cancellationToken,
                // What follows the hash is for the threads of the rest.
                TaskCreationOptions.LongRunning | TaskCreationOptions.RunContinuationsAsynchronously,
                TaskScheduler.Default
            )
            : throw new Refusal(ApiError.Busy);
    }

    public void Dispose() => _turns.Dispose();

    /// <summary>.NET's own priorities of threads do nothing on Linux. Where the system refuses, it is a thread like any other.</summary>
    private static void GiveWay()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = SetPriority(PriorityOfThread, 0, Niceness);
        }
    }

    [DllImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, uint who, int priority);
}
