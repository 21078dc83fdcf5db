using MovieBooking.Load.Staging;

namespace MovieBooking.Load.Customers;

/// <summary>Sales with a voucher, a gift card or both: first what they would cost, then for just that.</summary>
internal sealed partial class Counter
{
    public async Task SellAsync(Show show, int[] seatIds, int ofKind, bool isCash, Voucher? voucher, GiftCard? card)
    {
        var path = $"box-office/showtimes/{show.ShowtimeId}";
        string[] codes = [.. new[] { card?.Code, voucher?.Code }.OfType<string>()];
        var quoted = await clerk.InsistAsync(
            new Call("quote at counter", HttpMethod.Post, $"{path}/quotes", Json.Quote(seatIds, show.KindId, ofKind, codes))
        );
        if (quoted.Status != 200)
        {
            RequireRefusal(quoted, voucher, card);
            return;
        }

        var quote = quoted.Json();
        var (total, toPay) = (quote.GetProperty("total").GetDecimal(), quote.GetProperty("toPay").GetDecimal());
        var sale = Json.Sale(
            seatIds,
            show.KindId,
            ofKind,
            isCash,
            total,
            codes: codes,
            giftCardAmount: card is null ? null : total - toPay
        );
        var answer = await clerk.InsistAsync(new Call("sell with codes", HttpMethod.Post, $"{path}/sales", sale, Bookings.NewKey()));
        if (answer.Status != 201)
        {
            // Others may have spent of the card between the two.
            RequireRefusal(answer, voucher, card, mayChange: card is { IsEndless: false });
            return;
        }

        var sold = Remember(show, seatIds, ofKind, answer.Json(), voucher);
        if (sold.Total != total || sold.ToPay != toPay)
        {
            Contradict($"{quote} was told for reservation {sold.ReservationId}, and {answer.Json()} charged");
        }
    }

    private void RequireRefusal(Answer answer, Voucher? voucher, GiftCard? card, bool mayChange = false)
    {
        var isExpected = answer.Code switch
        {
            "seats_taken" => true,
            "voucher_refused" => voucher is { MaxUses: not null },
            // Where the voucher makes the tickets free a card has nothing to pay.
            "gift_card_refused" => card is { IsEndless: false } || (card is not null && voucher is { Type: "seats" or "amount" }),
            "price_changed" => mayChange,
            _ => false,
        };
        if (!isExpected)
        {
            Contradict($"selling with {voucher} and {card} at the counter answered {answer.Outcome}");
        }
    }
}
