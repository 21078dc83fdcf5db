using System.Globalization;
using MySqlConnector;

namespace MovieBooking.Tests.Support;

/// <summary>A showtime of a test: its seats by label, and what the database holds about it.</summary>
internal sealed class Show
{
    /// <summary>When the tests of the booking routines take place; sessions are moved there by <see cref="AtAsync"/>.</summary>
    public static readonly DateTime Noon = new(2030, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    private readonly TestDatabase _database;
    private readonly Dictionary<string, int> _seats;

    private Show(TestDatabase database, int id, Dictionary<string, int> seats)
    {
        _database = database;
        Id = id;
        _seats = seats;
    }

    public int Id { get; }

    public int this[string label] => _seats[label];

    /// <summary>A showtime a day after <see cref="Noon"/>, unless told.</summary>
    public static async Task<Show> GivenAsync(
        TestDatabase database,
        DateTime? startsAt = null,
        string format = "2D",
        int? movieId = null,
        int? screenId = null
    )
    {
        var id = await new Given(database).ShowtimeAsync(movieId, screenId, startsAt ?? Noon.AddDays(1), format);
        var seats = await database.RowsAsync(
            "SELECT seat_label, seat_id FROM seats WHERE screen_id = (SELECT screen_id FROM showtimes WHERE showtime_id = @id)",
            ("@id", id)
        );
        return new Show(database, id, seats.ToDictionary(row => (string)row[0]!, row => (int)row[1]!, StringComparer.Ordinal));
    }

    /// <summary>A session whose clock stands still at a time.</summary>
    public static async Task<MySqlConnection> AtAsync(TestDatabase database, DateTime utc)
    {
        var connection = await database.Source.OpenConnectionAsync();
        await connection.SetClockAsync(utc);
        return connection;
    }

    /// <summary>The list that the routines take.</summary>
    public string SeatIds(params string[] labels) => $"[{string.Join(',', labels.Select(label => _seats[label]))}]";

    public Task<int> VersionAsync() =>
        _database.ScalarAsync<int>("SELECT seat_version FROM showtimes WHERE showtime_id = @id", ("@id", Id));

    /// <summary>Gives the show's cinema a refund policy, for what is booked from then on.</summary>
    public Task RefundAsync(int minutes, string feeKind = "none", decimal fee = 0) =>
        _database.ExecuteAsync(
            """
            UPDATE cinemas
            SET refund_minutes = @minutes, refund_fee_kind = @kind, refund_fee = @fee
            WHERE cinema_id = (
                SELECT screens.cinema_id
                FROM screens
                INNER JOIN showtimes ON showtimes.screen_id = screens.screen_id
                WHERE showtimes.showtime_id = @id
            )
            """,
            ("@minutes", minutes),
            ("@kind", feeKind),
            ("@fee", fee),
            ("@id", Id)
        );

    /// <summary>Each ticket that was cancelled: seat, price, what is due back.</summary>
    public Task<IReadOnlyList<string>> RefundsAsync() =>
        _database.LinesAsync(
            """
            SELECT seats.seat_label, cancelled_tickets.price, cancelled_tickets.refund_due
            FROM cancelled_tickets
            INNER JOIN seats ON seats.seat_id = cancelled_tickets.seat_id
            WHERE cancelled_tickets.showtime_id = @id
            ORDER BY seats.seat_id
            """,
            ("@id", Id)
        );

    /// <summary>Each hold: seat, user, price, expiry.</summary>
    public Task<IReadOnlyList<string>> HoldsAsync() =>
        _database.LinesAsync(
            """
            SELECT seats.seat_label, seat_locks.user_id, seat_locks.price, seat_locks.expires_at
            FROM seat_locks
            INNER JOIN seats ON seats.seat_id = seat_locks.seat_id
            WHERE seat_locks.showtime_id = @id
            ORDER BY seats.seat_id
            """,
            ("@id", Id)
        );

    /// <summary>Each ticket: seat, price, status of its reservation.</summary>
    public Task<IReadOnlyList<string>> TicketsAsync() =>
        _database.LinesAsync(
            """
            SELECT seats.seat_label, tickets.price, reservations.status
            FROM tickets
            INNER JOIN seats ON seats.seat_id = tickets.seat_id
            INNER JOIN reservations ON reservations.reservation_id = tickets.reservation_id
            WHERE tickets.showtime_id = @id
            ORDER BY seats.seat_id
            """,
            ("@id", Id)
        );

    /// <summary>Each row of the rollup: day, class, tickets, revenue.</summary>
    public Task<IReadOnlyList<string>> SalesAsync() =>
        _database.LinesAsync(
            "SELECT sale_date, seat_class, tickets, revenue FROM sales_rollups WHERE showtime_id = @id ORDER BY sale_date, CAST(seat_class AS CHAR)",
            ("@id", Id)
        );

    /// <summary>Everything that a booking routine may write, to see that it wrote nothing.</summary>
    public async Task<string> StateAsync()
    {
        string[] tables = ["showtimes", "seat_locks", "reservations", "tickets", "cancelled_tickets", "sales_rollups"];
        List<string> state = [];
        foreach (var table in tables)
        {
            state.AddRange(
                await _database.LinesAsync(
                    $"SELECT * FROM {table} WHERE showtime_id = {Id.ToString(CultureInfo.InvariantCulture)} ORDER BY 1, 2"
                )
            );
        }

        return string.Join('\n', state);
    }
}

/// <summary>Rows as text, which is short to expect.</summary>
internal static class Lines
{
    public static async Task<IReadOnlyList<string>> LinesAsync(
        this TestDatabase database,
        string sql,
        params (string Name, object? Value)[] parameters
    ) => Of(await database.RowsAsync(sql, parameters));

    public static async Task<IReadOnlyList<string>> LinesAsync(
        this MySqlConnection connection,
        string sql,
        params (string Name, object? Value)[] parameters
    ) => Of(await connection.RowsAsync(sql, parameters));

    private static List<string> Of(IReadOnlyList<object?[]> rows) => [.. rows.Select(row => string.Join(' ', row.Select(Text)))];

    private static string Text(object? value) =>
        value switch
        {
            null => "-",
            DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
            decimal { Scale: 3 } number => number.ToString("0.00#", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
}
