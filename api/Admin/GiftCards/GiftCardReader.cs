using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Http;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Admin.GiftCards;

/// <summary>Reads gift cards, newest first.</summary>
internal sealed class GiftCardReader(MovieBookingContext db, Currency currency)
{
    public async Task<PageOf<GiftCard>> ListAsync(IPageQuery query, CancellationToken cancellationToken)
    {
        var page = await db.GiftCards.OrderByDescending(row => row.CardId).PageAsync(query, cancellationToken);
        return new PageOf<GiftCard>([.. page.Items.Select(ToCard)], page.Page, page.PageSize, page.Total);
    }

    public IAsyncEnumerable<GiftCard> CardsAsync() =>
        db.GiftCards.AsNoTracking().OrderByDescending(row => row.CardId).AsAsyncEnumerable().Select(ToCard);

    /// <summary>Cards by number.</summary>
    public async Task<IReadOnlyDictionary<int, GiftCard>> ReadAsync(IReadOnlyList<int> cardIds, CancellationToken cancellationToken) =>
        (await db.GiftCards.AsNoTracking().Where(row => cardIds.Contains(row.CardId)).ToListAsync(cancellationToken)).ToDictionary(
            row => row.CardId,
            ToCard
        );

    private GiftCard ToCard(Db.Model.GiftCard row) =>
        new(
            row.CardId,
            row.Name,
            row.Hint,
            // In the minor units of the house's currency; a card from before another was set keeps its own.
            row.Currency == currency.Code
                ? currency.Round(row.Amount)
                : row.Amount,
            row.Currency,
            row.ExpiresAt is { } expires ? Utc(expires) : null,
            Utc(row.CreatedAt),
            row.CancelledAt is { } cancelled ? Utc(cancelled) : null
        );

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
