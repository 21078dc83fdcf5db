using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.WaitingList;

/// <summary>Reads places on waiting lists, as who has them and as managers see them.</summary>
internal sealed class WaitingListReader(BookingTransaction booking, WaitingListTickets tickets)
{
    /// <summary>Up to a condition on <c>own</c>, a row of <c>waiting_entries</c>.</summary>
    public const string Places = """
        SELECT
            own.entry_id,
            own.showtime_id,
            movies.title,
            showtimes.start_time,
            cinemas.time_zone,
            cinemas.name,
            own.seats,
            own.status,
            IF(own.status = 'waiting', (
                SELECT COUNT(*)
                FROM waiting_entries AS ahead
                WHERE ahead.status = 'waiting'
                    AND ahead.showtime_id = own.showtime_id
                    AND (ahead.joined_at < own.joined_at OR (ahead.joined_at = own.joined_at AND ahead.entry_id <= own.entry_id))
            ), NULL),
            own.joined_at,
            own.offer_until,
            own.user_id IS NULL
        FROM waiting_entries AS own
        INNER JOIN showtimes
            ON showtimes.showtime_id = own.showtime_id
        INNER JOIN movies
            ON movies.movie_id = showtimes.movie_id
        INNER JOIN screens
            ON screens.screen_id = showtimes.screen_id
        INNER JOIN cinemas
            ON cinemas.cinema_id = screens.cinema_id
        WHERE
        """;

    /// <summary>Everybody on a showtime's list.</summary>
    public const string Everybody = """
        SELECT
            COALESCE(own.guest_name, users.display_name),
            COALESCE(own.guest_email, users.email),
            own.user_id IS NULL,
            own.seats,
            own.status,
            own.joined_at,
            own.offer_until,
            cinemas.time_zone
        FROM waiting_entries AS own
        INNER JOIN showtimes
            ON showtimes.showtime_id = own.showtime_id
        INNER JOIN screens
            ON screens.screen_id = showtimes.screen_id
        INNER JOIN cinemas
            ON cinemas.cinema_id = screens.cinema_id
        LEFT JOIN users
            ON users.user_id = own.user_id
        WHERE own.showtime_id = @showtime_id
        ORDER BY own.joined_at, own.entry_id
        """;

    /// <summary>The places of a user, of shows to come.</summary>
    public Task<IReadOnlyList<WaitingPlace>> OfUserAsync(int userId, CancellationToken cancellationToken) =>
        ReadAsync(
            "own.user_id = @user_id AND own.status <> 'left' AND showtimes.start_time > UTC_TIMESTAMP(6) ORDER BY showtimes.start_time",
            cancellationToken,
            ("@user_id", userId)
        );

    /// <summary>A place on a showtime's list; null: it is not there. A guest's is the one that they joined then.</summary>
    public async Task<WaitingPlace?> FindAsync(
        int showtimeId,
        int? userId,
        WaitingListTicket? ticket,
        CancellationToken cancellationToken
    ) =>
        (
            await ReadAsync(
                userId is null
                    ? "own.entry_id = @entry_id AND own.joined_at = @joined_at AND own.showtime_id = @showtime_id AND own.user_id IS NULL"
                    : "own.user_id = @user_id AND own.showtime_id = @showtime_id",
                cancellationToken,
                ("@user_id", userId),
                ("@entry_id", ticket?.EntryId),
                ("@joined_at", ticket?.JoinedAt),
                ("@showtime_id", showtimeId)
            )
        ).SingleOrDefault();

    /// <summary>The place that the transaction has just given.</summary>
    public static async Task<WaitingPlace> ReadJoinedAsync(MySqlTransaction transaction, CancellationToken cancellationToken) =>
        (await transaction.QueryAsync($"{Places} own.entry_id = @joined_entry", Row, cancellationToken)).Single().Place;

    public async Task<ShowtimeWaitingList> OfShowtimeAsync(int showtimeId, CancellationToken cancellationToken)
    {
        var entries = await booking.RunRepeatableAsync(
            transaction =>
                transaction.QueryAsync(
                    Everybody,
                    row => new WaitingPerson(
                        row.GetString(0),
                        row.GetString(1),
                        row.GetInt64(2) != 0,
                        row.GetInt32(3),
                        Word.Parse<WaitingStatus>(row.GetString(4)),
                        row.GetDateTime(5).In(row.GetString(7)),
                        row.IsDBNull(6) ? null : row.GetDateTime(6).In(row.GetString(7))
                    ),
                    cancellationToken,
                    ("@showtime_id", showtimeId)
                ),
            cancellationToken
        );
        var waiting = entries.Where(entry => entry.Status == WaitingStatus.Waiting).ToList();
        return new ShowtimeWaitingList(
            showtimeId,
            waiting.Count,
            waiting.Sum(entry => entry.Seats),
            entries.Count(entry => entry.Status == WaitingStatus.Offered),
            entries
        );
    }

    private async Task<IReadOnlyList<WaitingPlace>> ReadAsync(
        string condition,
        CancellationToken cancellationToken,
        params (string Name, object? Value)[] parameters
    ) =>
        [
            .. (
                await booking.RunRepeatableAsync(
                    transaction => transaction.QueryAsync($"{Places} {condition}", Row, cancellationToken, parameters),
                    cancellationToken
                )
            ).Select(Complete),
        ];

    private WaitingPlace Complete((bool IsGuest, WaitingPlace Place) row) =>
        row.IsGuest ? row.Place with { Ticket = tickets.Sign(row.Place.EntryId, row.Place.JoinedAt) } : row.Place;

    private static (bool IsGuest, WaitingPlace Place) Row(MySqlDataReader row)
    {
        var zone = row.GetString(4);
        var status = Word.Parse<WaitingStatus>(row.GetString(7));
        return (
            row.GetInt64(11) != 0,
            new WaitingPlace(
                row.GetInt32(0),
                row.GetInt32(1),
                row.GetString(2),
                row.GetDateTime(3).In(zone),
                row.GetString(5),
                row.GetInt32(6),
                status,
                row.IsDBNull(8) ? null : row.GetInt32(8),
                row.GetDateTime(9).In(zone),
                status == WaitingStatus.Offered ? row.GetDateTime(10).In(zone) : null
            )
        );
    }
}
