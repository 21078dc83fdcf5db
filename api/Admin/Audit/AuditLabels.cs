using System.Text.Json;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Admin.Audit;

/// <summary>A thing as the log names it; without a cinema it is the whole house's.</summary>
internal sealed record AuditedThing(string? Label, int? CinemaId);

/// <summary>
/// What things are called as a transaction sees them, and of which cinema they are: a movie's title, a booking's reference. Reads without locks.
/// </summary>
internal static class AuditLabels
{
    private static readonly Dictionary<AuditEntity, string> s_things = new()
    {
        [AuditEntity.Movie] = "SELECT movie_id AS id, title AS label, NULL AS cinema_id FROM movies",
        [AuditEntity.Showtime] = """
            SELECT showtime_id AS id, CONCAT(title, ', ', screens.name, ', ', local_date) AS label, screens.cinema_id
            FROM showtimes
            INNER JOIN movies ON movies.movie_id = showtimes.movie_id
            INNER JOIN screens ON screens.screen_id = showtimes.screen_id
            """,
        [AuditEntity.Reservation] = """
            SELECT reservation_id AS id, reference AS label, screens.cinema_id
            FROM reservations
            INNER JOIN showtimes ON showtimes.showtime_id = reservations.showtime_id
            INNER JOIN screens ON screens.screen_id = showtimes.screen_id
            """,
        [AuditEntity.Cinema] = "SELECT cinema_id AS id, name AS label, cinema_id FROM cinemas",
        [AuditEntity.Screen] = """
            SELECT screen_id AS id, CONCAT(cinemas.name, ', ', screens.name) AS label, screens.cinema_id
            FROM screens
            INNER JOIN cinemas ON cinemas.cinema_id = screens.cinema_id
            """,
        [AuditEntity.TicketKind] = "SELECT kind_id AS id, name AS label, cinema_id FROM ticket_kinds",
        [AuditEntity.Voucher] = "SELECT voucher_id AS id, name AS label, NULL AS cinema_id FROM vouchers",
        [AuditEntity.GiftCard] = "SELECT card_id AS id, name AS label, NULL AS cinema_id FROM gift_cards",
        [AuditEntity.TillShift] = "SELECT shift_id AS id, till AS label, cinema_id FROM till_shifts",
    };

    /// <summary>Things by id; what is gone is missing, and prices have none.</summary>
    public static async Task<IReadOnlyDictionary<int, AuditedThing>> ThingsAsync(
        this MySqlTransaction transaction,
        AuditEntity entity,
        IEnumerable<int> ids,
        CancellationToken cancellationToken
    )
    {
        if (!s_things.TryGetValue(entity, out var things))
        {
            return new Dictionary<int, AuditedThing>();
        }

        var rows = await transaction.QueryAsync(
            $"""
            SELECT things.id, things.label, things.cinema_id
            FROM JSON_TABLE(@ids, '$[*]' COLUMNS (id INT PATH '$')) AS wanted
            INNER JOIN ({things}) AS things ON things.id = wanted.id
            """,
            row => KeyValuePair.Create(row.GetInt32(0), new AuditedThing(row.GetString(1), row.IsDBNull(2) ? null : row.GetInt32(2))),
            cancellationToken,
            ("@ids", JsonSerializer.Serialize(ids.Distinct()))
        );
        return rows.ToDictionary(row => row.Key, row => row.Value);
    }

    /// <summary>The names by id.</summary>
    public static async Task<IReadOnlyDictionary<int, string>> LabelsAsync(
        this MySqlTransaction transaction,
        AuditEntity entity,
        IEnumerable<int> ids,
        CancellationToken cancellationToken
    ) => (await transaction.ThingsAsync(entity, ids, cancellationToken)).ToDictionary(thing => thing.Key, thing => thing.Value.Label!);

    /// <summary>One thing, for the record of what is about to go.</summary>
    public static async Task<AuditedThing?> ThingAsync(
        this MySqlTransaction transaction,
        AuditEntity entity,
        int id,
        CancellationToken cancellationToken
    ) => (await transaction.ThingsAsync(entity, [id], cancellationToken)).GetValueOrDefault(id);
}
