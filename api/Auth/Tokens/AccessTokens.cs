using System.Globalization;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace MovieBooking.Api.Auth;

/// <summary>Mints access tokens (JWT, HS256) and says how to check them.</summary>
internal sealed class AccessTokens(SigningKeys keys, TimeProvider clock)
{
    public const string RoleClaim = "role";

    /// <summary>The session (family of refresh tokens) that the access token belongs to.</summary>
    public const string SessionClaim = JwtRegisteredClaimNames.Sid;

    /// <summary>The one booking that a guest's token opens.</summary>
    public const string ReservationClaim = "reservation";

    /// <summary>There where its user must have a second factor and has none; see <see cref="SecondFactorDuty"/>.</summary>
    public const string LacksSecondFactorClaim = "lacks_second_factor";

    private const string Issuer = "moviebooking";
    private static readonly TimeSpan s_lifetime = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan s_guestLifetime = TimeSpan.FromDays(1);

    // Between instances whose clocks differ a little, a token must not be too young to use. It never lives longer for that.
    private static readonly TimeSpan s_skew = TimeSpan.FromSeconds(30);

    // Each has its name (RFC 7515, kid) in the tokens that it signed.
    private readonly SecurityKey[] _keys =
    [
        .. keys.All.Select(key => new SymmetricSecurityKey(key) { KeyId = Base64UrlEncoder.Encode(SHA256.HashData(key)[..6]) }),
    ];

    public (string Token, DateTime ExpiresAt) Mint(User user, Guid sessionId, bool lacksSecondFactor = false)
    {
        // A JWT counts whole seconds; the answer tells the same moment.
        var now = DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds()).UtcDateTime;
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [JwtRegisteredClaimNames.Sub] = user.UserId.ToString(CultureInfo.InvariantCulture),
            [JwtRegisteredClaimNames.Name] = user.DisplayName,
            [RoleClaim] = Http.Word.Of(user.Role),
            [SessionClaim] = sessionId.ToString(),
        };
        if (lacksSecondFactor)
        {
            claims[LacksSecondFactorClaim] = true;
        }

        return (Sign(claims, now, now + s_lifetime), now + s_lifetime);
    }

    /// <summary>A token that opens one booking, for a guest, until a day after the show; null when that is over.</summary>
    public string? MintForGuest(int reservationId, DateTimeOffset showEndsAt)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var expires = showEndsAt.UtcDateTime + s_guestLifetime;
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [ReservationClaim] = reservationId.ToString(CultureInfo.InvariantCulture),
        };
        return now < expires ? Sign(claims, now, expires) : null;
    }

    public TokenValidationParameters ValidationParameters() =>
        new()
        {
            ValidIssuer = Issuer,
            ValidAudience = Issuer,
            IssuerSigningKeys = _keys,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            NameClaimType = JwtRegisteredClaimNames.Name,
            RoleClaimType = RoleClaim,
            // The handler would read the machine's clock, not TimeProvider.
            LifetimeValidator = (notBefore, expires, _, _) => IsAlive(notBefore, expires),
        };

    private string Sign(Dictionary<string, object> claims, DateTime now, DateTime expires) =>
        new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Issuer,
                Audience = Issuer,
                IssuedAt = now,
                NotBefore = now,
                Expires = expires,
                SigningCredentials = new SigningCredentials(_keys[0], SecurityAlgorithms.HmacSha256),
                Claims = claims,
            }
        );

    private bool IsAlive(DateTime? notBefore, DateTime? expires)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return notBefore <= now + s_skew && expires > now;
    }
}
