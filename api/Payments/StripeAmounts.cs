namespace MovieBooking.Api.Payments;

/// <summary>
/// Amounts as Stripe counts them: in the smallest unit of the currency, which is not ISO 4217's everywhere
/// (https://docs.stripe.com/currencies).
/// </summary>
internal static class StripeAmounts
{
    private static readonly string[] s_withoutDecimals =
    [
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "JPY",
        "KMF",
        "KRW",
        "MGA",
        "PYG",
        "RWF",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    ];

    private static readonly string[] s_withThreeDecimals = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

    // Two decimals by name, none in truth.
    private static readonly string[] s_wholeInHundredths = ["ISK", "UGX"];

    /// <summary>Null: Stripe cannot collect exactly this amount.</summary>
    public static long? Units(decimal amount, string currency)
    {
        var units = amount * Factor(currency);
        var step =
            s_withThreeDecimals.Contains(currency, StringComparer.Ordinal) ? 10
            : s_wholeInHundredths.Contains(currency, StringComparer.Ordinal) ? 100
            : 1;
        return units % step == 0 && units is >= 0 and <= 99_999_999 ? (long)units : null;
    }

    public static decimal Amount(long units, string currency) => (decimal)units / Factor(currency);

    private static int Factor(string currency) =>
        s_withoutDecimals.Contains(currency, StringComparer.Ordinal) ? 1
        : s_withThreeDecimals.Contains(currency, StringComparer.Ordinal) ? 1000
        : 100;
}
