using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Reservations.Vouchers;
using MovieBooking.Db;

namespace MovieBooking.Api.Admin.GiftCards;

/// <summary>Gift cards: issued with their codes, listed, and cancelled.</summary>
internal static class AdminGiftCardEndpoints
{
    public static RouteGroupBuilder MapAdminGiftCards(this RouteGroupBuilder admin)
    {
        var group = admin.MapGroup("").WithTags("Admin: gift cards").AdminsOnly();
        group.MapGet("/gift-cards", ListGiftCards);
        group.MapGet("/gift-cards.csv", DownloadGiftCards).ProducesCsv();
        group.MapPost("/gift-cards", IssueGiftCards).Produces<IReadOnlyList<NewGiftCard>>(StatusCodes.Status201Created);
        var card = group.MapGroup("/gift-cards/{cardId:int}").WithErrors(ApiError.NotFound);
        card.MapDelete("", CancelGiftCard);
        card.MapGet("/uses", ListGiftCardUses);
        card.MapGet("/uses.csv", DownloadGiftCardUses).ProducesCsv();
        return admin;
    }

    /// <summary>The gift cards, newest first, also those that are cancelled or expired, with what is left on each.</summary>
    /// <remarks>
    /// Admins only. Codes nobody can read: `hint` tells which is which.
    /// </remarks>
    private static async Task<Ok<PageOf<GiftCard>>> ListGiftCards(
        [AsParameters] PageQuery query,
        GiftCardReader cards,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await cards.ListAsync(query, cancellationToken));

    /// <summary>The same as a file for a spreadsheet (CSV).</summary>
    /// <remarks>
    /// Admins only.
    /// </remarks>
    private static PushStreamHttpResult DownloadGiftCards(GiftCardReader cards, CancellationToken cancellationToken) =>
        Csv.File(cards.CardsAsync(), "gift-cards.csv", cancellationToken);

    /// <summary>Issues gift cards, whose codes are told once, in this answer.</summary>
    /// <remarks>
    /// Admins only. A card never changes: cancel it, and issue another. An answer that is lost is no harm: cancel the cards whose codes nobody
    /// knows. `Idempotency-Key` is not taken, since the answer would be kept with the codes.
    /// </remarks>
    private static async Task<IResult> IssueGiftCards(
        IssueGiftCardsRequest request,
        ClaimsPrincipal caller,
        BookingTransaction booking,
        Currency currency,
        GiftCardReader cards,
        CancellationToken cancellationToken
    )
    {
        var codes = Enumerable.Range(0, request.Cards ?? 1).Select(_ => VoucherCode.Create()).ToArray();
        var cardIds = await booking.RunRepeatableAsync(
            transaction => GiftCardWriter.IssueAsync(transaction, request, codes, currency.Code, AuditActor.Of(caller), cancellationToken),
            cancellationToken
        );
        var made = await cards.ReadAsync(cardIds, cancellationToken);
        var issued = codes.Zip(cardIds, (code, cardId) => new NewGiftCard(VoucherCode.Written(code), made[cardId]));
        return TypedResults.Json(issued.ToArray(), statusCode: StatusCodes.Status201Created);
    }

    /// <summary>Cancels a gift card: from now on it pays nothing. Cancelling it twice changes nothing.</summary>
    /// <remarks>
    /// Admins only. What bookings have taken of it stands, also those that are not confirmed yet; what comes back of that is on the card, and is not
    /// to be spent.
    /// </remarks>
    /// <param name="cardId">The card.</param>
    private static async Task<Results<NoContent, ProblemHttpResult>> CancelGiftCard(
        int cardId,
        ClaimsPrincipal caller,
        BookingTransaction booking,
        CancellationToken cancellationToken
    ) =>
        await booking.RunRepeatableAsync(
            transaction => GiftCardWriter.CancelAsync(transaction, cardId, AuditActor.Of(caller), cancellationToken),
            cancellationToken
        )
            ? TypedResults.NoContent()
            : NoSuchGiftCard();

    /// <summary>The bookings that a gift card paid, newest first, with what it paid of each and what came back.</summary>
    /// <remarks>
    /// Admins only. Also bookings that ran out or were cancelled before they were confirmed: of these nothing counts (`spent`).
    /// </remarks>
    /// <param name="cardId">The card.</param>
    private static async Task<Results<Ok<PageOf<GiftCardUse>>, ProblemHttpResult>> ListGiftCardUses(
        int cardId,
        [AsParameters] PageQuery query,
        GiftCardReader cards,
        CancellationToken cancellationToken
    ) =>
        await cards.ExistsAsync(cardId, cancellationToken)
            ? TypedResults.Ok(await cards.ListUsesAsync(cardId, query, cancellationToken))
            : NoSuchGiftCard();

    /// <summary>The same as a file for a spreadsheet (CSV).</summary>
    /// <remarks>
    /// Admins only.
    /// </remarks>
    /// <param name="cardId">The card.</param>
    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> DownloadGiftCardUses(
        int cardId,
        GiftCardReader cards,
        CancellationToken cancellationToken
    ) =>
        await cards.ExistsAsync(cardId, cancellationToken)
            ? Csv.File(cards.UsesAsync(cardId), string.Create(CultureInfo.InvariantCulture, $"gift-card-{cardId}.csv"), cancellationToken)
            : NoSuchGiftCard();

    private static ProblemHttpResult NoSuchGiftCard() => Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchGiftCard"]);
}
