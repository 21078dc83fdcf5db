using FluentValidation;
using MovieBooking.Api.Http;
using MovieBooking.Api.Reservations.Vouchers;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.BoxOffice.Codes;

/// <summary>
/// What the codes are that somebody shows at the counter, who need not know: a voucher's, a gift card's, or one of each, as the hashes that the database
/// keeps. Whether they are good the routines say.
/// </summary>
internal sealed record CounterCodes(byte[]? Voucher, byte[]? GiftCard, string? VoucherHint, string? GiftCardHint)
{
    private const int UnknownVoucher = 45090;
    private const int UnknownGiftCard = 45110;

    /// <summary>A code stays its voucher's or its card's for good: finding it needs no lock.</summary>
    public static async Task<CounterCodes> FindAsync(
        MySqlTransaction transaction,
        IReadOnlyList<string>? typed,
        CancellationToken cancellationToken
    )
    {
        var found = new CounterCodes(null, null, null, null);
        foreach (var code in (typed ?? []).Select(code => VoucherCode.Read(code)!))
        {
            var (hash, hint) = (VoucherCode.Hash(code), VoucherCode.Hint(code));
            var isVoucher = await transaction.QueryAsync(
                """
                SELECT TRUE
                FROM voucher_codes
                WHERE voucher_codes.code_hash = @hash
                UNION ALL
                SELECT FALSE
                FROM gift_cards
                WHERE gift_cards.code_hash = @hash
                """,
                row => row.GetBoolean(0),
                cancellationToken,
                ("@hash", hash)
            );
            found = isVoucher switch
            {
                [true] when found.Voucher is null => found with { Voucher = hash, VoucherHint = hint },
                [false] when found.GiftCard is null => found with { GiftCard = hash, GiftCardHint = hint },
                [] => throw Unknown(hint),
                _ => throw new Refusal(Problems.Invalid("codes", Texts.Problems["CodesOneOfEach"])),
            };
        }

        return found;
    }

    /// <summary>One that was ended, was cancelled or has expired gets the answer of one that does not exist.</summary>
    public async Task<T> OrUnknownAsync<T>(Func<Task<T>> use)
    {
        try
        {
            return await use();
        }
        catch (MySqlException exception) when (exception.Number is UnknownVoucher or UnknownGiftCard)
        {
            throw Unknown(exception.Number == UnknownVoucher ? VoucherHint! : GiftCardHint!);
        }
    }

    private static Refusal Unknown(string hint) => new(Problems.Invalid("codes", Texts.Problems["CodeUnknown", hint]));
}

internal static class CounterCodeRules
{
    private const int Most = 2;
    private const int MostLetters = 60;

    /// <summary>Codes as somebody may type them: of a voucher, of a gift card, or of one of each.</summary>
    public static IRuleBuilderOptions<T, IReadOnlyList<string>> CounterCodes<T>(this IRuleBuilderInitial<T, IReadOnlyList<string>> rule) =>
        rule.Cascade(CascadeMode.Stop)
            .Must(codes => codes.Count <= Most)
            .WithMessage(_ => Texts.Problems["CodesOneOfEach"])
            .Must(codes => codes.All(code => code is { Length: <= MostLetters } && VoucherCode.Read(code) is not null))
            .WithMessage(_ => Texts.Problems["VoucherCode"])
            .Must(codes => codes.Select(VoucherCode.Read).Distinct(StringComparer.Ordinal).Count() == codes.Count)
            .WithMessage(_ => Texts.Problems["CodesOneOfEach"]);
}
