using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace MovieBooking.Api.Auth;

/// <summary>
/// The 256 random bits of one sign-in at a provider, which its browser alone has. What goes to the provider and comes back (state, nonce) and what is
/// shown it at the end (the verifier of PKCE) is derived from them, so that nothing is stored anywhere from which a sign-in could be finished, any
/// process can finish it, and no other browser.
/// </summary>
internal sealed class OpenIdSecret
{
    private const int SecretBytes = 32;

    private readonly byte[] _secret;

    private OpenIdSecret(byte[] secret) => _secret = secret;

    public string State => Derive("state"u8);

    public string Nonce => Derive("nonce"u8);

    /// <summary>43 characters, as RFC 7636 wants at least.</summary>
    public string Verifier => Derive("verifier"u8);

    /// <summary>S256 of the verifier.</summary>
    public string Challenge => Base64Url.EncodeToString(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(Verifier)));

    /// <summary>What the database knows it by.</summary>
    public byte[] Hash => SHA256.HashData(_secret);

    public static OpenIdSecret New() => new(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>Null: the browser has none.</summary>
    public static OpenIdSecret? Read(HttpContext http)
    {
        var secret = new byte[SecretBytes];
        return
            http.Request.Cookies[Name(http)] is { } text
            && text.Length == Base64Url.GetEncodedLength(SecretBytes)
            && Base64Url.DecodeFromChars(text, secret, out _, out var length) == OperationStatus.Done
            && length == SecretBytes
            ? new OpenIdSecret(secret)
            : null;
    }

    public void Write(HttpContext http) =>
        http.Response.Cookies.Append(Name(http), Base64Url.EncodeToString(_secret), RefreshCookie.Options(http, OpenIdRequests.Lifetime));

    public static void Delete(HttpContext http) => http.Response.Cookies.Delete(Name(http), RefreshCookie.Options(http, maxAge: null));

    private string Derive(ReadOnlySpan<byte> purpose) => Base64Url.EncodeToString(HMACSHA256.HashData(_secret, purpose));

    private static string Name(HttpContext http) => http.Request.IsHttps ? "__Host-moviebooking_openid" : "moviebooking_openid";
}
