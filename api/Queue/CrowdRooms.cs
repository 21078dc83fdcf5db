using System.Collections.Concurrent;
using MovieBooking.Api.Admin.WaitingRooms;
using MovieBooking.Api.Hosting;
using MovieBooking.Api.Http;
using MovieBooking.Api.Seats;

namespace MovieBooking.Api.Queue;

/// <summary>
/// Opens the waiting room of a showtime by itself where more people wait for its seats at once than <c>WaitingRooms:OpenAt</c>: whoever
/// comes after them has a place that he can see, instead of an answer that does not come. It stays open until a manager closes it.
/// </summary>
internal sealed partial class CrowdRooms(IServiceProvider services, IConfiguration configuration, ILogger<CrowdRooms> logger)
{
    // A premiere's thousand people are served at once; so many more would wait for seconds.
    private const int DefaultOpenAt = 1500;
    private const int MostOpenAt = 100_000;
    private const int DefaultAdmissions = 600;
    private const int MostAdmissions = 10_000;
    private const int BookingMinutes = 10;

    // In a crowd everybody finds too many before him.
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(10);

    private readonly int _openAt = OpenAt(configuration) ?? DefaultOpenAt;
    private readonly int _admissions = Admissions(configuration) ?? DefaultAdmissions;

    private readonly ConcurrentDictionary<int, DateTimeOffset> _tried = new();
    private readonly TimeProvider _clock = services.GetRequiredService<TimeProvider>();

    /// <summary>What is wrong with the settings; null when they can be used.</summary>
    public static string? Problem(IConfiguration configuration) =>
        OpenAt(configuration) is null
            ? $"WaitingRooms__OpenAt is `{configuration["WaitingRooms:OpenAt"]}`: it must be a number of people, 1 to {MostOpenAt}, or 0 for never."
        : Admissions(configuration) is null
            ? $"WaitingRooms__AdmissionsPerMinute is `{configuration["WaitingRooms:AdmissionsPerMinute"]}`: it must be a number of people, 1 to {MostAdmissions}."
        : null;

    /// <summary>Called by whoever begins to wait for seats of a showtime; the answer ends with the opening, for which nobody waits.</summary>
    public Task Watch(int showtimeId, long waiting)
    {
        if (_openAt == 0 || waiting < _openAt)
        {
            return Task.CompletedTask;
        }

        var now = _clock.GetUtcNow();
        if (_tried.TryGetValue(showtimeId, out var last) && now - last < s_pause)
        {
            return Task.CompletedTask;
        }

        _tried[showtimeId] = now;
        return Task.Run(() => OpenAsync(showtimeId, waiting));
    }

    private async Task OpenAsync(int showtimeId, long waiting)
    {
        try
        {
            var writer = services.GetRequiredService<WaitingRoomWriter>();
            if (await writer.OpenForCrowdAsync(showtimeId, new WaitingRoomRequest(_admissions, BookingMinutes), CancellationToken.None))
            {
                services.GetRequiredService<SeatMapSnapshots>().ForgetAll();
                LogOpened(logger, showtimeId, waiting, _admissions);
            }
        }
        catch (Refusal)
        {
            // It has begun, or was called off: there is nothing to wait for.
        }
        // On nobody's time: who comes after the pause asks for it again.
        catch (Exception exception)
        {
            LogFailed(logger, exception, showtimeId);
        }
    }

    private static int? OpenAt(IConfiguration configuration) => configuration.Number("WaitingRooms:OpenAt", DefaultOpenAt, 0, MostOpenAt);

    private static int? Admissions(IConfiguration configuration) =>
        configuration.Number("WaitingRooms:AdmissionsPerMinute", DefaultAdmissions, 1, MostAdmissions);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Waiting} people wait for seats of showtime {ShowtimeId}: its waiting room is open now, {Admissions} a minute are let in"
    )]
    private static partial void LogOpened(ILogger logger, int showtimeId, long waiting, int admissions);

    [LoggerMessage(Level = LogLevel.Error, Message = "The waiting room of showtime {ShowtimeId} could not be opened for its crowd")]
    private static partial void LogFailed(ILogger logger, Exception exception, int showtimeId);
}
