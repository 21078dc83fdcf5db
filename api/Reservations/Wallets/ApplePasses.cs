using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Reservations.Wallets;

/// <summary>
/// Tickets for Apple Wallet, in Apple's documented format: a pass is a ZIP file of <c>pass.json</c>, its pictures and texts, the SHA-1
/// of each in <c>manifest.json</c>, and a detached PKCS #7 signature over that. Several passes are a ZIP file of passes. There is no kept
/// library for .NET that makes them.
/// </summary>
internal sealed class ApplePasses(TimeProvider clock)
{
    public const string PassType = "application/vnd.apple.pkpass";
    public const string PassesType = "application/vnd.apple.pkpasses";

    private const string Pictures = "wallet.";

    // The labels of a pass are the keys of its texts: a phone that speaks neither shows the English ones.
    private const string Spanish = """
        "Seat" = "Butaca";
        "Movie" = "Película";
        "Starts" = "Empieza";
        "Cinema" = "Cine";
        "Screen" = "Sala";
        "Reference" = "Referencia";
        "Address" = "Dirección";
        "Class and price" = "Clase y precio";
        """;

    private static readonly Dictionary<string, byte[]> s_files = ReadFiles();

    /// <param name="apple">Who signs.</param>
    /// <param name="reservation">A confirmed one, its tickets with their tokens.</param>
    /// <param name="currency">How its prices are written.</param>
    /// <returns>The file and its media type: of one ticket a pass, of several a bundle.</returns>
    public (byte[] File, string MediaType) Write(AppleIdentity apple, Reservation reservation, Currency currency)
    {
        var passes = reservation.Tickets.Select(ticket => (ticket.SeatLabel, File: Pass(apple, reservation, ticket, currency))).ToList();
        return passes is [var only]
            ? (only.File, PassType)
            : (Zip(passes.Select(pass => ($"{pass.SeatLabel}.pkpass", pass.File))), PassesType);
    }

    private byte[] Pass(AppleIdentity apple, Reservation reservation, Ticket ticket, Currency currency)
    {
        var files = s_files
            .Append(new("pass.json", JsonSerializer.SerializeToUtf8Bytes(Content(apple, reservation, ticket, currency))))
            .ToDictionary(StringComparer.Ordinal);
        var digests = files.ToDictionary(file => file.Key, file => Digest(file.Value), StringComparer.Ordinal);
        var manifest = JsonSerializer.SerializeToUtf8Bytes(digests);
        return Zip([.. files.Select(file => (file.Key, file.Value)), ("manifest.json", manifest), ("signature", Sign(apple, manifest))]);
    }

    private static object Content(AppleIdentity apple, Reservation reservation, Ticket ticket, Currency currency)
    {
        var showtime = reservation.Showtime;
        var starts = Time(showtime.StartsAt);
        var price = ticket.Price.ToString($"F{currency.MinorUnits}", CultureInfo.InvariantCulture);
        return new
        {
            formatVersion = 1,
            passTypeIdentifier = apple.PassType,
            teamIdentifier = apple.Team,
            serialNumber = $"ticket-{ticket.TicketId}",
            groupingIdentifier = reservation.Reference,
            organizationName = showtime.Cinema.Name,
            logoText = showtime.Cinema.Name,
            description = $"{showtime.MovieTitle}, {ticket.SeatLabel}",
            relevantDate = starts,
            expirationDate = Time(showtime.EndsAt),
            backgroundColor = "rgb(29, 20, 32)",
            foregroundColor = "rgb(255, 255, 255)",
            labelColor = "rgb(244, 184, 96)",
            barcodes = new[]
            {
                new
                {
                    format = "PKBarcodeFormatQR",
                    message = ticket.Token,
                    messageEncoding = "iso-8859-1",
                    altText = reservation.Reference,
                },
            },
            eventTicket = new
            {
                headerFields = new[] { Field("seat", "Seat", ticket.SeatLabel) },
                primaryFields = new[] { Field("movie", "Movie", showtime.MovieTitle) },
                secondaryFields = new object[]
                {
                    new
                    {
                        key = "starts",
                        label = "Starts",
                        value = starts,
                        dateStyle = "PKDateStyleMedium",
                        timeStyle = "PKDateStyleShort",

                        // The cinema's clock, wherever the phone is.
                        ignoresTimeZone = true,
                    },
                },
                auxiliaryFields = new[]
                {
                    Field("cinema", "Cinema", showtime.Cinema.Name),
                    Field("screen", "Screen", $"{showtime.Screen.Name}, {Word.Of(showtime.Screen.Format)}"),
                },
                backFields = new[]
                {
                    Field("reference", "Reference", reservation.Reference),
                    Field("address", "Address", $"{showtime.Cinema.Address}, {showtime.Cinema.City}"),
                    Field(
                        "price",
                        "Class and price",
                        $"{Word.Of(ticket.SeatClass)}, {(ticket.Kind is { } kind ? $"{kind}, " : "")}{price} {currency.Code}"
                    ),
                },
            },
            semantics = new
            {
                eventType = "PKEventTypeMovie",
                eventName = showtime.MovieTitle,
                eventStartDate = starts,
                eventEndDate = Time(showtime.EndsAt),
                venueName = showtime.Cinema.Name,
                venueRoom = showtime.Screen.Name,
                seats = new[] { new { seatIdentifier = ticket.SeatLabel, seatDescription = ticket.SeatLabel } },
            },
        };
    }

    private static object Field(string key, string label, string value) =>
        new
        {
            key,
            label,
            value,
        };

    // W3C's form of a time, with the cinema's offset.
    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

#pragma warning disable CA5350 // The format of a manifest is SHA-1; the signature over it is not.
    private static string Digest(byte[] file) => Convert.ToHexStringLower(SHA1.HashData(file));
#pragma warning restore CA5350

    private byte[] Sign(AppleIdentity apple, byte[] manifest)
    {
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, apple.Certificate)
        {
            IncludeOption = X509IncludeOption.EndCertOnly,
            Certificates = { apple.Intermediate },
            SignedAttributes = { new Pkcs9SigningTime(clock.GetUtcNow().UtcDateTime) },
        };
        var message = new SignedCms(new ContentInfo(manifest), detached: true);
        message.ComputeSignature(signer);
        return message.Encode();
    }

    private static byte[] Zip(IEnumerable<(string Name, byte[] Content)> files)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }

    private static Dictionary<string, byte[]> ReadFiles()
    {
        var assembly = typeof(ApplePasses).Assembly;
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal) { ["es.lproj/pass.strings"] = Encoding.UTF8.GetBytes(Spanish) };
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Pictures, StringComparison.Ordinal)))
        {
            using var picture = assembly.GetManifestResourceStream(name)!;
            var content = new byte[picture.Length];
            picture.ReadExactly(content);
            files[name[Pictures.Length..]] = content;
        }

        return files;
    }
}
