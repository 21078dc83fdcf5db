using MovieBooking.Api.Messages;
using MovieBooking.Api.Reservations;
using MovieBooking.Api.Seats;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.WaitingList;

/// <summary>
/// Offers seats that have come free to those who wait for them, in order: sp_offer_seats decides, under the showtime's row, and the mail is
/// written in its transaction. Done once a second by one instance, and never on the way of a booking.
/// </summary>
internal sealed class SeatOffers(BookingTransaction booking, SeatMapSnapshots maps, Outbox outbox)
{
    // A whole house in single seats; what is left waits for the next turn.
    private const int MostAtOnce = 96;

    private const string Offer = """
        CALL sp_offer_seats(@showtime_id, @reference, @offered_entry);
        SELECT own.entry_id, own.user_id, own.language, users.email
        FROM waiting_entries AS own
        LEFT JOIN users
            ON users.user_id = own.user_id
        WHERE own.entry_id = @offered_entry
        """;

    public async Task RunAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        List<Exception> failures = [];
        foreach (var showtimeId in await FindAsync(connection, cancellationToken))
        {
            try
            {
                await OfferAsync(showtimeId, cancellationToken);
            }
            catch (MySqlException exception)
            {
                // Trouble with one showtime does not keep the others waiting.
                failures.Add(exception);
            }
        }

        if (failures.Count > 0)
        {
            throw new AggregateException("Seats could not be offered.", failures);
        }
    }

    private static async Task<List<int>> FindAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new MySqlCommand("CALL sp_find_offers()", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<int> showtimeIds = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            showtimeIds.Add(reader.GetInt32(0));
        }

        return showtimeIds;
    }

    private async Task OfferAsync(int showtimeId, CancellationToken cancellationToken)
    {
        for (var offers = 0; offers < MostAtOnce; offers++)
        {
            // Done a second time it offers to the next one, as the next turn would.
            var isOffered = await maps.ChangeAsync(
                showtimeId,
                () => booking.RunRepeatableAsync(transaction => OfferAsync(transaction, showtimeId, cancellationToken), cancellationToken)
            );
            if (!isOffered)
            {
                return;
            }

            outbox.Ring();
        }
    }

    private async Task<bool> OfferAsync(MySqlTransaction transaction, int showtimeId, CancellationToken cancellationToken)
    {
        var offered = await transaction.QueryAsync(
            Offer,
            row =>
                (
                    EntryId: row.GetInt32(0),
                    UserId: row.IsDBNull(1) ? null : (int?)row.GetInt32(1),
                    Language: row.GetString(2),
                    Email: row.IsDBNull(3) ? null : row.GetString(3)
                ),
            cancellationToken,
            ("@showtime_id", showtimeId),
            ("@reference", References.New())
        );
        foreach (var (entryId, userId, language, email) in offered)
        {
            Texts.Speak(language);
            await outbox.WriteAsync(
                transaction,
                [new(MessageKind.SeatsOffered, Recipient: email, Payload: new SeatOffer(entryId, userId))],
                cancellationToken
            );
        }

        return offered.Count > 0;
    }
}
