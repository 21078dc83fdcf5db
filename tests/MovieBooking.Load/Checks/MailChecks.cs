using System.Diagnostics;
using System.Globalization;
using MovieBooking.Db;
using MovieBooking.Load.Measuring;
using MovieBooking.Load.Staging;
using MySqlConnector;

namespace MovieBooking.Load.Checks;

/// <summary>Whether everybody was told what happened, by the messages that are stored and the mails that came.</summary>
internal static class MailChecks
{
    // A message whose delivery was cut off rests for half a minute, a minute the next time.
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(4);

    public static async Task<IReadOnlyList<Check>> CheckAsync(
        MySqlConnection connection,
        MailServer server,
        CancellationToken cancellationToken
    )
    {
        await DrainAsync(connection, cancellationToken);
        var untold = await ReadAsync(
            connection,
            """
            SELECT CONCAT('reservation ', reservations.reservation_id, ' has no confirmation')
            FROM reservations
            LEFT JOIN outbox ON outbox.once_key = CONCAT('confirmed ', reservations.reservation_id)
            WHERE reservations.status = 'confirmed'
                AND outbox.message_id IS NULL
                AND COALESCE(reservations.guest_email, '') NOT LIKE '%@counter.invalid'
                AND NOT EXISTS (SELECT 1 FROM exchanges WHERE exchanges.reservation_id = reservations.reservation_id)
            """,
            cancellationToken
        );
        var unsent = await ReadAsync(
            connection,
            "SELECT CONCAT('message ', message_id, ' is ', status, ': ', COALESCE(last_error, '')) FROM outbox WHERE status IN ('waiting', 'dead')",
            cancellationToken
        );
        var sent = await ReadAsync(connection, "SELECT CAST(message_id AS CHAR) FROM outbox WHERE status = 'sent'", cancellationToken);
        // The number of the message is the first part of its Message-ID.
        var came = server.Mails.Select(mail => mail.MessageId ?? "").CountBy(id => id, StringComparer.Ordinal).ToList();
        var numbers = came.Select(mail => mail.Key.Split('.')[0]).ToHashSet(StringComparer.Ordinal);
        Output.Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{came.Count:N0} mails came, {came.Count(mail => mail.Value > 1):N0} of them again under the same Message-ID after they were cut off"
            )
        );
        return
        [
            new Check("every confirmed booking has its mail", sent.Count, untold),
            new Check("every mail went out", sent.Count + unsent.Count, unsent),
            new Check(
                "every mail that is stored as sent came",
                sent.Count,
                [.. sent.Where(number => !numbers.Contains(number)).Select(number => $"message {number} never came")]
            ),
            new Check(
                "no message came as two mails",
                came.Count,
                [
                    .. came.GroupBy(mail => mail.Key.Split('.')[0], StringComparer.Ordinal)
                        .Where(own => own.Count() > 1)
                        .Select(own => $"message {own.Key} has {own.Count()} Message-IDs"),
                ]
            ),
        ];
    }

    private static async Task DrainAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < s_timeout; )
        {
            // As an operator does who knows that the mail server is back.
            await using var hurry = new MySqlCommand(
                "UPDATE outbox SET next_attempt_at = UTC_TIMESTAMP(6) WHERE status = 'waiting' AND last_error IS NOT NULL",
                connection
            );
            try
            {
                await hurry.ExecuteNonQueryAsync(cancellationToken);
            }
            catch (MySqlException exception) when (exception.IsContention())
            {
                // The API is at the same mails; the next turn hurries what is left.
            }

            if (
                (await ReadAsync(connection, "SELECT 'waiting' FROM outbox WHERE status = 'waiting' LIMIT 1", cancellationToken)).Count == 0
            )
            {
                return;
            }

            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        }
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(MySqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new MySqlCommand(sql, connection);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        List<string> lines = [];
        while (await row.ReadAsync(cancellationToken))
        {
            lines.Add(row.GetString(0));
        }

        return lines;
    }
}
