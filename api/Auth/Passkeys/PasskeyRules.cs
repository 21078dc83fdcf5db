using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text.Json;
using Fido2NetLib;
using Fido2NetLib.Objects;
using MovieBooking.Api.Messages;

namespace MovieBooking.Api.Auth;

/// <summary>
/// What makes a passkey and its signature good (Web Authentication, level 3, sections 7.1 and 7.2), for the site's own address, whatever a request says
/// of its host. All that is read here was written by strangers: whatever the library finds wrong, and however it says so, it is no passkey.
/// </summary>
internal sealed class PasskeyRules(SiteAddress site)
{
    public const string Name = "MovieBooking";

    /// <summary>ES256, EdDSA and RS256: between them every authenticator there is.</summary>
    public static readonly IReadOnlyList<int> Algorithms =
    [
        (int)COSE.Algorithm.ES256,
        (int)COSE.Algorithm.EdDSA,
        (int)COSE.Algorithm.RS256,
    ];

    private Uri Site => new(site.Of("/"));

    public string RpId => Site.IdnHost;

    /// <summary>As browsers write it: in ASCII, without the scheme's own port.</summary>
    private string Origin => new UriBuilder(Site) { Host = Site.IdnHost }.Uri.GetLeftPart(UriPartial.Authority);

    /// <summary>The account, as passkeys know it.</summary>
    public static byte[] Handle(int userId)
    {
        var handle = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(handle, userId);
        return handle;
    }

    /// <summary>What a browser was asked to sign; null where it cannot be read.</summary>
    public static byte[]? ChallengeOf(string clientData)
    {
        try
        {
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(clientData));
            return Base64Url.DecodeFromChars(json.RootElement.GetProperty("challenge").GetString());
        }
        catch (Exception exception)
            when (exception is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Null: it is none that was made here, for this, by somebody whom the authenticator has verified.</summary>
    public async Task<RegisteredPublicKeyCredential?> NewAsync(
        NewPasskey passkey,
        byte[] challenge,
        int userId,
        CancellationToken cancellationToken
    )
    {
        var id = Base64Url.DecodeFromChars(passkey.CredentialId);
        var response = new AuthenticatorAttestationRawResponse
        {
            Id = passkey.CredentialId,
            RawId = id,
            Type = PublicKeyCredentialType.PublicKey,
            Response = new AuthenticatorAttestationRawResponse.AttestationResponse
            {
                AttestationObject = Base64Url.DecodeFromChars(passkey.AttestationObject),
                ClientDataJson = Base64Url.DecodeFromChars(passkey.ClientData),
            },
        };
        var made = await ReadAsync(async () =>
            IsUnattested(response)
                ? await Library()
                    .MakeNewCredentialAsync(
                        new MakeNewCredentialParams
                        {
                            AttestationResponse = response,
                            OriginalOptions = Asked(challenge, userId),
                            // The unique key of the table has the word, in the transaction that adds it.
                            IsCredentialIdUniqueToUserCallback = (_, _) => Task.FromResult(true),
                        },
                        cancellationToken
                    )
                : null
        );
        return made is not null && made.Id.AsSpan().SequenceEqual(id) && made.PublicKey.Length <= 2000 ? made : null;
    }

    /// <summary>How often the authenticator has counted; null: it is no signature of this passkey, for this, by its verified owner.</summary>
    public async Task<uint?> CountAsync(
        PasskeySignInRequest request,
        byte[] challenge,
        byte[] publicKey,
        int userId,
        CancellationToken cancellationToken
    )
    {
        var handle = Base64Url.DecodeFromChars(request.UserHandle);
        if (!handle.AsSpan().SequenceEqual(Handle(userId)))
        {
            return null;
        }

        var verified = await ReadAsync(async () =>
            await Library()
                .MakeAssertionAsync(
                    new MakeAssertionParams
                    {
                        AssertionResponse = new AuthenticatorAssertionRawResponse
                        {
                            Id = request.CredentialId,
                            RawId = Base64Url.DecodeFromChars(request.CredentialId),
                            Type = PublicKeyCredentialType.PublicKey,
                            Response = new AuthenticatorAssertionRawResponse.AssertionResponse
                            {
                                AuthenticatorData = Base64Url.DecodeFromChars(request.AuthenticatorData),
                                ClientDataJson = Base64Url.DecodeFromChars(request.ClientData),
                                Signature = Base64Url.DecodeFromChars(request.Signature),
                                UserHandle = handle,
                            },
                        },
                        OriginalOptions = new AssertionOptions
                        {
                            Challenge = challenge,
                            RpId = RpId,
                            UserVerification = UserVerificationRequirement.Required,
                        },
                        StoredPublicKey = publicKey,
                        // Compared where it is stored, under the user's row.
                        StoredSignatureCounter = 0,
                        IsUserHandleOwnerOfCredentialIdCallback = (_, _) => Task.FromResult(true),
                    },
                    cancellationToken
                )
        );
        return verified?.SignCount;
    }

    /// <summary>
    /// None was asked for, so that browsers send none, or at most what the passkey itself has signed. Certificates of strangers are not looked at: to build
    /// their chain would fetch from wherever they say.
    /// </summary>
    private static bool IsUnattested(AuthenticatorAttestationRawResponse response)
    {
        var attestation = AuthenticatorAttestationResponse.Parse(response).AttestationObject;
        return attestation.Fmt == "none" || (attestation.Fmt == "packed" && attestation.AttStmt["x5c"] is null);
    }

    private CredentialCreateOptions Asked(byte[] challenge, int userId) =>
        new()
        {
            Rp = new PublicKeyCredentialRpEntity(RpId, Name, null),
            User = new Fido2User
            {
                Id = Handle(userId),
                Name = Name,
                DisplayName = Name,
            },
            Challenge = challenge,
            PubKeyCredParams =
            [
                .. Algorithms.Select(algorithm => new PubKeyCredParam((COSE.Algorithm)algorithm, PublicKeyCredentialType.PublicKey)),
            ],
            Attestation = AttestationConveyancePreference.None,
            AuthenticatorSelection = new AuthenticatorSelection
            {
                ResidentKey = ResidentKeyRequirement.Required,
                UserVerification = UserVerificationRequirement.Required,
            },
        };

    private Fido2 Library() =>
        new(
            new Fido2Configuration
            {
                RPID = RpId,
                RPName = Name,
                Origins = new HashSet<string>(StringComparer.Ordinal) { Origin },
            }
        );

    /// <summary>It computes and asks nobody, so that whatever it throws is about what it was given.</summary>
    private static async Task<T?> ReadAsync<T>(Func<Task<T?>> read)
        where T : class
    {
        try
        {
            return await read();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return null;
        }
    }
}
