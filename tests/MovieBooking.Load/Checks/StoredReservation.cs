using System.Diagnostics.CodeAnalysis;
using MySqlConnector;

namespace MovieBooking.Load.Checks;

/// <summary>A reservation as its rows have it.</summary>
internal sealed record StoredReservation(string Status)
{
    public List<(int SeatId, decimal Price)> Tickets { get; } = [];

    public List<(int SeatId, decimal Price)> CancelledTickets { get; } = [];

    public decimal RefundDue { get; set; }

    /// <summary>What a gift card pays of it.</summary>
    public decimal OnCard { get; set; }

    /// <summary>All of them, by id.</summary>
    public static async Task<Dictionary<int, StoredReservation>> ReadAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        var stored = new Dictionary<int, StoredReservation>();
        await ForEachAsync(
            connection,
            "SELECT reservation_id, status FROM reservations",
            row => stored.Add(row.GetInt32(0), new StoredReservation(row.GetString(1))),
            cancellationToken
        );
        await ForEachAsync(
            connection,
            "SELECT reservation_id, seat_id, price FROM tickets",
            row => stored[row.GetInt32(0)].Tickets.Add((row.GetInt32(1), row.GetDecimal(2))),
            cancellationToken
        );
        await ForEachAsync(
            connection,
            "SELECT reservation_id, seat_id, price, refund_due FROM cancelled_tickets",
            row =>
            {
                stored[row.GetInt32(0)].CancelledTickets.Add((row.GetInt32(1), row.GetDecimal(2)));
                stored[row.GetInt32(0)].RefundDue += row.GetDecimal(3);
            },
            cancellationToken
        );
        await ForEachAsync(
            connection,
            "SELECT reservation_id, amount FROM gift_card_uses",
            row => stored[row.GetInt32(0)].OnCard = row.GetDecimal(1),
            cancellationToken
        );
        return stored;
    }

    [SuppressMessage("Security", "CA2100", Justification = "Every text is a constant of this file.")]
    private static async Task ForEachAsync(
        MySqlConnection connection,
        string sql,
        Action<MySqlDataReader> take,
        CancellationToken cancellationToken
    )
    {
        await using var command = new MySqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            take(reader);
        }
    }
}
