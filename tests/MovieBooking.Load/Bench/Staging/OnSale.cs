using System.Globalization;
using MovieBooking.Load.Staging;

namespace MovieBooking.Load.Bench.Staging;

/// <summary>
/// Showtimes that nobody has booked yet, in waves of 50 on as many screens: rounds take fresh ones, so that no round pays for
/// cleaning up after another.
/// </summary>
internal sealed class OnSale
{
    public const int Wave = 50;
    public const int PairsOfAWave = Wave * 48;

    private readonly string _connectionString;
    private readonly int _movieId;
    private readonly List<(int ScreenId, int[] SeatIds)> _screens = [];
    private int _waves;

    private OnSale(string connectionString, int movieId) => (_connectionString, _movieId) = (connectionString, movieId);

    public static async Task<OnSale> CreateAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = await LoadDatabase.OpenAsync(connectionString, cancellationToken);
        var movieId = await Seed.InsertAsync(
            connection,
            """
            INSERT INTO movies (title, duration_minutes, rating, release_date, scheduled_close_date)
            VALUES ('The Premiere', 100, 'PG', UTC_DATE(), UTC_DATE() + INTERVAL 2000 DAY)
            """,
            cancellationToken
        );
        var cinemaId = await Seed.InsertAsync(
            connection,
            "INSERT INTO cinemas (name, address, city, time_zone) VALUES ('Grand Palace', '50 Main Street', 'Springfield', 'Europe/London')",
            cancellationToken
        );
        var onSale = new OnSale(connectionString, movieId);
        for (var number = 0; number < Wave; number++)
        {
            onSale._screens.Add(await Seed.ScreenAsync(connection, cinemaId, number, cancellationToken));
        }

        return onSale;
    }

    /// <summary>The movie that all of them show.</summary>
    public int MovieId => _movieId;

    /// <summary>A showtime of one's own: the first of a wave.</summary>
    public async Task<Show> ShowAsync(CancellationToken cancellationToken) => (await WavesAsync(1, cancellationToken))[0];

    /// <summary>All seats of so many waves in pairs, showtime after showtime: those who take them one after another meet seldom.</summary>
    public async Task<SeatPairs> PairsAsync(int waves, CancellationToken cancellationToken) =>
        new(await WavesAsync(waves, cancellationToken));

    public async Task<Show[]> WavesAsync(int waves, CancellationToken cancellationToken)
    {
        await using var connection = await LoadDatabase.OpenAsync(_connectionString, cancellationToken);
        List<Show> shows = [];
        for (var wave = 0; wave < waves; wave++)
        {
            // Eight a day on each screen, from tomorrow on.
            var start = DateTime.UtcNow.Date.AddDays(2 + _waves / 8).AddHours(_waves % 8 * 3);
            _waves++;
            var values = string.Join(
                ", ",
                _screens.Select(screen =>
                    string.Create(CultureInfo.InvariantCulture, $"(@movie_id, {screen.ScreenId}, @start, @end, @date)")
                )
            );
            await Seed.InsertAsync(
                connection,
                $"INSERT INTO showtimes (movie_id, screen_id, start_time, end_time, local_date) VALUES {values}",
                cancellationToken,
                ("@movie_id", _movieId),
                ("@start", start),
                ("@end", start.AddHours(2)),
                ("@date", start.Date)
            );
            var ids = await Seed.IdsAsync(
                connection,
                "SELECT showtime_id FROM showtimes WHERE movie_id = @movie_id AND start_time = @start ORDER BY screen_id",
                cancellationToken,
                ("@movie_id", _movieId),
                ("@start", start)
            );
            shows.AddRange(ids.Zip(_screens, (showtimeId, screen) => new Show(showtimeId, screen.SeatIds)));
        }

        return [.. shows];
    }
}

/// <summary>Two seats of a showtime.</summary>
internal sealed record SeatPair(int ShowtimeId, int First, int Second);

/// <summary>Free seats by two, each given out once.</summary>
internal sealed class SeatPairs(IReadOnlyList<Show> shows)
{
    private int _taken = -1;

    public IEnumerable<int> ShowtimeIds => shows.Select(show => show.ShowtimeId);

    public SeatPair Next()
    {
        var number = Interlocked.Increment(ref _taken);
        var (wave, rest) = Math.DivRem(number, OnSale.PairsOfAWave);
        var (pair, show) = Math.DivRem(rest, OnSale.Wave);
        var index = wave * OnSale.Wave + show;
        return index < shows.Count
            ? new SeatPair(shows[index].ShowtimeId, shows[index].SeatIds[pair * 2], shows[index].SeatIds[pair * 2 + 1])
            : throw new InvalidOperationException("Everything is sold: a round must take more showtimes.");
    }
}
