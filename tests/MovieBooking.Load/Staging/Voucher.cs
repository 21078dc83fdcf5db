using MovieBooking.Api.Reservations.Vouchers;
using MySqlConnector;

namespace MovieBooking.Load.Staging;

/// <summary>A voucher that customers compete for: good everywhere, with one code.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Type">What it takes off: percent, amount or seats.</param>
/// <param name="Value">How much, or how many.</param>
/// <param name="MaxUses">How often all together can use it; null: without limit.</param>
/// <param name="MaxUsesPerPerson">How often one person can; null: without limit.</param>
internal sealed record Voucher(string Code, string Type, decimal Value, int? MaxUses = null, int? MaxUsesPerPerson = null)
{
    /// <summary>Values that leave fractions of a cent, and so much of every price that the provider collects it.</summary>
    public static async Task<Voucher[]> SeedAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        Voucher[] vouchers =
        [
            new(VoucherCode.Create(), "percent", 33.3m),
            new(VoucherCode.Create(), "percent", 12.5m, MaxUses: 25, MaxUsesPerPerson: 2),
            new(VoucherCode.Create(), "amount", 2.01m, MaxUses: 10),
            new(VoucherCode.Create(), "seats", 1, MaxUsesPerPerson: 1),
        ];
        foreach (var voucher in vouchers)
        {
            var voucherId = await Seed.InsertAsync(
                connection,
                """
                INSERT INTO vouchers (name, type, value, max_uses, max_uses_per_person, created_at)
                VALUES (@type, @type, @value, @max_uses, @max_own_uses, UTC_TIMESTAMP(6))
                """,
                cancellationToken,
                ("@type", voucher.Type),
                ("@value", voucher.Value),
                ("@max_uses", voucher.MaxUses ?? (object)DBNull.Value),
                ("@max_own_uses", voucher.MaxUsesPerPerson ?? (object)DBNull.Value)
            );
            await Seed.InsertAsync(
                connection,
                "INSERT INTO voucher_codes (voucher_id, code_hash, hint) VALUES (@voucher_id, @hash, @hint)",
                cancellationToken,
                ("@voucher_id", voucherId),
                ("@hash", VoucherCode.Hash(voucher.Code)),
                ("@hint", VoucherCode.Hint(voucher.Code))
            );
        }

        return vouchers;
    }

    /// <summary>What is left of the prices of a booking's tickets, in their order: those up to a ticket bear what they would together, to the cent.</summary>
    public decimal[] Reduced(IReadOnlyList<decimal> prices)
    {
        if (Type == "seats")
        {
            var free = prices.Index().OrderByDescending(price => price.Item).Take((int)Value).Select(price => price.Index).ToHashSet();
            return [.. prices.Select((price, index) => free.Contains(index) ? 0 : price)];
        }

        var sum = prices.Sum();
        var whole = Type == "percent" ? Cents(sum * Value / 100) : Math.Min(Value, sum);
        var (before, spread) = (0m, 0m);
        var reduced = new decimal[prices.Count];
        foreach (var (index, price) in prices.Index())
        {
            before += price;
            var share = Cents(before * whole / sum) - spread;
            spread += share;
            reduced[index] = price - share;
        }

        return reduced;
    }

    private static decimal Cents(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);
}
