using System.Globalization;
using System.Text.Json;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Showtimes;
using MySqlConnector;

namespace MovieBooking.Api.Messages;

/// <summary>What the mail about offered seats says, for its templates.</summary>
internal sealed record OfferMail(
    string Name,
    string Movie,
    string When,
    string ShortWhen,
    string Zone,
    string Cinema,
    string Address,
    string Screen,
    string Seats,
    string Until,
    string Link
);

/// <summary>
/// The mail to whom the waiting list offers seats: while they are kept. A user's leads to the seat map, where they are; a guest's opens
/// the booking that they are in.
/// </summary>
internal sealed class OfferMails(MySqlDataSource source, AccessTokens accessTokens, SiteAddress site, TimeProvider clock)
{
    /// <summary>The offer, as it stands now.</summary>
    public const string Offer = """
        SELECT
            COALESCE(entries.guest_email, users.email),
            COALESCE(entries.guest_name, users.display_name),
            entries.showtime_id,
            entries.reservation_id,
            entries.offer_until,
            movies.title,
            showtimes.start_time,
            showtimes.end_time,
            cinemas.time_zone,
            cinemas.name,
            cinemas.address,
            cinemas.city,
            screens.name,
            screens.format,
            (
                SELECT GROUP_CONCAT(seats.seat_label ORDER BY seats.seat_row, seats.seat_column SEPARATOR ', ')
                FROM seats
                LEFT JOIN seat_locks
                    ON seat_locks.showtime_id = entries.showtime_id
                    AND seat_locks.seat_id = seats.seat_id
                    AND seat_locks.user_id = entries.user_id
                LEFT JOIN tickets
                    ON tickets.showtime_id = entries.showtime_id
                    AND tickets.seat_id = seats.seat_id
                    AND tickets.reservation_id = entries.reservation_id
                WHERE seats.screen_id = showtimes.screen_id
                    AND (seat_locks.seat_id IS NOT NULL OR tickets.seat_id IS NOT NULL)
            )
        FROM waiting_entries AS entries
        INNER JOIN showtimes
            ON showtimes.showtime_id = entries.showtime_id
        INNER JOIN movies
            ON movies.movie_id = showtimes.movie_id
        INNER JOIN screens
            ON screens.screen_id = showtimes.screen_id
        INNER JOIN cinemas
            ON cinemas.cinema_id = screens.cinema_id
        LEFT JOIN users
            ON users.user_id = entries.user_id
        WHERE entries.entry_id = @entry_id
            AND entries.status = 'offered'
        """;

    public async Task<(MailPerson Person, OfferMail Model)?> FindAsync(DueMessage message, CancellationToken cancellationToken)
    {
        var offer =
            JsonSerializer.Deserialize<SeatOffer>(message.Payload ?? "", Outbox.Json)
            ?? throw new InvalidOperationException($"Message {message.MessageId} offers nothing.");
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = new MySqlCommand(Offer, connection);
        command.Parameters.AddWithValue("@entry_id", offer.EntryId);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        // No seats: they were given back, or booked, a moment ago.
        if (
            !await row.ReadAsync(cancellationToken)
            || await row.IsDBNullAsync(14, cancellationToken)
            || row.GetDateTime(4) <= clock.GetUtcNow().UtcDateTime
            || EmailAddresses.IsNobodys(row.GetString(0))
        )
        {
            return null;
        }

        var zone = row.GetString(8);
        var startsAt = row.GetDateTime(6).In(zone);
        return (
            new MailPerson(row.GetString(1), row.GetString(0)),
            new OfferMail(
                PlainText.OneLine(row.GetString(1)),
                PlainText.OneLine(row.GetString(5)),
                MailFormats.Day(startsAt),
                MailFormats.ShortDay(startsAt),
                MailFormats.Zone(zone),
                PlainText.OneLine(row.GetString(9)),
                PlainText.OneLine($"{row.GetString(10)}, {row.GetString(11)}"),
                PlainText.OneLine($"{row.GetString(12)}, {row.GetString(13)}"),
                row.GetString(14),
                MailFormats.Day(row.GetDateTime(4).In(zone)),
                Link(row.GetInt32(2), await row.IsDBNullAsync(3, cancellationToken) ? null : row.GetInt32(3), row.GetDateTime(7).In(zone))
            )
        );
    }

    /// <summary>A guest's holds what opens the booking, behind the #: no server on the way is told it, and no log.</summary>
    private string Link(int showtimeId, int? reservationId, DateTimeOffset endsAt) =>
        reservationId is { } id
            ? site.Of(string.Create(CultureInfo.InvariantCulture, $"/reservations/{id}#access={accessTokens.MintForGuest(id, endsAt)}"))
            : site.Of(string.Create(CultureInfo.InvariantCulture, $"/showtimes/{showtimeId}"));
}
