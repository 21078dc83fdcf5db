using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace MovieBooking.Tests.Support;

/// <summary>What a cinema has from Apple and Google to sign passes with, here from an authority of the test's own.</summary>
internal sealed class WalletFiles : IDisposable
{
    public const string PassType = "pass.com.example.tickets";
    public const string Team = "A1B2C3D4E5";
    public const string Issuer = "3388000000012345678";
    public const string Account = "wallet@example.iam.gserviceaccount.com";

    private const string Password = "of the certificate";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wallet");

    /// <param name="subject">Of the pass type's certificate.</param>
    /// <param name="lasts">Until when it is good.</param>
    public WalletFiles(string subject = $"UID={PassType}, CN=Pass Type ID: {PassType}, OU={Team}, O=The Meridian", TimeSpan? lasts = null)
    {
        var (from, until) = (DateTimeOffset.UtcNow.AddDays(-10), DateTimeOffset.UtcNow.AddDays(10));
        using var authorityKey = RSA.Create(2048);
        var authority = new CertificateRequest("CN=Test Authority", authorityKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        Authority = authority.CreateSelfSigned(from, until);
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var signed = request.Create(Authority, from, DateTimeOffset.UtcNow + (lasts ?? TimeSpan.FromDays(9)), [1, 2, 3]);
        using var certificate = signed.CopyWithPrivateKey(key);
        File.WriteAllBytes(PathOf("pass.p12"), certificate.Export(X509ContentType.Pkcs12, Password));
        File.WriteAllText(PathOf("authority.pem"), Authority.ExportCertificatePem());
        File.WriteAllText(
            PathOf("account.json"),
            JsonSerializer.Serialize(new { client_email = Account, private_key = GoogleKey.ExportPkcs8PrivateKeyPem() })
        );
    }

    public X509Certificate2 Authority { get; }

    public RSA GoogleKey { get; } = RSA.Create(2048);

    public IReadOnlyDictionary<string, string> Settings =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Wallet:Apple:Certificate"] = PathOf("pass.p12"),
            ["Wallet:Apple:Password"] = Password,
            ["Wallet:Apple:Intermediate"] = PathOf("authority.pem"),
            ["Wallet:Google:IssuerId"] = Issuer,
            ["Wallet:Google:ServiceAccount"] = PathOf("account.json"),
        };

    public void Dispose()
    {
        Authority.Dispose();
        GoogleKey.Dispose();
        _folder.Delete(recursive: true);
    }

    private string PathOf(string file) => Path.Combine(_folder.FullName, file);
}
