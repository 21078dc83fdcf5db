using MovieBooking.Api.Reservations.Vouchers;
using MySqlConnector;

namespace MovieBooking.Load.Staging;

/// <summary>A gift card that customers compete for.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Amount">What it was issued for.</param>
internal sealed record GiftCard(string Code, decimal Amount)
{
    /// <summary>More than all of them spend.</summary>
    private const decimal Endless = 10_000_000;

    /// <summary>Whether it pays every booking whole.</summary>
    public bool IsEndless => Amount == Endless;

    /// <summary>One for everybody, and some that run out and leave an odd rest to pay.</summary>
    public static async Task<GiftCard[]> SeedAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        GiftCard[] cards = [.. new[] { Endless, 200.01m, 75.37m, 30, 9.99m }.Select(amount => new GiftCard(VoucherCode.Create(), amount))];
        foreach (var card in cards)
        {
            await Seed.InsertAsync(
                connection,
                """
                INSERT INTO gift_cards (name, code_hash, hint, amount, currency, created_at)
                SELECT 'Load', @hash, @hint, @amount, code, UTC_TIMESTAMP(6) FROM price_currency
                """,
                cancellationToken,
                ("@hash", VoucherCode.Hash(card.Code)),
                ("@hint", VoucherCode.Hint(card.Code)),
                ("@amount", card.Amount)
            );
        }

        return cards;
    }
}
