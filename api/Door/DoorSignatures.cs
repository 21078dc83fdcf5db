using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using MovieBooking.Api.Reservations;

namespace MovieBooking.Api.Door;

/// <summary>
/// Signs the lists of doors, so that a list stands for itself wherever it is kept: a detached JWS (RFC 7515, appendix F; ES256) over the bytes of the
/// answer. Its keys are derived from those of the tickets, and so the same in all processes: the highest number signs, each one is published until it is
/// removed.
/// </summary>
internal sealed class DoorSignatures
{
    public const string Header = "List-Signature";

    // The order of P-256 (NIST SP 800-186, 3.2.1.3).
    private static readonly BigInteger s_order = BigInteger.Parse(
        "0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551",
        NumberStyles.AllowHexSpecifier,
        CultureInfo.InvariantCulture
    );

    private readonly ECParameters? _newest;
    private readonly string _header = "";

    public DoorSignatures(IConfiguration configuration)
    {
        var keys = TicketTokens
            .Secrets(configuration)
            .OrderByDescending(secret => secret.Number)
            .Select(secret => Key(secret.Text))
            .ToList();
        Published = new DoorKeys([.. keys.Select(Public)]);
        if (keys.Count > 0)
        {
            _newest = keys[0];
            _header = Base64Url.EncodeToString(Encoding.ASCII.GetBytes($$"""{"alg":"ES256","kid":"{{Published.Keys[0].Kid}}"}"""));
        }
    }

    /// <summary>The public keys, the one that signs first.</summary>
    public DoorKeys Published { get; }

    public string Sign(ReadOnlySpan<byte> list)
    {
        using var key = ECDsa.Create(_newest ?? throw new InvalidOperationException($"{TicketTokens.Setting} is missing."));
        var signed = Encoding.ASCII.GetBytes($"{_header}.{Base64Url.EncodeToString(list)}");
        return $"{_header}..{Base64Url.EncodeToString(key.SignData(signed, HashAlgorithmName.SHA256))}";
    }

    /// <summary>A private key of 64 bits more than it has, so that no value is likelier than another (FIPS 186-5, A.2.1).</summary>
    private static ECParameters Key(string secret)
    {
        var bytes = HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            Encoding.UTF8.GetBytes(secret),
            outputLength: 40,
            info: "moviebooking door list v1"u8.ToArray()
        );
        var number = (new BigInteger(bytes, isUnsigned: true, isBigEndian: true) % (s_order - 1)) + 1;
        var d = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = [.. new byte[32 - d.Length], .. d] });
        return key.ExportParameters(includePrivateParameters: true);
    }

    private static DoorKey Public(ECParameters key)
    {
        var (x, y) = (Base64Url.EncodeToString(key.Q.X), Base64Url.EncodeToString(key.Q.Y));
        // Its thumbprint (RFC 7638): another secret under the same number is another key.
        var thumbprint = SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}"""));
        return new DoorKey("EC", "P-256", x, y, Base64Url.EncodeToString(thumbprint), "sig", "ES256");
    }
}
