using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MovieBooking.Tests.Support;

/// <summary>Detached signatures (RFC 7515, appendix F; ES256), as whoever has only the published keys (RFC 7517) reads them.</summary>
internal static class Jws
{
    /// <summary>False also where no key has the name.</summary>
    public static bool Verifies(string signature, ReadOnlySpan<byte> payload, JsonElement keys)
    {
        var parts = signature.Split('.');
        var header = JsonSerializer.Deserialize<JsonElement>(Base64Url.DecodeFromChars(parts[0]));
        Assert.Equal((3, "", "ES256"), (parts.Length, parts[1], header.Text("alg")));
        var key = keys.EnumerateArray().SingleOrDefault(one => one.Text("kid") == header.Text("kid"));
        if (key.ValueKind == JsonValueKind.Undefined)
        {
            return false;
        }

        Assert.Equal(("EC", "P-256", "sig", "ES256"), (key.Text("kty"), key.Text("crv"), key.Text("use"), key.Text("alg")));
        using var verifier = ECDsa.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new() { X = Base64Url.DecodeFromChars(key.Text("x")), Y = Base64Url.DecodeFromChars(key.Text("y")) },
            }
        );
        return verifier.VerifyData(
            Encoding.ASCII.GetBytes($"{parts[0]}.{Base64Url.EncodeToString(payload)}"),
            Base64Url.DecodeFromChars(parts[2]),
            HashAlgorithmName.SHA256
        );
    }
}
