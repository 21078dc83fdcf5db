using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Http;
using MovieBooking.Db.Model;
using VoucherCode = MovieBooking.Api.Reservations.Vouchers.VoucherCode;

namespace MovieBooking.Api.GiftCards;

internal static class GiftCardEndpoints
{
    public static RouteGroupBuilder MapGiftCards(this RouteGroupBuilder api)
    {
        api.MapGroup("/gift-cards")
            .WithTags("Gift cards")
            .MapPost("/balance", CheckGiftCard)
            .RequireRateLimiting(RateLimits.Voucher)
            .WithErrors(ApiError.ValidationFailed);
        return api;
    }

    /// <summary>What a gift card is worth, for whoever has its code.</summary>
    /// <remarks>
    /// Public; a POST, since a code in an address would be written down on its way. 400 names `code` where there is no such card, also one that was
    /// cancelled, has expired, or is of another currency than this house's: all alike. A few calls a minute from one address, those with vouchers included.
    /// </remarks>
    private static async Task<Results<Ok<GiftCardBalance>, ProblemHttpResult>> CheckGiftCard(
        CheckGiftCardRequest request,
        MovieBookingContext db,
        Currency currency,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        // One look by key, whatever the code is (what was taken of a card is read of one that there is, which is told anyway): neither the answer nor its time tells how much of a guess was right.
        var hash = VoucherCode.Hash(VoucherCode.Read(request.Code)!);
        var now = clock.GetUtcNow().UtcDateTime;
        var card = await db
            .GiftCards.Where(row =>
                row.CodeHash == hash
                && row.CancelledAt == null
                && (row.ExpiresAt == null || row.ExpiresAt > now)
                && row.Currency == currency.Code
            )
            .Select(row => new
            {
                row.Hint,
                Balance = row.Amount - db.VGiftCardUses.Where(use => use.CardId == row.CardId).Sum(use => use.Spent),
                row.ExpiresAt,
            })
            .SingleOrDefaultAsync(cancellationToken);
        return card is null
            ? TypedResults.Problem(Problems.Invalid("code", Texts.Problems["GiftCardUnknown"]))
            : TypedResults.Ok(
                new GiftCardBalance(
                    card.Hint,
                    currency.Round(card.Balance),
                    currency.Code,
                    card.ExpiresAt is { } expires ? new DateTimeOffset(DateTime.SpecifyKind(expires, DateTimeKind.Utc)) : null
                )
            );
    }
}
