using System.Text;
using MySqlConnector;

namespace MovieBooking.Load.Staging;

/// <summary>A showtime that customers compete for.</summary>
internal sealed record Show(int ShowtimeId, int[] SeatIds)
{
    /// <summary>A kind of tickets that the cinema sells, at <see cref="Seed.KindFactor"/> of the full price.</summary>
    public int KindId { get; init; }
}

/// <summary>Cinemas, showtimes and customers, written straight into the database.</summary>
internal static class Seed
{
    private const int ScreensOfACinema = 5;
    private static readonly string[] s_formats = ["2D", "3D", "IMAX"];
    private static readonly string[] s_timeZones = ["America/New_York", "Europe/Berlin", "Asia/Tokyo", "Australia/Adelaide"];

    // Of every price it leaves a fraction of a cent.
    public const decimal KindFactor = 0.667m;

    public static string Email(int userId) => $"customer{userId}@example.com";

    /// <summary>Showtimes tomorrow, so that none starts during a run; each on a screen of its own.</summary>
    public static async Task<Show[]> ShowsAsync(MySqlConnection connection, int count, CancellationToken cancellationToken)
    {
        var movieId = await InsertAsync(
            connection,
            """
            INSERT INTO movies (title, duration_minutes, rating, release_date, scheduled_close_date)
            VALUES ('The Rush', 100, 'PG', UTC_DATE(), UTC_DATE() + INTERVAL 60 DAY)
            """,
            cancellationToken
        );
        var shows = new Show[count];
        var (cinemaId, kindId) = (0, 0);
        for (var number = 0; number < count; number++)
        {
            if (number % ScreensOfACinema == 0)
            {
                cinemaId = await InsertAsync(
                    connection,
                    """
                    INSERT INTO cinemas (name, address, city, time_zone, refund_fee_kind, refund_fee)
                    VALUES (@name, '1 Main Street', 'Springfield', @time_zone, 'percent', 7.77)
                    """,
                    cancellationToken,
                    ("@name", $"Cinema {number}"),
                    ("@time_zone", s_timeZones[number / ScreensOfACinema % s_timeZones.Length])
                );
                kindId = await InsertAsync(
                    connection,
                    "INSERT INTO ticket_kinds (cinema_id, name, factor, created_at) VALUES (@cinema_id, 'Child', @factor, UTC_TIMESTAMP(6))",
                    cancellationToken,
                    ("@cinema_id", cinemaId),
                    ("@factor", KindFactor)
                );
            }

            shows[number] = await ShowAsync(connection, movieId, cinemaId, number, cancellationToken) with { KindId = kindId };
        }

        return shows;
    }

    public static async Task<int[]> UsersAsync(MySqlConnection connection, int count, CancellationToken cancellationToken)
    {
        var insert = new StringBuilder("INSERT INTO users (email, password_hash, display_name, created_at) VALUES ").AppendJoin(
            ", ",
            Enumerable.Range(1, count).Select(number => $"('{Email(number)}', 'unusable', 'Load Customer', UTC_TIMESTAMP(6))")
        );
        await InsertAsync(connection, insert.ToString(), cancellationToken);
        await SessionsAsync(connection, cancellationToken);
        return await IdsAsync(connection, "SELECT user_id FROM users WHERE user_id > 0 ORDER BY user_id", cancellationToken);
    }

    /// <summary>Makes users the staff of every cinema, each with a till open there.</summary>
    public static async Task ClerksAsync(MySqlConnection connection, IReadOnlyList<int> userIds, CancellationToken cancellationToken)
    {
        var users = $"users.user_id IN ({string.Join(',', userIds)})";
        await InsertAsync(
            connection,
            $"""
            UPDATE users SET role = 'staff' WHERE {users};
            INSERT INTO staff_cinemas (user_id, cinema_id, added_at)
            SELECT users.user_id, cinemas.cinema_id, UTC_TIMESTAMP(6) FROM users CROSS JOIN cinemas WHERE {users};
            INSERT INTO till_shifts (cinema_id, user_id, till, opening_float, opened_at)
            SELECT cinemas.cinema_id, users.user_id, 'Till', 100, UTC_TIMESTAMP(6) FROM users CROSS JOIN cinemas WHERE {users}
            """,
            cancellationToken
        );
    }

    /// <summary>The session of a user, to which the access tokens of <see cref="Tokens"/> belong.</summary>
    public static Guid SessionId(int userId) => new(userId, 0, 0, new byte[8]);

    /// <summary>A session for every user there is.</summary>
    public static Task SessionsAsync(MySqlConnection connection, CancellationToken cancellationToken) =>
        InsertAsync(
            connection,
            """
            INSERT INTO refresh_tokens (token_hash, family_id, user_id, created_at, expires_at)
            SELECT
                UNHEX(LPAD(HEX(user_id), 64, '0')),
                CONCAT(LPAD(LOWER(HEX(user_id)), 8, '0'), '-0000-0000-0000-000000000000'),
                user_id,
                UTC_TIMESTAMP(6),
                UTC_TIMESTAMP(6) + INTERVAL 1 DAY
            FROM users
            """,
            cancellationToken
        );

    /// <summary>A screen of a cinema; the format is by its number.</summary>
    public static async Task<(int ScreenId, int[] SeatIds)> ScreenAsync(
        MySqlConnection connection,
        int cinemaId,
        int number,
        CancellationToken cancellationToken
    )
    {
        var screenId = await InsertAsync(
            connection,
            "INSERT INTO screens (cinema_id, name, format) VALUES (@cinema_id, @name, @format)",
            cancellationToken,
            ("@cinema_id", cinemaId),
            ("@name", $"Screen {number}"),
            ("@format", s_formats[number % s_formats.Length])
        );
        var seatIds = await IdsAsync(
            connection,
            "SELECT seat_id FROM seats WHERE screen_id = @screen_id ORDER BY seat_id",
            cancellationToken,
            ("@screen_id", screenId)
        );
        return (screenId, seatIds);
    }

    private static async Task<Show> ShowAsync(
        MySqlConnection connection,
        int movieId,
        int cinemaId,
        int number,
        CancellationToken cancellationToken
    )
    {
        var (screenId, seatIds) = await ScreenAsync(connection, cinemaId, number, cancellationToken);
        var showtimeId = await InsertAsync(
            connection,
            """
            INSERT INTO showtimes (movie_id, screen_id, start_time, end_time, local_date)
            VALUES (
                @movie_id, @screen_id,
                UTC_TIMESTAMP(6) + INTERVAL 24 HOUR, UTC_TIMESTAMP(6) + INTERVAL 26 HOUR, UTC_DATE() + INTERVAL 1 DAY
            )
            """,
            cancellationToken,
            ("@movie_id", movieId),
            ("@screen_id", screenId)
        );
        return new Show(showtimeId, seatIds);
    }

    public static async Task<int> InsertAsync(
        MySqlConnection connection,
        string sql,
        CancellationToken cancellationToken,
        params (string Name, object Value)[] parameters
    )
    {
        await using var command = Command(connection, sql, parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return (int)command.LastInsertedId;
    }

    public static async Task<int[]> IdsAsync(
        MySqlConnection connection,
        string sql,
        CancellationToken cancellationToken,
        params (string Name, object Value)[] parameters
    )
    {
        await using var command = Command(connection, sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<int> ids = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            ids.Add(reader.GetInt32(0));
        }

        return [.. ids];
    }

    private static MySqlCommand Command(MySqlConnection connection, string sql, (string Name, object Value)[] parameters)
    {
        var command = new MySqlCommand(sql, connection);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}
