namespace MovieBooking.Api.Http;

/// <summary>The one currency of all prices, from the setting <c>Currency</c>; the database keeps it beside the prices.</summary>
internal sealed class Currency
{
    // ISO 4217, table A.1: all others have two.
    private static readonly string[] s_withoutDecimals =
    [
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "UYI",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    ];

    private static readonly string[] s_withThreeDecimals = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

    public Currency(IConfiguration configuration)
    {
        Code = configuration["Currency"] ?? "USD";
        MinorUnits =
            s_withoutDecimals.Contains(Code, StringComparer.Ordinal) ? 0
            : s_withThreeDecimals.Contains(Code, StringComparer.Ordinal) ? 3
            : 2;
    }

    /// <summary>ISO 4217.</summary>
    public string Code { get; }

    /// <summary>How many decimals an amount has: 2 for USD, 0 for JPY, 3 for KWD.</summary>
    public int MinorUnits { get; }

    /// <summary>The smallest amount: a cent, a yen, a fils.</summary>
    public decimal MinorUnit => new(1, 0, 0, isNegative: false, (byte)MinorUnits);

    /// <summary>An amount with the decimals of the currency; half a minor unit goes away from zero, as in fn_round_money.</summary>
    public decimal Round(decimal amount) =>
        // Adding 0.00 gives a whole amount its decimals, too.
        decimal.Round(amount, MinorUnits, MidpointRounding.AwayFromZero) + (0 * MinorUnit);

    /// <summary>What is wrong with the setting; null when it can be used.</summary>
    public string? Problem =>
        Code is [>= 'A' and <= 'Z', >= 'A' and <= 'Z', >= 'A' and <= 'Z'] and not ("CLF" or "UYW" or "XXX" or "XTS")
            ? null
            : $"Currency is `{Code}`: it must be a code of ISO 4217 with three decimals at most, for instance USD, JPY or KWD.";
}
