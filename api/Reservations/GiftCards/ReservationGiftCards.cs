using System.Security.Claims;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Reservations.GiftCards;

internal static class ReservationGiftCards
{
    public static void MapGiftCard(this RouteGroupBuilder reservation)
    {
        var card = reservation
            .MapGroup("/gift-card")
            .OpenToKeys(ApiKeyScope.BookingsWrite)
            .WithErrors(ApiError.ReservationExpired, ApiError.ReservationCancelled, ApiError.ReservationConfirmed, ApiError.ShowStarted);
        card.MapPut("", UseGiftCard)
            // By address, and by whoever it is that asks from several; together with vouchers, whose codes look the same.
            .RequireRateLimiting(RateLimits.Voucher)
            .LimitCallers(RateLimits.Voucher, BookingOwner.OfKey)
            .Produces<Reservation>()
            .WithErrors(ApiError.GiftCardRefused);
        card.MapDelete("", RemoveGiftCard).Produces<Reservation>();
    }

    /// <summary>Pays a pending booking of yours with a gift card, in place of any other, and says what is left to pay.</summary>
    /// <remarks>
    /// The card pays the whole booking, or as much of it as it has: `giftCard.amount`. That is set aside at once, and reckoned anew when SetTicketKinds or
    /// UseVoucher change the total; it is on the card again when the booking is cancelled or runs out. The rest is `payment.amount`: it is paid as ever,
    /// and where it is nothing the booking is confirmed without a payment. A payment of the amount before is no longer taken: ask CreatePayment for another.
    /// 400 names `code` where there is no such card, also one that was cancelled, has expired, or is of another currency; 409 `gift_card_refused`
    /// says why it pays nothing here, in `detail` and, as a word, in `refusedFor`.
    /// </remarks>
    /// <param name="reservationId">The booking.</param>
    private static async Task<IResult> UseGiftCard(
        int reservationId,
        UseGiftCardRequest request,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        ReservationChanges changes,
        CancellationToken cancellationToken
    ) => await changes.UseGiftCardAsync(reservationId, request, caller, key, cancellationToken) ?? ReservationEndpoints.NoSuchReservation();

    /// <summary>Pays a pending booking of yours without a gift card. Where there is none nothing changes.</summary>
    /// <remarks>
    /// What was set aside is on the card again.
    /// </remarks>
    /// <param name="reservationId">The booking.</param>
    private static async Task<IResult> RemoveGiftCard(
        int reservationId,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        ReservationChanges changes,
        CancellationToken cancellationToken
    ) => await changes.RemoveGiftCardAsync(reservationId, caller, key, cancellationToken) ?? ReservationEndpoints.NoSuchReservation();
}
