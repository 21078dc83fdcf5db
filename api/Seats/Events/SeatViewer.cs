using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace MovieBooking.Api.Seats.Events;

/// <summary>One open stream. Disposing of it leaves the watch.</summary>
internal sealed class SeatViewer(SeatFeed feed, Action leave) : IDisposable
{
    private const string HeartbeatType = "heartbeat";
    private const string ClosedType = "closed";

    /// <summary>What the showtime is like now; null when there is none.</summary>
    public SeatMoment? Now => feed.Now;

    /// <summary>
    /// The events from a moment on: first what the viewer has missed, which may be nothing, so that it knows where it is;
    /// then every change; in quiet times a heartbeat, an event without seats. It ends after the one that says why, or
    /// without any when the caller or this process goes.
    /// </summary>
    public async IAsyncEnumerable<SseItem<SeatChanges>> ReadAsync(
        SeatMoment moment,
        int? lastSeen,
        TimeSpan heartbeat,
        CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        yield return Event(new SeatChanges(moment.Version, moment.Since(lastSeen)), reconnectAfter: Spread());
        while (moment.Closed is null)
        {
            await moment.Over.WaitAsync(heartbeat, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (end.IsCancellationRequested)
            {
                yield break;
            }

            var (before, now) = (moment, feed.Now!);
            moment = now;
            if (now == before)
            {
                yield return Event(new SeatChanges(now.Version, []), HeartbeatType);
            }
            else if (now.Version != before.Version)
            {
                yield return Event(new SeatChanges(now.Version, now.Since(before.Version)));
            }
        }

        yield return Event(new SeatChanges(moment.Version, [], moment.Closed), ClosedType);
    }

    public void Dispose() => leave();

    private static SseItem<SeatChanges> Event(SeatChanges changes, string? type = null, TimeSpan? reconnectAfter = null) =>
        new(changes, type) { EventId = changes.Version.ToString(CultureInfo.InvariantCulture), ReconnectionInterval = reconnectAfter };

    /// <summary>When this process stops, all of its viewers go at once: they must not all come back at once.</summary>
    private static TimeSpan Spread() => TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(1000, 4000));
}
