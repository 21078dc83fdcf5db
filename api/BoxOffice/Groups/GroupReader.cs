using System.Text.Json;
using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.BoxOffice.Groups;

/// <summary>Reads groups with what is still kept for them: the blocks of the house that name the group.</summary>
internal sealed class GroupReader(Currency currency)
{
    private const string Groups = """
        SELECT
            group_bookings.group_id,
            group_bookings.showtime_id,
            movies.title,
            screens.name,
            showtimes.start_time,
            cinemas.time_zone,
            group_bookings.name,
            group_bookings.contact,
            group_bookings.seats,
            fn_seat_price('standard', screens.format, showtimes.local_date),
            fn_seat_price('premium', screens.format, showtimes.local_date),
            users.display_name,
            group_bookings.made_at
        FROM JSON_TABLE(@ids, '$[*]' COLUMNS (group_id INT PATH '$')) AS wanted
        INNER JOIN group_bookings
            ON group_bookings.group_id = wanted.group_id
        INNER JOIN showtimes
            ON showtimes.showtime_id = group_bookings.showtime_id
        INNER JOIN movies
            ON movies.movie_id = showtimes.movie_id
        INNER JOIN screens
            ON screens.screen_id = showtimes.screen_id
        INNER JOIN cinemas
            ON cinemas.cinema_id = screens.cinema_id
        LEFT JOIN users
            ON users.user_id = group_bookings.user_id
        ORDER BY showtimes.start_time, group_bookings.group_id
        """;

    private const string Seats = """
        SELECT seat_blocks.group_id, seats.seat_id, seats.seat_label, seats.seat_class = 'premium', kept.expires_at
        FROM JSON_TABLE(@ids, '$[*]' COLUMNS (group_id INT PATH '$')) AS wanted
        INNER JOIN seat_blocks
            ON seat_blocks.group_id = wanted.group_id
        INNER JOIN seat_locks AS kept
            ON kept.showtime_id = seat_blocks.showtime_id
            AND kept.seat_id = seat_blocks.seat_id
        INNER JOIN seats
            ON seats.seat_id = seat_blocks.seat_id
        WHERE kept.user_id = 0
            AND kept.expires_at > UTC_TIMESTAMP(6)
        ORDER BY seats.seat_row, seats.seat_column
        """;

    /// <summary>Those that are there, in the order of their shows.</summary>
    public async Task<IReadOnlyList<GroupBooking>> ReadAsync(
        MySqlTransaction transaction,
        IReadOnlyList<int> groupIds,
        CancellationToken cancellationToken
    )
    {
        var ids = JsonSerializer.Serialize(groupIds);
        var kept = await transaction.QueryAsync(
            Seats,
            row => new Kept(row.GetInt32(0), new GroupSeat(row.GetInt32(1), row.GetString(2)), row.GetBoolean(3), row.GetDateTime(4)),
            cancellationToken,
            ("@ids", ids)
        );
        var seats = kept.ToLookup(seat => seat.GroupId);
        return await transaction.QueryAsync(Groups, row => Read(row, [.. seats[row.GetInt32(0)]]), cancellationToken, ("@ids", ids));
    }

    private GroupBooking Read(MySqlDataReader row, IReadOnlyList<Kept> kept)
    {
        var timeZone = row.GetString(5);
        var (standard, premium) = (row.GetDecimal(9), row.GetDecimal(10));
        return new GroupBooking(
            row.GetInt32(0),
            row.GetInt32(1),
            row.GetString(2),
            row.GetString(3),
            row.GetDateTime(4).In(timeZone),
            row.GetString(6),
            row.IsDBNull(7) ? null : row.GetString(7),
            row.GetInt16(8),
            [.. kept.Select(seat => seat.Seat)],
            kept is [var first, ..] ? first.Until.In(timeZone) : null,
            currency.Round(kept.Sum(seat => seat.IsPremium ? premium : standard)),
            currency.Code,
            row.IsDBNull(11) ? null : row.GetString(11),
            row.GetDateTime(12).In(timeZone)
        );
    }

    private sealed record Kept(int GroupId, GroupSeat Seat, bool IsPremium, DateTime Until);
}
