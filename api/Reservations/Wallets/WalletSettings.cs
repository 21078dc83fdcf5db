using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace MovieBooking.Api.Reservations.Wallets;

/// <summary>
/// Which wallets take tickets, from the settings <c>Wallet:…</c>: Apple's with the certificate of a pass type, Google's with an issuer's
/// service account; none of them by default. What a certificate says of itself (pass type, team) is no setting.
/// </summary>
internal sealed class WalletSettings
{
    // Of a certificate's subject: userid (RFC 4519) holds the pass type, the organisational unit the team.
    private const string UserId = "0.9.2342.19200300.100.1.1";
    private const string OrganizationalUnit = "2.5.4.11";

    public WalletSettings(IConfiguration configuration, TimeProvider clock)
    {
        string? Given(string name) => configuration[$"Wallet:{name}"]?.Trim() is { Length: > 0 } value ? value : null;
        var (certificate, intermediate) = (Given("Apple:Certificate"), Given("Apple:Intermediate"));
        var (issuer, account) = (Given("Google:IssuerId"), Given("Google:ServiceAccount"));
        Problem =
            (certificate is null) != (intermediate is null)
                ? "Wallet__Apple__Certificate and Wallet__Apple__Intermediate go together: one of them is missing."
            : (issuer is null) != (account is null)
                ? "Wallet__Google__IssuerId and Wallet__Google__ServiceAccount go together: one of them is missing."
            : issuer is not null && !issuer.All(char.IsAsciiDigit) ? "Wallet__Google__IssuerId is no number of an issuer."
            : (certificate is null ? null : ReadApple(certificate, Given("Apple:Password"), intermediate!, clock.GetUtcNow()))
                ?? (account is null ? null : ReadGoogle(issuer!, account));
    }

    /// <summary>What is wrong with the settings; null when they can be used.</summary>
    public string? Problem { get; }

    /// <summary>Null: tickets do not go to Apple Wallet.</summary>
    public AppleIdentity? Apple { get; private set; }

    /// <summary>Null: tickets do not go to Google Wallet.</summary>
    public GoogleIdentity? Google { get; private set; }

    /// <summary>The wallets that take tickets; null: none does.</summary>
    public IReadOnlyList<Wallet>? Offered =>
        (Apple, Google) switch
        {
            (null, null) => null,
            (not null, null) => [Wallet.Apple],
            (null, not null) => [Wallet.Google],
            _ => [Wallet.Apple, Wallet.Google],
        };

    private string? ReadApple(string path, string? password, string intermediatePath, DateTimeOffset now)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(path, password, X509KeyStorageFlags.EphemeralKeySet);
            var intermediate = X509CertificateLoader.LoadCertificateFromFile(intermediatePath);
            if (!certificate.HasPrivateKey)
            {
                return $"Wallet__Apple__Certificate holds no private key: {path}.";
            }

            if (Subject(certificate, UserId) is not { } passType || Subject(certificate, OrganizationalUnit) is not { } team)
            {
                return $"Wallet__Apple__Certificate is no certificate of a pass type: {path} names no pass type (UID) or no team (OU).";
            }

            if (certificate.NotAfter.ToUniversalTime() <= now.UtcDateTime)
            {
                return $"Wallet__Apple__Certificate has expired: get a new one for {passType} from Apple.";
            }

            Apple = new AppleIdentity(certificate, intermediate, passType, team);
            return null;
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return "Wallet__Apple__Certificate (PKCS#12, with Wallet__Apple__Password) or Wallet__Apple__Intermediate cannot be read: "
                + exception.Message;
        }
    }

    private string? ReadGoogle(string issuer, string path)
    {
        try
        {
            using var account = JsonDocument.Parse(File.ReadAllBytes(path));
            var key = RSA.Create();
            key.ImportFromPem(account.RootElement.GetProperty("private_key").GetString());
            var address = account.RootElement.GetProperty("client_email").GetString();
            Google = new GoogleIdentity(issuer, address!, key);
            return null;
        }
        catch (Exception exception)
            when (exception
                    is IOException
                        or UnauthorizedAccessException
                        or JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or ArgumentException
                        or CryptographicException
            )
        {
            // Not the exception's words: they may hold a piece of the key.
            return $"Wallet__Google__ServiceAccount is no key file of a service account (JSON with client_email and private_key): {path}.";
        }
    }

    private static string? Subject(X509Certificate2 certificate, string oid) =>
        certificate
            .SubjectName.EnumerateRelativeDistinguishedNames()
            .FirstOrDefault(name => !name.HasMultipleElements && name.GetSingleElementType().Value == oid)
            ?.GetSingleElementValue();
}

/// <summary>Who signs passes for Apple Wallet.</summary>
/// <param name="Certificate">Of the pass type, with its private key.</param>
/// <param name="Intermediate">Apple's, which signed it (WWDR).</param>
/// <param name="PassType">Its identifier, <c>pass.…</c>.</param>
/// <param name="Team">The identifier of the team that owns it.</param>
internal sealed record AppleIdentity(X509Certificate2 Certificate, X509Certificate2 Intermediate, string PassType, string Team);

/// <summary>Who signs passes for Google Wallet.</summary>
/// <param name="IssuerId">The issuer's number.</param>
/// <param name="Account">The service account's address.</param>
/// <param name="Key">Its private key.</param>
internal sealed record GoogleIdentity(string IssuerId, string Account, RSA Key);
