using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Http;
using MovieBooking.Api.Reservations;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Admin.GiftCards;

/// <summary>Reads gift cards, newest first, and which bookings they paid.</summary>
internal sealed class GiftCardReader(MovieBookingContext db, Currency currency, TimeProvider clock)
{
    public async Task<PageOf<GiftCard>> ListAsync(IPageQuery query, CancellationToken cancellationToken)
    {
        var page = await Cards(db.GiftCards).PageAsync(query, cancellationToken);
        return new PageOf<GiftCard>([.. page.Items.Select(ToCard)], page.Page, page.PageSize, page.Total);
    }

    public IAsyncEnumerable<GiftCard> CardsAsync() => Cards(db.GiftCards).AsAsyncEnumerable().Select(ToCard);

    /// <summary>Cards by number.</summary>
    public async Task<IReadOnlyDictionary<int, GiftCard>> ReadAsync(IReadOnlyList<int> cardIds, CancellationToken cancellationToken) =>
        (await Cards(db.GiftCards.Where(row => cardIds.Contains(row.CardId))).ToListAsync(cancellationToken)).ToDictionary(
            row => row.Card.CardId,
            ToCard
        );

    public Task<bool> ExistsAsync(int cardId, CancellationToken cancellationToken) =>
        db.GiftCards.AnyAsync(row => row.CardId == cardId, cancellationToken);

    public async Task<PageOf<GiftCardUse>> ListUsesAsync(int cardId, IPageQuery query, CancellationToken cancellationToken)
    {
        var page = await Uses(cardId).PageAsync(query, cancellationToken);
        return new PageOf<GiftCardUse>([.. page.Items.Select(ToUse)], page.Page, page.PageSize, page.Total);
    }

    public IAsyncEnumerable<GiftCardUse> UsesAsync(int cardId) => Uses(cardId).AsAsyncEnumerable().Select(ToUse);

    private IQueryable<CardRow> Cards(IQueryable<Db.Model.GiftCard> cards) =>
        cards
            .AsNoTracking()
            .OrderByDescending(row => row.CardId)
            .Select(row => new CardRow(row, db.VGiftCardUses.Where(use => use.CardId == row.CardId).Sum(use => use.Spent)));

    private IQueryable<UseRow> Uses(int cardId) =>
        from use in db.VGiftCardUses
        join reservation in db.Reservations on use.ReservationId equals reservation.ReservationId
        where use.CardId == cardId
        orderby use.UsedAt descending, use.ReservationId descending
        select new UseRow(
            reservation.Reference,
            reservation.ReservationId,
            reservation.Status,
            reservation.ExpiresAt,
            use.Amount,
            use.GivenBack,
            use.Spent,
            use.UsedAt,
            reservation.Showtime.Movie.Title,
            reservation.Showtime.Screen.Cinema.Name,
            reservation.Showtime.Screen.Cinema.TimeZone
        );

    private GiftCard ToCard(CardRow row)
    {
        var card = row.Card;
        return new GiftCard(
            card.CardId,
            card.Name,
            card.Hint,
            Money(card.Amount),
            Money(row.Spent),
            Money(card.Amount - row.Spent),
            card.Currency,
            card.ExpiresAt is { } expires ? Utc(expires) : null,
            Utc(card.CreatedAt),
            card.CancelledAt is { } cancelled ? Utc(cancelled) : null
        );

        // In the minor units of the house's currency; a card from before another was set keeps its own.
        decimal Money(decimal amount) => card.Currency == currency.Code ? currency.Round(amount) : amount;
    }

    private GiftCardUse ToUse(UseRow row)
    {
        var status = Word.Parse<ReservationStatus>(row.Status);
        return new GiftCardUse(
            row.Reference,
            row.ReservationId,
            status == ReservationStatus.Pending && row.ExpiresAt <= clock.GetUtcNow().UtcDateTime ? ReservationStatus.Expired : status,
            currency.Round(row.Amount),
            currency.Round(row.GivenBack),
            currency.Round(row.Spent),
            currency.Code,
            row.UsedAt.In(row.TimeZone),
            row.Movie,
            row.Cinema
        );
    }

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));

    private sealed record CardRow(Db.Model.GiftCard Card, decimal Spent);

    private sealed record UseRow(
        string Reference,
        int ReservationId,
        string Status,
        DateTime? ExpiresAt,
        decimal Amount,
        decimal GivenBack,
        decimal Spent,
        DateTime UsedAt,
        string Movie,
        string Cinema,
        string TimeZone
    );
}
