using System.Buffers.Text;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using MovieBooking.Api.Reservations.Wallets;
using MovieBooking.Tests.Support;
using Org.BouncyCastle.Cms;
using Org.BouncyCastle.X509;

namespace MovieBooking.Tests.Api;

/// <summary>Tickets in the wallets of phones: the documented formats, read by libraries that did not write them.</summary>
[Collection(SharedApi.One)]
public sealed class WalletTests(TestApi api)
{
    // Longer ones may be cut off on their way to Google.
    private const int LongestLink = 1_800;

    private const string LongNames = """
        UPDATE showtimes
        INNER JOIN movies ON movies.movie_id = showtimes.movie_id
        INNER JOIN screens ON screens.screen_id = showtimes.screen_id
        INNER JOIN cinemas ON cinemas.cinema_id = screens.cinema_id
        SET movies.title = REPEAT('Ж', 200),
            screens.name = REPEAT('Ж', 50),
            cinemas.name = REPEAT('Ж', 100),
            cinemas.address = REPEAT('Ж', 100)
        WHERE showtimes.showtime_id = @id
        """;

    [Fact]
    public async Task A_ticket_is_a_pass_that_apples_certificate_has_signed()
    {
        using var files = new WalletFiles();
        await using var site = With(files);
        var (customer, booking) = await BookedAsync(site, "E5");

        using var answer = await customer.GetAsync(Wallet(booking, "apple"));

        Assert.Equal("application/vnd.apple.pkpass", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal($"tickets-{booking.Text("reference")}.pkpass", answer.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal("no-store, private", answer.Headers.CacheControl?.ToString());
        await using var pass = await ZipArchive.CreateAsync(
            await answer.Content.ReadAsStreamAsync(),
            ZipArchiveMode.Read,
            leaveOpen: false,
            entryNameEncoding: null
        );
        await IsSignedAsync(pass, files);
        using var content = JsonDocument.Parse(await ContentAsync(pass, "pass.json"));
        var root = content.RootElement;
        // What Apple's reference of pass.json wants of every pass, of each code and of each field, and nothing empty.
        string[] required = ["description", "formatVersion", "organizationName", "passTypeIdentifier", "serialNumber", "teamIdentifier"];
        Assert.All(required, name => Assert.NotEmpty(root.GetProperty(name).ToString()));
        Assert.Equal("iso-8859-1", Assert.Single(root.GetProperty("barcodes").EnumerateArray()).Text("messageEncoding"));
        Assert.Equal("PKEventTypeMovie", root.GetProperty("semantics").Text("eventType"));
        Assert.Equal(1, root.Int("formatVersion"));
        Assert.Equal((WalletFiles.PassType, WalletFiles.Team), (root.Text("passTypeIdentifier"), root.Text("teamIdentifier")));
        var ticket = booking.GetProperty("tickets")[0];
        Assert.Equal($"ticket-{ticket.Int("ticketId")}", root.Text("serialNumber"));
        var barcode = Assert.Single(root.GetProperty("barcodes").EnumerateArray().ToList());
        Assert.Equal(("PKBarcodeFormatQR", ticket.Text("token")), (barcode.Text("format"), barcode.Text("message")));
        Assert.Equal("2027-01-15T19:30:00-05:00", root.Text("relevantDate"));
        var fields = root.GetProperty("eventTicket")
            .EnumerateObject()
            .SelectMany(part => part.Value.EnumerateArray())
            .ToDictionary(field => field.Text("key"), field => field, StringComparer.Ordinal);
        Assert.All(fields.Values, field => Assert.NotEmpty(field.Text("value")));
        Assert.Equal("E5", fields["seat"].Text("value"));
        Assert.Equal("Zoë’s Ночь", fields["movie"].Text("value"));
        Assert.Equal("standard, 8.00 USD", fields["price"].Text("value"));
        Assert.Equal(booking.Text("reference"), fields["reference"].Text("value"));
        var spanish = Encoding.UTF8.GetString(await ContentAsync(pass, "es.lproj/pass.strings"));
        Assert.All(fields.Values, field => Assert.Contains($"\"{field.Text("label")}\" = ", spanish, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Several_tickets_are_a_bundle_and_a_link_each()
    {
        using var files = new WalletFiles();
        await using var site = With(files);
        var (customer, booking) = await BookedAsync(site, "E5", "F6");
        Assert.Equal(["apple", "google"], booking.GetProperty("wallets").EnumerateArray().Select(wallet => wallet.GetString()));

        using var answer = await customer.GetAsync(Wallet(booking, "apple"));
        var links = await customer.GetAsync(Wallet(booking, "google")).JsonAsync();

        Assert.Equal("application/vnd.apple.pkpasses", answer.Content.Headers.ContentType?.MediaType);
        await using var bundle = await ZipArchive.CreateAsync(
            await answer.Content.ReadAsStreamAsync(),
            ZipArchiveMode.Read,
            leaveOpen: false,
            entryNameEncoding: null
        );
        Assert.Equal(["E5.pkpass", "F6.pkpass"], bundle.Entries.Select(entry => entry.FullName));
        foreach (var (ticket, link) in booking.GetProperty("tickets").EnumerateArray().Zip(links.EnumerateArray()))
        {
            Assert.Equal((ticket.Int("ticketId"), ticket.Text("seatLabel")), (link.Int("ticketId"), link.Text("seatLabel")));
            Assert.InRange(link.Text("url").Length, 1, LongestLink);
            using var jwt = Verified(link.Text("url"), files.GoogleKey);
            var root = jwt.RootElement;
            Assert.Equal((WalletFiles.Account, "google", "savetowallet"), (root.Text("iss"), root.Text("aud"), root.Text("typ")));
            var (show, pass) = (
                root.GetProperty("payload").GetProperty("eventTicketClasses")[0],
                root.GetProperty("payload").GetProperty("eventTicketObjects")[0]
            );
            Assert.StartsWith($"{WalletFiles.Issuer}.ticket-{ticket.Int("ticketId")}-", pass.Text("id"), StringComparison.Ordinal);
            Assert.Equal(show.Text("id"), pass.Text("classId"));
            // What Google's reference wants of eventTicketClass (of its venue both) and of eventTicketObject; ids are the issuer's and a name.
            Assert.All([show.Text("id"), pass.Text("id")], id => Assert.Matches($@"^{WalletFiles.Issuer}\.[\w.-]+$", id));
            Assert.NotEmpty(show.Text("issuerName"));
            Assert.Equal(("UNDER_REVIEW", "ACTIVE"), (show.Text("reviewStatus"), pass.Text("state")));
            Assert.All(["name", "address"], part => Assert.NotEmpty(Default(show.GetProperty("venue").GetProperty(part))));
            Assert.Equal(ticket.Text("seatLabel"), Default(pass.GetProperty("seatInfo").GetProperty("seat")));
            Assert.Equal("Zoë’s Ночь", show.GetProperty("eventName").GetProperty("defaultValue").Text("value"));
            Assert.Equal("2027-01-15T19:30:00-05:00", show.GetProperty("dateTime").Text("start"));
            Assert.Equal(
                ("QR_CODE", ticket.Text("token")),
                (pass.GetProperty("barcode").Text("type"), pass.GetProperty("barcode").Text("value"))
            );
        }

        // However long its names are, the link is not: what is left of them is their beginning.
        await api.Database.ExecuteAsync(LongNames, ("@id", booking.GetProperty("showtime").Int("showtimeId")));
        var cut = (await customer.GetAsync(Wallet(booking, "google")).JsonAsync())[0];
        Assert.InRange(cut.Text("url").Length, 1, LongestLink);
        using var shortened = Verified(cut.Text("url"), files.GoogleKey);
        var cutShow = shortened.RootElement.GetProperty("payload").GetProperty("eventTicketClasses")[0];
        Assert.Matches("^Ж{9,}…$", Default(cutShow.GetProperty("eventName")));
        Assert.Matches("^Ж{9,}…$", cutShow.Text("issuerName"));
    }

    [Fact]
    public async Task Passes_are_for_whoever_has_the_tickets_and_for_a_booking_that_stands()
    {
        string[] wallets = ["apple", "google"];
        using var files = new WalletFiles();
        await using var site = With(files);
        var showtimeId = await api.Given.ShowtimeAsync();
        using var customer = Clone(site, await api.CustomerAsync());
        using var other = Clone(site, await api.CustomerAsync());
        var pending = await customer.PendingAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1"));

        foreach (var wallet in wallets)
        {
            await customer.GetAsync(Wallet(pending, wallet)).ProblemAsync(409, "reservation_pending");
        }

        await customer.ConfirmAsync(pending).JsonAsync();
        foreach (var wallet in wallets)
        {
            await other.GetAsync(Wallet(pending, wallet)).ProblemAsync(404, "not_found");
            await site.CreateClient().GetAsync(Wallet(pending, wallet)).ProblemAsync(401, "unauthenticated");
        }

        await customer.CancelAsync(pending).JsonAsync();
        foreach (var wallet in wallets)
        {
            await customer.GetAsync(Wallet(pending, wallet)).ProblemAsync(409, "reservation_cancelled");
        }
    }

    [Fact]
    public async Task Without_certificates_there_are_no_passes()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        using var customer = await api.CustomerAsync();
        var confirmed = await customer.ConfirmedAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1"));

        var booking = await customer.GetAsync($"/api/v1/reservations/{confirmed.Int("reservationId")}").JsonAsync();

        Assert.False(booking.TryGetProperty("wallets", out _));
        await customer.GetAsync(Wallet(confirmed, "apple")).ProblemAsync(404, "not_found");
        await customer.GetAsync(Wallet(confirmed, "google")).ProblemAsync(404, "not_found");
    }

    [Theory]
    [InlineData("Apple:Certificate", null, "go together")]
    [InlineData("Apple:Certificate", "/nowhere.p12", "cannot be read")]
    [InlineData("Apple:Password", "wrong", "cannot be read")]
    [InlineData("Google:IssuerId", null, "go together")]
    [InlineData("Google:IssuerId", "12x", "no number of an issuer")]
    [InlineData("Google:ServiceAccount", "/nowhere.json", "no key file of a service account")]
    public void Settings_that_cannot_be_used_are_named(string name, string? value, string complaint)
    {
        using var files = new WalletFiles();

        var settings = Read(files, ($"Wallet:{name}", value));

        Assert.Contains(complaint, settings.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_of_something_else_and_one_that_has_expired_are_named()
    {
        using var other = new WalletFiles("CN=example.com");
        using var old = new WalletFiles(lasts: TimeSpan.FromMinutes(-1));
        using var good = new WalletFiles();

        Assert.Contains("no certificate of a pass type", Read(other).Problem, StringComparison.Ordinal);
        Assert.Contains("has expired", Read(old).Problem, StringComparison.Ordinal);
        Assert.Null(Read(good).Problem);
    }

    private static WalletSettings Read(WalletFiles files, (string Name, string? Value)? change = null)
    {
        var settings = files.Settings.ToDictionary(setting => setting.Key, string? (setting) => setting.Value, StringComparer.Ordinal);
        if (change is var (name, value))
        {
            settings[name] = value;
        }

        return new WalletSettings(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), TimeProvider.System);
    }

    private WebApplicationFactory<Program> With(WalletFiles files) =>
        api.WithWebHostBuilder(host =>
        {
            foreach (var (name, value) in files.Settings)
            {
                host.UseSetting(name, value);
            }
        });

    /// <summary>The same person at another application on the same database.</summary>
    private static HttpClient Clone(WebApplicationFactory<Program> site, HttpClient person)
    {
        var client = site.CreateClient();
        client.DefaultRequestHeaders.Authorization = person.DefaultRequestHeaders.Authorization;
        return client;
    }

    private async Task<(HttpClient Customer, JsonElement Booking)> BookedAsync(WebApplicationFactory<Program> site, params string[] seats)
    {
        var starts = new DateTime(2027, 1, 16, 0, 30, 0, DateTimeKind.Utc);
        var showtimeId = await api.Given.ShowtimeAsync(await api.Given.MovieAsync("Zoë’s Ночь"), startsAt: starts);
        var customer = Clone(site, await api.CustomerAsync());
        var booking = await customer.ConfirmedAsync(showtimeId, await api.Given.SeatsAsync(showtimeId, seats));
        return (customer, await customer.GetAsync($"/api/v1/reservations/{booking.Int("reservationId")}").JsonAsync(HttpStatusCode.OK));
    }

    private static string Wallet(JsonElement booking, string wallet) =>
        string.Create(CultureInfo.InvariantCulture, $"/api/v1/reservations/{booking.Int("reservationId")}/wallet/{wallet}");

    /// <summary>Every file is in the manifest with its SHA-1, and the pass type's certificate, which the authority gave out, signed that.</summary>
    private static async Task IsSignedAsync(ZipArchive pass, WalletFiles files)
    {
        var manifest = await ContentAsync(pass, "manifest.json");
        var digests = JsonSerializer.Deserialize<Dictionary<string, string>>(manifest)!;
        var names = pass.Entries.Select(entry => entry.FullName).Except(["manifest.json", "signature"], StringComparer.Ordinal).ToList();
        Assert.Equal(names.Order(StringComparer.Ordinal), digests.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("icon.png", names);
        foreach (var name in names)
        {
#pragma warning disable CA5350 // What the format asks for.
            Assert.Equal(digests[name], Convert.ToHexStringLower(SHA1.HashData(await ContentAsync(pass, name))));
#pragma warning restore CA5350
        }

        var message = new CmsSignedData(new CmsProcessableByteArray(manifest), await ContentAsync(pass, "signature"));
        var signer = Assert.Single(message.GetSignerInfos().GetSigners());
        var certificates = message.GetCertificates();
        var certificate = Assert.Single(certificates.EnumerateMatches(signer.SignerID).ToList());
        Assert.True(signer.Verify(certificate));
        Assert.NotNull(signer.SignedAttributes[Org.BouncyCastle.Asn1.Cms.CmsAttributes.SigningTime]);
        var authority = new X509CertificateParser().ReadCertificate(files.Authority.RawData);
        certificate.Verify(authority.GetPublicKey());
        Assert.Contains(authority, certificates.EnumerateMatches(null));
    }

    private static string Default(JsonElement text) => text.GetProperty("defaultValue").Text("value");

    private static JsonDocument Verified(string link, RSA key)
    {
        const string Address = "https://pay.google.com/gp/v/save/";
        Assert.StartsWith(Address, link, StringComparison.Ordinal);
        var parts = link[Address.Length..].Split('.');
        var signed = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
        var signature = Base64Url.DecodeFromChars(parts[2]);
        Assert.True(key.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
        Assert.Equal("RS256", header.RootElement.Text("alg"));
        return JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
    }

    private static async Task<byte[]> ContentAsync(ZipArchive archive, string name)
    {
        await using var entry = await archive.GetEntry(name)!.OpenAsync();
        using var content = new MemoryStream();
        await entry.CopyToAsync(content);
        return content.ToArray();
    }
}
