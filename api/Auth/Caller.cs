using System.Globalization;
using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;

namespace MovieBooking.Api.Auth;

/// <summary>Who calls: the user of the access token.</summary>
internal static class Caller
{
    public static int UserId(this ClaimsPrincipal caller) =>
        caller.UserIdOrNull() ?? throw new InvalidOperationException("The route must require authorization.");

    public static int? UserIdOrNull(this ClaimsPrincipal caller) =>
        int.TryParse(caller.FindFirstValue(JwtRegisteredClaimNames.Sub), CultureInfo.InvariantCulture, out var userId) ? userId : null;

    /// <summary>The session that the access token belongs to.</summary>
    public static Guid SessionId(this ClaimsPrincipal caller) =>
        caller.SessionIdOrNull() ?? throw new InvalidOperationException("The route must require authorization.");

    public static Guid? SessionIdOrNull(this ClaimsPrincipal caller) =>
        Guid.TryParse(caller.FindFirstValue(AccessTokens.SessionClaim), out var sessionId) ? sessionId : null;
}
