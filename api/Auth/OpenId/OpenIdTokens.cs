using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace MovieBooking.Api.Auth;

/// <summary>What makes an ID token good (OpenID Connect Core 1.0, section 3.1.3.7): the provider's signature, for this application, now, for this sign-in.</summary>
internal sealed class OpenIdTokens(TimeProvider clock)
{
    private static readonly TimeSpan s_skew = TimeSpan.FromMinutes(1);

    /// <summary>Signatures with a key pair: neither none, nor one with a secret that the provider's published keys could be taken for.</summary>
    private static readonly string[] s_algorithms =
    [
        SecurityAlgorithms.RsaSha256,
        SecurityAlgorithms.RsaSha384,
        SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256,
        SecurityAlgorithms.RsaSsaPssSha384,
        SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256,
        SecurityAlgorithms.EcdsaSha384,
        SecurityAlgorithms.EcdsaSha512,
    ];

    /// <summary>Who it is about; null, and why: it is none, or not for this.</summary>
    public async Task<(OpenIdPerson? Person, string? Fault)> ReadAsync(
        OpenIdProvider provider,
        OpenIdConnectConfiguration configuration,
        string? token,
        string nonce
    )
    {
        var validated = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(
            token,
            new TokenValidationParameters
            {
                ValidIssuer = configuration.Issuer,
                ValidAudience = provider.ClientId,
                IssuerSigningKeys = configuration.SigningKeys,
                ValidAlgorithms = s_algorithms,
                RequireSignedTokens = true,
                RequireExpirationTime = true,
                // The handler would read the machine's clock, not TimeProvider.
                LifetimeValidator = (notBefore, expires, _, _) => IsAlive(notBefore, expires),
            }
        );
        if (!validated.IsValid)
        {
            return (null, validated.Exception?.GetType().Name);
        }

        var idToken = (JsonWebToken)validated.SecurityToken;
        var claims = JsonSerializer.Deserialize<JsonElement>(Base64UrlEncoder.Decode(idToken.EncodedPayload));
        return Text(claims, "nonce") is not { } told
            || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(told), Encoding.UTF8.GetBytes(nonce))
                ? (null, "the nonce is of another sign-in")
            // For several at once: who it was issued to says azp.
            : (idToken.Audiences.Count() > 1 || Text(claims, "azp") is not null) && Text(claims, "azp") != provider.ClientId
                ? (null, "it was issued to another application")
            : OpenIdPerson.Read(claims) is { } person ? (person, null)
            : (null, "it names nobody");
    }

    internal static string? Text(JsonElement claims, string name) =>
        claims.ValueKind == JsonValueKind.Object && claims.TryGetProperty(name, out var claim) && claim.ValueKind == JsonValueKind.String
            ? claim.GetString()
            : null;

    private bool IsAlive(DateTime? notBefore, DateTime? expires)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return (notBefore is null || notBefore <= now + s_skew) && expires > now - s_skew;
    }
}
