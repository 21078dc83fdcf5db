using System.Text.Json;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Admin.Audit;

/// <summary>What things are called as a transaction sees them: a movie's title, a booking's reference. Reads without locks.</summary>
internal static class AuditLabels
{
    private static readonly Dictionary<AuditEntity, string> s_things = new()
    {
        [AuditEntity.Movie] = "SELECT movie_id AS id, title AS label FROM movies",
        [AuditEntity.Showtime] = """
            SELECT showtime_id AS id, CONCAT(title, ', ', screens.name, ', ', local_date) AS label
            FROM showtimes
            INNER JOIN movies ON movies.movie_id = showtimes.movie_id
            INNER JOIN screens ON screens.screen_id = showtimes.screen_id
            """,
        [AuditEntity.Reservation] = "SELECT reservation_id AS id, reference AS label FROM reservations",
        [AuditEntity.Cinema] = "SELECT cinema_id AS id, name AS label FROM cinemas",
        [AuditEntity.Screen] = """
            SELECT screen_id AS id, CONCAT(cinemas.name, ', ', screens.name) AS label
            FROM screens
            INNER JOIN cinemas ON cinemas.cinema_id = screens.cinema_id
            """,
        [AuditEntity.TicketKind] = "SELECT kind_id AS id, name AS label FROM ticket_kinds",
        [AuditEntity.Voucher] = "SELECT voucher_id AS id, name AS label FROM vouchers",
        [AuditEntity.TillShift] = "SELECT shift_id AS id, till AS label FROM till_shifts",
    };

    /// <summary>Names by id; what is gone is missing, and prices have none.</summary>
    public static async Task<IReadOnlyDictionary<int, string>> LabelsAsync(
        this MySqlTransaction transaction,
        AuditEntity entity,
        IEnumerable<int> ids,
        CancellationToken cancellationToken
    )
    {
        if (!s_things.TryGetValue(entity, out var things))
        {
            return new Dictionary<int, string>();
        }

        var rows = await transaction.QueryAsync(
            $"""
            SELECT things.id, things.label
            FROM JSON_TABLE(@ids, '$[*]' COLUMNS (id INT PATH '$')) AS wanted
            INNER JOIN ({things}) AS things ON things.id = wanted.id
            """,
            row => KeyValuePair.Create(row.GetInt32(0), row.GetString(1)),
            cancellationToken,
            ("@ids", JsonSerializer.Serialize(ids.Distinct()))
        );
        return rows.ToDictionary(row => row.Key, row => row.Value);
    }

    /// <summary>The name of one thing, for the record of what is about to go.</summary>
    public static async Task<string?> LabelAsync(
        this MySqlTransaction transaction,
        AuditEntity entity,
        int id,
        CancellationToken cancellationToken
    ) => (await transaction.LabelsAsync(entity, [id], cancellationToken)).GetValueOrDefault(id);
}
