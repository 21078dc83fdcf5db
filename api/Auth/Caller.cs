using System.Globalization;
using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using MovieBooking.Db;

namespace MovieBooking.Api.Auth;

/// <summary>Who calls: the user of the access token, the guest whose booking it opens, or a program with a key.</summary>
internal static class Caller
{
    /// <summary>The key that calls; <see cref="ApiKeyAuthentication"/> makes these three.</summary>
    public const string ApiKeyClaim = "key";
    public const string ScopeClaim = "scope";
    public const string CinemaClaim = "cinema";

    public static int UserId(this ClaimsPrincipal caller) =>
        caller.UserIdOrNull() ?? throw new InvalidOperationException("The route must require authorization.");

    public static int? UserIdOrNull(this ClaimsPrincipal caller) =>
        int.TryParse(caller.FindFirstValue(JwtRegisteredClaimNames.Sub), CultureInfo.InvariantCulture, out var userId) ? userId : null;

    /// <summary>The one booking that a guest's token opens; null for a user.</summary>
    public static int? GuestReservationId(this ClaimsPrincipal caller) =>
        int.TryParse(caller.FindFirstValue(AccessTokens.ReservationClaim), CultureInfo.InvariantCulture, out var reservationId)
            ? reservationId
            : null;

    /// <summary>The key that calls; null for people.</summary>
    public static int? ApiKeyId(this ClaimsPrincipal caller) =>
        int.TryParse(caller.FindFirstValue(ApiKeyClaim), CultureInfo.InvariantCulture, out var keyId) ? keyId : null;

    /// <summary>For the log, which names nobody.</summary>
    public static string Number(this ClaimsPrincipal caller) =>
        caller.ApiKeyId() is { } keyId ? $"key {keyId}"
        : caller.GuestReservationId() is { } reservationId ? $"guest of booking {reservationId}"
        : caller.UserIdOrNull() is { } userId ? $"user {userId}"
        : "nobody";

    /// <summary>The cinemas that the calling key is for; none: all.</summary>
    public static IReadOnlyCollection<int> ApiKeyCinemas(this ClaimsPrincipal caller) =>
        [.. caller.FindAll(CinemaClaim).Select(claim => int.Parse(claim.Value, CultureInfo.InvariantCulture))];

    /// <summary>The session that the access token belongs to.</summary>
    public static Guid SessionId(this ClaimsPrincipal caller) =>
        caller.SessionIdOrNull() ?? throw new InvalidOperationException("The route must require authorization.");

    /// <summary>Whether a second factor is to be set up before anything else.</summary>
    public static bool LacksSecondFactor(this ClaimsPrincipal caller) =>
        caller.HasClaim(claim => claim.Type == AccessTokens.LacksSecondFactorClaim);

    public static Guid? SessionIdOrNull(this ClaimsPrincipal caller) =>
        Guid.TryParse(caller.FindFirstValue(AccessTokens.SessionClaim), out var sessionId) ? sessionId : null;

    public static UserSession Session(this ClaimsPrincipal caller) => new(caller.UserId(), caller.SessionId());

    /// <summary>The session of a signed-in user; null for anybody else.</summary>
    public static UserSession? SessionOrNull(this ClaimsPrincipal caller) =>
        (caller.UserIdOrNull(), caller.SessionIdOrNull()) is ({ } userId, { } sessionId) ? new UserSession(userId, sessionId) : null;
}
