using System.Collections.Concurrent;
using System.Globalization;
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
internal sealed class SeatOffers(BookingTransaction booking, SeatMapSnapshots maps, AddressBudget budget, Outbox outbox, TimeProvider clock)
{
    // A whole house in single seats; what is left waits for the next turn.
    private const int MostAtOnce = 96;

    private const string Offer = """
        CALL sp_offer_seats(@showtime_id, @reference, @address_limit, @offered_entry);
        SELECT own.entry_id, own.user_id, own.language, users.email
        FROM waiting_entries AS own
        LEFT JOIN users
            ON users.user_id = own.user_id
        WHERE own.entry_id = @offered_entry
        """;

    /// <summary>An offer that nobody is told of runs out, and there is one for each.</summary>
    private const string IsMailStuck = """
        SELECT EXISTS (
            SELECT 1
            FROM outbox
            WHERE outbox.status = 'waiting'
                AND outbox.created_at < UTC_TIMESTAMP(6) - INTERVAL 5 MINUTE
        ) AND NOT EXISTS (
            SELECT 1
            FROM outbox AS sent
            WHERE sent.status = 'sent'
                AND sent.next_attempt_at > UTC_TIMESTAMP(6) - INTERVAL 5 MINUTE
                AND sent.finished_at > UTC_TIMESTAMP(6) - INTERVAL 5 MINUTE
        )
        """;

    private static readonly TimeSpan s_rest = TimeSpan.FromSeconds(15);

    // Until when showtimes are left alone: who waits there and could be offered seats may hold none just now.
    private readonly ConcurrentDictionary<int, DateTimeOffset> _resting = new();

    public async Task RunAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        List<Exception> failures = [];
        foreach (var (showtimeId, hasEnded) in await FindAsync(connection, cancellationToken))
        {
            try
            {
                if (!await OfferAsync(showtimeId, cancellationToken) && !hasEnded)
                {
                    _resting[showtimeId] = clock.GetUtcNow() + s_rest;
                }
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

    private async Task<List<(int ShowtimeId, bool HasEnded)>> FindAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        List<(int ShowtimeId, bool HasEnded)> found = [];
        await using (var command = new MySqlCommand("CALL sp_find_offers()", connection))
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                found.Add((reader.GetInt32(0), reader.GetInt64(1) != 0));
            }
        }

        var now = clock.GetUtcNow();
        foreach (var (showtimeId, until) in _resting)
        {
            if (until <= now)
            {
                _resting.TryRemove(showtimeId, out _);
            }
        }

        found.RemoveAll(one => !one.HasEnded && _resting.ContainsKey(one.ShowtimeId));
        if (found.Count == 0 || !outbox.IsOn)
        {
            return found;
        }

        await using var look = new MySqlCommand(IsMailStuck, connection);
        return Convert.ToInt64(await look.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture) == 0 ? found : [];
    }

    /// <summary>Offers as long as there is somebody; says whether there was.</summary>
    private async Task<bool> OfferAsync(int showtimeId, CancellationToken cancellationToken)
    {
        for (var offers = 0; offers < MostAtOnce; offers++)
        {
            bool isOffered;
            try
            {
                // Done a second time it offers to the next one, as the next turn would.
                isOffered = await booking.RunRepeatableAsync(
                    transaction => OfferAsync(transaction, showtimeId, cancellationToken),
                    cancellationToken
                );
            }
            catch
            {
                maps.Forget(showtimeId);
                throw;
            }

            if (!isOffered)
            {
                return offers > 0;
            }

            maps.Forget(showtimeId);
            outbox.Ring();
        }

        return true;
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
            ("@reference", References.New()),
            ("@address_limit", budget.Seats)
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
