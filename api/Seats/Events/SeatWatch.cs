using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Seats.Events;

/// <summary>
/// Looks, five times a second, at the showtimes that somebody watches through this process: one query for all of them, one more
/// for those whose version moved, none when nobody watches. The database is the truth, so a change made by another
/// instance, by the event scheduler or by hand arrives like any other, and a viewer costs the database nothing.
/// What has expired raises no version by itself: the watch releases it as soon as the database's clock has passed it.
/// </summary>
internal sealed partial class SeatWatch(IServiceProvider services, SeatMapSnapshots maps, ILogger<SeatWatch> logger) : BackgroundService
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_timeout = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly Dictionary<int, SeatFeed> _feeds = [];
    private TaskCompletionSource _nextLook = NewLook();
    private int _viewers;
    private bool _isInOutage;

    /// <summary>How many streams are open here.</summary>
    public int Viewers => Volatile.Read(ref _viewers);

    /// <summary>How many showtimes are looked at.</summary>
    public int Showtimes
    {
        get
        {
            lock (_lock)
            {
                return _feeds.Count;
            }
        }
    }

    /// <summary>
    /// Adds a viewer, who leaves by being disposed of. The task ends with the first look that began after this call: what the
    /// viewer sees then is never older than what anybody was told before.
    /// </summary>
    public (SeatViewer Viewer, Task Looked) Join(int showtimeId)
    {
        lock (_lock)
        {
            if (!_feeds.TryGetValue(showtimeId, out var feed))
            {
                _feeds[showtimeId] = feed = new SeatFeed(showtimeId);
            }

            feed.Viewers++;
            _viewers++;
            return (new SeatViewer(feed, () => Leave(feed)), _nextLook.Task);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var states = new SeatStates(services.GetRequiredService<MySqlDataSource>());
        var booking = services.GetRequiredService<BookingTransaction>();
        using var timer = new PeriodicTimer(s_interval);
        // Not the token to the timer: where the host cannot start, it reports an exception of ours beside its own.
        await using var stop = stoppingToken.Register(timer.Dispose);
        while (await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            var (feeds, look) = Begin();
            try
            {
                if (feeds.Length > 0)
                {
                    await PollAsync(feeds, states, booking, stoppingToken);
                    ReportSight();
                }

                look.SetResult();
            }
            // Whatever it is (a connection lost in the middle of an answer is no MySqlException): what a background service
            // does not catch stops the whole application.
            catch (Exception exception) when (exception is MySqlException || !stoppingToken.IsCancellationRequested)
            {
                // Streams stay open and catch up; whoever has just come is told to try again.
                ReportOutage(exception);
                look.SetException(exception);
            }
        }
    }

    private static TaskCompletionSource NewLook() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private (SeatFeed[] Feeds, TaskCompletionSource Look) Begin()
    {
        lock (_lock)
        {
            var look = _nextLook;
            _nextLook = NewLook();
            return ([.. _feeds.Values], look);
        }
    }

    private void Leave(SeatFeed feed)
    {
        lock (_lock)
        {
            _viewers--;
            if (--feed.Viewers == 0)
            {
                _feeds.Remove(feed.ShowtimeId);
            }
        }
    }

    private async Task PollAsync(SeatFeed[] feeds, SeatStates states, BookingTransaction booking, CancellationToken cancellationToken)
    {
        var glances = await states.GlanceAsync(feeds.Select(feed => feed.ShowtimeId), cancellationToken);
        await ReleaseAsync(
            feeds.Where(feed => glances.TryGetValue(feed.ShowtimeId, out var glance) && glance.HasExpired),
            booking,
            cancellationToken
        );
        var behind = feeds.Where(feed => glances.TryGetValue(feed.ShowtimeId, out var glance) && feed.IsBehind(glance));
        var showtimeIds = behind.Select(feed => feed.ShowtimeId).ToList();
        var read = showtimeIds.Count == 0 ? [] : await states.ReadAsync(showtimeIds, cancellationToken);
        foreach (var feed in feeds)
        {
            var closed = glances.TryGetValue(feed.ShowtimeId, out var glance) ? glance.Closed : SeatEventsEnd.NotFound;
            if (read.TryGetValue(feed.ShowtimeId, out var rows))
            {
                // Who hears of the change and asks for the map must not be given the one before.
                maps.ForgetHere(feed.ShowtimeId);
                feed.Show(rows, closed);
            }
            else
            {
                feed.Show(closed);
            }
        }
    }

    /// <summary>
    /// Releases what has expired, and waits for it a little, so that this look shows it. A release queues for its showtime's
    /// mutex: however long that takes, the viewers of other showtimes do not wait with it.
    /// </summary>
    private async Task ReleaseAsync(IEnumerable<SeatFeed> feeds, BookingTransaction booking, CancellationToken cancellationToken)
    {
        var releases = new List<Task>();
        foreach (var feed in feeds)
        {
            if (feed.Release.IsCompleted)
            {
                feed.Release = ReleaseAsync(feed.ShowtimeId, booking, cancellationToken);
            }

            releases.Add(feed.Release);
        }

        await Task.WhenAll(releases).WaitAsync(s_timeout, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ReleaseAsync(int showtimeId, BookingTransaction booking, CancellationToken cancellationToken)
    {
        try
        {
            await booking.ExecuteAsync("CALL sp_release_expired(@showtime_id)", cancellationToken, ("@showtime_id", showtimeId));
        }
        catch (Exception exception) when (exception is MySqlException || !cancellationToken.IsCancellationRequested)
        {
            // The next look tries again. Contention only means that somebody is busy with this showtime.
            if (exception.InDatabase()?.IsContention() != true)
            {
                LogNotReleased(exception, showtimeId);
            }
        }
    }

    private void ReportOutage(Exception exception)
    {
        if (!_isInOutage)
        {
            _isInOutage = true;
            LogOutage(exception);
        }
    }

    private void ReportSight()
    {
        if (_isInOutage)
        {
            _isInOutage = false;
            LogSight();
        }
    }

    [LoggerMessage(LogLevel.Warning, "What has expired on showtime {ShowtimeId} could not be released.")]
    private partial void LogNotReleased(Exception exception, int showtimeId);

    [LoggerMessage(LogLevel.Warning, "Changes of seats cannot be read; open streams wait.")]
    private partial void LogOutage(Exception exception);

    [LoggerMessage(LogLevel.Information, "Changes of seats can be read again.")]
    private partial void LogSight();
}
