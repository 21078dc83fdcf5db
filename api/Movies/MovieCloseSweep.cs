using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Movies;

/// <summary>Closes the movies whose close date has passed, at start and every hour; any instance may, and all may at once.</summary>
internal sealed partial class MovieCloseSweep(IServiceProvider services, TimeProvider clock, ILogger<MovieCloseSweep> logger)
    : BackgroundService
{
    private static readonly TimeSpan s_interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var database = services.GetRequiredService<BookingTransaction>();
        using var timer = new PeriodicTimer(s_interval, clock);
        do
        {
            try
            {
                await database.ExecuteAsync("CALL sp_close_expired_movies()", stoppingToken);
            }
            catch (MySqlException exception)
            {
                LogFailure(exception);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "Movies past their close date could not be closed; trying again in an hour.")]
    private partial void LogFailure(Exception exception);
}
