using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using MovieBooking.Api.Messages;

namespace MovieBooking.Api.Reservations.Wallets;

/// <summary>
/// Tickets for Google Wallet: a link that carries the pass as a signed JWT (<c>typ</c> savetowallet), from which Google makes it when the
/// customer takes it. One link a ticket, and of long names as many letters as fit: a longer link may be cut off on its way.
/// </summary>
internal sealed class GooglePasses(TimeProvider clock)
{
    private const string SaveAddress = "https://pay.google.com/gp/v/save/";
    private const int LongestLink = 1_800;

    private static readonly int[] s_letters = [200, 80, 40, 20, 10];

    // It is base64 in the end: nothing in it needs to be escaped for a page.
    private static readonly JsonSerializerOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonWebTokenHandler s_handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <param name="google">Who signs.</param>
    /// <param name="reservation">A confirmed one.</param>
    /// <param name="ticket">One of its tickets, with its token.</param>
    public string Link(GoogleIdentity google, Reservation reservation, Ticket ticket)
    {
        var links = s_letters.Select(letters => Link(google, reservation, ticket, letters));
        return links.FirstOrDefault(link => link.Length <= LongestLink) ?? links.Last();
    }

    private string Link(GoogleIdentity google, Reservation reservation, Ticket ticket, int letters) =>
        SaveAddress
        + s_handler.CreateToken(
            JsonSerializer.Serialize(
                new
                {
                    iss = google.Account,
                    aud = "google",
                    typ = "savetowallet",
                    iat = clock.GetUtcNow().ToUnixTimeSeconds(),
                    origins = Array.Empty<string>(),
                    payload = Content(google, reservation, ticket, letters),
                },
                s_compact
            ),
            new SigningCredentials(new RsaSecurityKey(google.Key), SecurityAlgorithms.RsaSha256)
        );

    private static object Content(GoogleIdentity google, Reservation reservation, Ticket ticket, int letters)
    {
        // Names and titles are the same in every language.
        object Text(string value) => new { defaultValue = new { language = "en", value = PlainText.OneLine(value, letters) } };

        var showtime = reservation.Showtime;

        // What Google has once made it keeps: a show that has moved is another one.
        var starts = showtime.StartsAt.ToUnixTimeSeconds();
        var show = string.Create(CultureInfo.InvariantCulture, $"{google.IssuerId}.showtime-{showtime.ShowtimeId}-{starts}");
        return new
        {
            eventTicketClasses = new[]
            {
                new
                {
                    id = show,
                    issuerName = PlainText.OneLine(showtime.Cinema.Name, letters),
                    reviewStatus = "UNDER_REVIEW",
                    eventName = Text(showtime.MovieTitle),
                    venue = new { name = Text(showtime.Cinema.Name), address = Text($"{showtime.Cinema.Address}, {showtime.Cinema.City}") },
                    dateTime = new { start = Time(showtime.StartsAt), end = Time(showtime.EndsAt) },
                },
            },
            eventTicketObjects = new[]
            {
                new
                {
                    id = string.Create(CultureInfo.InvariantCulture, $"{google.IssuerId}.ticket-{ticket.TicketId}-{starts}"),
                    classId = show,
                    state = "ACTIVE",
                    barcode = new { type = "QR_CODE", value = ticket.Token },
                    reservationInfo = new { confirmationCode = reservation.Reference },
                    seatInfo = new { seat = Text(ticket.SeatLabel), section = Text(showtime.Screen.Name) },
                },
            },
        };
    }

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
