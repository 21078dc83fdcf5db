using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace MovieBooking.Tests.Support;

/// <summary>An authenticator with one passkey in it (ECDSA on P-256), which signs whatever a test has it sign.</summary>
internal sealed class SoftwarePasskey : IDisposable
{
    public const string Site = "http://localhost:5080";
    public const string Own = "/api/v1/auth/me/passkeys";
    public const string Door = "/api/v1/auth/passkey";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public byte[] Id { get; init; } = RandomNumberGenerator.GetBytes(32);

    public string Handle { get; set; } = "";

    public uint Count { get; set; }

    public string Origin { get; set; } = Site;

    public bool Verifies { get; set; } = true;

    /// <summary>Whether its maker vouches for it, although nobody asked (FIDO U2F).</summary>
    public bool IsAttested { get; init; }

    /// <summary>Null: as it is asked.</summary>
    public string? RpId { get; set; }

    /// <param name="challenge">Of what it is the challenge instead.</param>
    public object New(JsonElement options, JsonElement? challenge = null)
    {
        Handle = options.Text("userHandle");
        var clientData = ClientData("webauthn.create", (challenge ?? options).Text("challenge"));
        return new
        {
            name = "My key",
            credentialId = Base64Url.EncodeToString(Id),
            clientData,
            attestationObject = Base64Url.EncodeToString(Attestation(options.Text("rpId"), clientData)),
        };
    }

    public object Sign(JsonElement options)
    {
        var clientData = ClientData("webauthn.get", options.Text("challenge"));
        var data = Data(options.Text("rpId"), 0x00);
        byte[] signed = [.. data, .. SHA256.HashData(Base64Url.DecodeFromChars(clientData))];
        return new
        {
            credentialId = Base64Url.EncodeToString(Id),
            clientData,
            authenticatorData = Base64Url.EncodeToString(data),
            signature = Base64Url.EncodeToString(_key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            userHandle = Handle,
        };
    }

    public async Task<JsonElement> AddAsync(HttpClient client, string? code = null) =>
        await client.PostAsJsonAsync(Own, New(await OptionsAsync(client, code))).JsonAsync(HttpStatusCode.Created);

    public static Task<JsonElement> OptionsAsync(HttpClient client, string? code = null) =>
        client.PostAsJsonAsync($"{Own}/options", new { password = TestApi.Password, code }).JsonAsync();

    public static Task<JsonElement> ChallengeAsync(HttpClient client) => client.PostAsync($"{Door}/options", content: null).JsonAsync();

    public async Task<HttpResponseMessage> SignInAsync(HttpClient client, string door = Door) =>
        await client.PostAsJsonAsync(door, Sign(await ChallengeAsync(client)));

    public void Dispose() => _key.Dispose();

    private string ClientData(string type, string challenge) =>
        Base64Url.EncodeToString(
            JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    type,
                    challenge,
                    origin = Origin,
                    crossOrigin = false,
                }
            )
        );

    private byte[] Attestation(string rpId, string clientData)
    {
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartMap(3);
        writer.WriteTextString("fmt");
        writer.WriteTextString(IsAttested ? "fido-u2f" : "none");
        writer.WriteTextString("attStmt");
        writer.WriteStartMap(IsAttested ? 2 : 0);
        if (IsAttested)
        {
            Vouch(writer, rpId, clientData);
        }

        writer.WriteEndMap();
        writer.WriteTextString("authData");
        byte[] length = [(byte)(Id.Length >> 8), (byte)Id.Length];
        writer.WriteByteString([.. Data(rpId, 0x40), .. new byte[16], .. length, .. Id, .. PublicKey()]);
        writer.WriteEndMap();
        return writer.Encode();
    }

    /// <summary>As of WebAuthn, section 8.6, by a maker of which nobody has heard.</summary>
    private void Vouch(CborWriter writer, string rpId, string clientData)
    {
        using var maker = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=Maker", maker, HashAlgorithmName.SHA256).CreateSelfSigned(
            DateTimeOffset.UtcNow.AddDays(-1),
            DateTimeOffset.UtcNow.AddDays(1)
        );
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        byte[] signed =
        [
            0x00,
            .. SHA256.HashData(Encoding.UTF8.GetBytes(rpId)),
            .. SHA256.HashData(Base64Url.DecodeFromChars(clientData)),
            .. Id,
            0x04,
            .. point.X!,
            .. point.Y!,
        ];
        writer.WriteTextString("sig");
        writer.WriteByteString(maker.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        writer.WriteTextString("x5c");
        writer.WriteStartArray(1);
        writer.WriteByteString(certificate.RawData);
        writer.WriteEndArray();
    }

    private byte[] Data(string rpId, byte flags)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, Count);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(RpId ?? rpId)), (byte)(flags | (Verifies ? 0x05 : 0x01)), .. count];
    }

    private byte[] PublicKey()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartMap(5);
        foreach (var (label, number) in (ReadOnlySpan<(int, int)>)[(1, 2), (3, -7), (-1, 1)])
        {
            writer.WriteInt32(label);
            writer.WriteInt32(number);
        }

        writer.WriteInt32(-2);
        writer.WriteByteString(point.X!);
        writer.WriteInt32(-3);
        writer.WriteByteString(point.Y!);
        writer.WriteEndMap();
        return writer.Encode();
    }
}
