using System.Globalization;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Http;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Admin.Fares;

/// <summary>Sets prices. What is held or sold has its price already, and keeps it.</summary>
internal static class FareWriter
{
    private const string InForce = """
        (
            SELECT seat_class AS name, price AS value
            FROM fares
            WHERE valid_from = (SELECT MAX(valid_from) FROM fares AS own WHERE own.seat_class = fares.seat_class AND own.valid_from <= @day)
        )
        UNION ALL
        (
            SELECT format, multiplier
            FROM format_multipliers
            WHERE valid_from = (
                SELECT MAX(valid_from) FROM format_multipliers AS own WHERE own.format = format_multipliers.format AND own.valid_from <= @day
            )
        )
        """;

    /// <summary>The answer is the day from which they hold.</summary>
    public static async Task<DateOnly> SetAsync(
        MySqlTransaction transaction,
        UpdateFaresRequest request,
        AuditActor actor,
        CancellationToken cancellationToken
    )
    {
        // The first price stands for the whole list: two managers set prices one after the other, so that the record of the
        // second says what the first left.
        await transaction.QueryAsync(
            "SELECT price FROM fares WHERE seat_class = 'standard' ORDER BY valid_from LIMIT 1 FOR UPDATE",
            row => row.GetDecimal(0),
            cancellationToken
        );
        var before = await PricesAsync(transaction, request.ValidFrom, cancellationToken);
        foreach (var fare in request.Fares ?? [])
        {
            await transaction.ExecuteAsync(
                """
                INSERT INTO fares (seat_class, valid_from, price)
                VALUES (@seat_class, @day, @price)
                ON DUPLICATE KEY UPDATE price = VALUES(price)
                """,
                cancellationToken,
                ("@seat_class", Word.Of(fare.SeatClass!.Value)),
                ("@day", request.ValidFrom),
                ("@price", fare.Price)
            );
        }

        foreach (var factor in request.Multipliers ?? [])
        {
            await transaction.ExecuteAsync(
                """
                INSERT INTO format_multipliers (format, valid_from, multiplier)
                VALUES (@format, @day, @multiplier)
                ON DUPLICATE KEY UPDATE multiplier = VALUES(multiplier)
                """,
                cancellationToken,
                ("@format", Word.Of(factor.Format!.Value)),
                ("@day", request.ValidFrom),
                ("@multiplier", factor.Multiplier)
            );
        }

        var after = await PricesAsync(transaction, request.ValidFrom, cancellationToken);
        await transaction.AuditAsync(
            actor,
            new AuditRecord(
                AuditAction.Updated,
                AuditEntity.Fares,
                request.ValidFrom.ToString("O", CultureInfo.InvariantCulture),
                AuditJson.Difference(before, after)
            ),
            cancellationToken
        );
        return request.ValidFrom;
    }

    /// <summary>What shows of a day go by: classes and formats by name.</summary>
    private static async Task<Dictionary<string, decimal>> PricesAsync(
        MySqlTransaction transaction,
        DateOnly day,
        CancellationToken cancellationToken
    )
    {
        var rows = await transaction.QueryAsync(
            InForce,
            row => KeyValuePair.Create(row.GetString(0), row.GetDecimal(1)),
            cancellationToken,
            ("@day", day)
        );
        return rows.ToDictionary(StringComparer.Ordinal);
    }
}
