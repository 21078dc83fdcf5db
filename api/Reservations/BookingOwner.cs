using System.Globalization;
using System.Security.Claims;
using MovieBooking.Api.Auth;

namespace MovieBooking.Api.Reservations;

/// <summary>
/// Whose a booking is, for statements: the user's who made it, the guest's whose token opens it, or the key's that made it. Queries
/// ask <see cref="ReservationReader"/>.
/// </summary>
internal static class BookingOwner
{
    /// <summary>A condition on a row of <c>reservations</c>, with <see cref="Parameters"/>.</summary>
    public static string Owns(ClaimsPrincipal caller) =>
        caller.ApiKeyId() is not null
            ? """
                EXISTS (
                    SELECT 1
                    FROM api_key_reservations
                    WHERE api_key_reservations.reservation_id = reservations.reservation_id
                        AND api_key_reservations.key_id = @api_key_id
                )
                """
        : caller.GuestReservationId() is not null ? "reservations.reservation_id = @opened_id AND reservations.user_id IS NULL"
        : "reservations.user_id = @user_id";

    public static (string Name, object? Value)[] Parameters(ClaimsPrincipal caller) =>
        [("@api_key_id", caller.ApiKeyId()), ("@opened_id", caller.GuestReservationId()), ("@user_id", caller.UserIdOrNull())];

    /// <summary>Whose Idempotency-Key it is.</summary>
    public static string OfKey(ClaimsPrincipal caller) =>
        caller.ApiKeyId() is { } key ? string.Create(CultureInfo.InvariantCulture, $"key:{key}")
        : caller.GuestReservationId() is { } opened ? string.Create(CultureInfo.InvariantCulture, $"reservation:{opened}")
        : string.Create(CultureInfo.InvariantCulture, $"user:{caller.UserId()}");
}
