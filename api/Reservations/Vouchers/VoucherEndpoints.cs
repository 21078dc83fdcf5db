using System.Security.Claims;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Reservations.Vouchers;

internal static class VoucherEndpoints
{
    public static void MapVoucher(this RouteGroupBuilder reservation)
    {
        var voucher = reservation
            .MapGroup("/voucher")
            .OpenToKeys(ApiKeyScope.BookingsWrite)
            .WithErrors(ApiError.ReservationExpired, ApiError.ReservationCancelled, ApiError.ReservationConfirmed, ApiError.ShowStarted);
        voucher
            .MapPut("", UseVoucher)
            // By address, and by whoever it is that asks from several.
            .RequireRateLimiting(RateLimits.Voucher)
            .LimitCallers(RateLimits.Voucher, BookingOwner.OfKey)
            .Produces<Reservation>()
            .WithErrors(ApiError.VoucherRefused);
        voucher.MapDelete("", RemoveVoucher).Produces<Reservation>();
    }

    /// <summary>Uses a voucher for a pending booking of yours, in place of any other, and says what its tickets cost now.</summary>
    /// <remarks>
    /// What it takes off is spread over the tickets to the minor unit; it is spread anew when SetTicketKinds changes them. The use counts until the booking
    /// is cancelled as a whole, or runs out. 400 names `code` where there is no such voucher, also one that was ended; 409 `voucher_refused` says
    /// why this one is not good here, in `detail` and, as a word, in `refusedFor`. A booking that costs nothing is confirmed without a payment. A payment of the
    /// total before is no longer taken: ask CreatePayment for another.
    /// </remarks>
    /// <param name="reservationId">The booking.</param>
    private static async Task<IResult> UseVoucher(
        int reservationId,
        UseVoucherRequest request,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        ReservationChanges changes,
        CancellationToken cancellationToken
    ) => await changes.UseVoucherAsync(reservationId, request, caller, key, cancellationToken) ?? ReservationEndpoints.NoSuchReservation();

    /// <summary>Uses no voucher for a pending booking of yours, and says what its tickets cost now. Without one nothing changes.</summary>
    /// <remarks>
    /// The use is given back: the code can be used for another booking.
    /// </remarks>
    /// <param name="reservationId">The booking.</param>
    private static async Task<IResult> RemoveVoucher(
        int reservationId,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        ReservationChanges changes,
        CancellationToken cancellationToken
    ) => await changes.RemoveVoucherAsync(reservationId, caller, key, cancellationToken) ?? ReservationEndpoints.NoSuchReservation();
}
