using System.Text.Json;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Reservations.Vouchers;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Admin.GiftCards;

/// <summary>Issues and cancels gift cards, on record; what one was issued for never changes.</summary>
internal static class GiftCardWriter
{
    /// <summary>The answer is the cards' numbers, in the order of their codes.</summary>
    public static async Task<IReadOnlyList<int>> IssueAsync(
        MySqlTransaction transaction,
        IssueGiftCardsRequest request,
        IReadOnlyList<string> codes,
        string currency,
        AuditActor actor,
        CancellationToken cancellationToken
    )
    {
        var made = JsonSerializer.Serialize(
            codes.Select(code => new { hash = Convert.ToHexString(VoucherCode.Hash(code)), hint = VoucherCode.Hint(code) })
        );
        // A repeat after a lost answer to COMMIT: nobody else makes these codes.
        var done = await IdsAsync(transaction, made, cancellationToken);
        if (done.Count > 0)
        {
            return done;
        }

        await transaction.ExecuteAsync(
            """
            INSERT INTO gift_cards (name, code_hash, hint, amount, currency, expires_at, created_at)
            SELECT @name, UNHEX(made.hash), made.hint, @amount, @currency, @expires_at, UTC_TIMESTAMP(6)
            FROM JSON_TABLE(@made, '$[*]' COLUMNS (place FOR ORDINALITY, hash CHAR(64) PATH '$.hash', hint CHAR(4) PATH '$.hint')) AS made
            ORDER BY made.place
            """,
            cancellationToken,
            ("@name", request.Name.Trim()),
            ("@amount", request.Amount),
            ("@currency", currency),
            ("@expires_at", request.ExpiresAt?.UtcDateTime),
            ("@made", made)
        );
        var cardIds = await IdsAsync(transaction, made, cancellationToken);
        var state = new GiftCardState(request.Amount, currency, request.ExpiresAt?.ToUniversalTime());
        await transaction.AuditAsync(
            actor,
            [.. cardIds.Select(cardId => AuditRecord.Of(AuditAction.Created, AuditEntity.GiftCard, cardId, null, state))],
            cancellationToken
        );
        return cardIds;
    }

    /// <summary>Whether there is such a card. Whoever is paying with it at this moment is waited for.</summary>
    public static async Task<bool> CancelAsync(
        MySqlTransaction transaction,
        int cardId,
        AuditActor actor,
        CancellationToken cancellationToken
    )
    {
        var cards = await transaction.QueryAsync(
            "SELECT hint, cancelled_at IS NOT NULL FROM gift_cards WHERE card_id = @id FOR UPDATE",
            row => (Hint: row.GetString(0), IsCancelled: row.GetBoolean(1)),
            cancellationToken,
            ("@id", cardId)
        );
        if (cards is not [var (hint, isCancelled)])
        {
            return false;
        }

        if (!isCancelled)
        {
            await transaction.ExecuteAsync(
                "UPDATE gift_cards SET cancelled_at = UTC_TIMESTAMP(6) WHERE card_id = @id",
                cancellationToken,
                ("@id", cardId)
            );
            await transaction.AuditAsync(
                actor,
                AuditRecord.Of<GiftCardState>(AuditAction.Cancelled, AuditEntity.GiftCard, cardId, null, null) with
                {
                    Changes = [AuditJson.Said("hint", hint)],
                },
                cancellationToken
            );
        }

        return true;
    }

    private static Task<IReadOnlyList<int>> IdsAsync(MySqlTransaction transaction, string made, CancellationToken cancellationToken) =>
        transaction.QueryAsync(
            """
            SELECT gift_cards.card_id
            FROM JSON_TABLE(@made, '$[*]' COLUMNS (place FOR ORDINALITY, hash CHAR(64) PATH '$.hash')) AS made
            INNER JOIN gift_cards ON gift_cards.code_hash = UNHEX(made.hash)
            ORDER BY made.place
            """,
            row => row.GetInt32(0),
            cancellationToken,
            ("@made", made)
        );

    /// <summary>What the audit log tells of a card.</summary>
    private sealed record GiftCardState(decimal Amount, string Currency, DateTimeOffset? ExpiresAt);
}
