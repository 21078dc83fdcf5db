using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace MovieBooking.Api.Reservations.Wallets;

/// <summary>
/// Tickets for Google Wallet: a link that carries the pass as a signed JWT (<c>typ</c> savetowallet), from which Google makes it when the
/// customer takes it. One link a ticket: a longer one may be cut off on its way.
/// </summary>
internal sealed class GooglePasses(TimeProvider clock)
{
    private const string SaveAddress = "https://pay.google.com/gp/v/save/";

    // It is base64 in the end: nothing in it needs to be escaped for a page.
    private static readonly JsonSerializerOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonWebTokenHandler s_handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <param name="google">Who signs.</param>
    /// <param name="reservation">A confirmed one.</param>
    /// <param name="ticket">One of its tickets, with its token.</param>
    public string Link(GoogleIdentity google, Reservation reservation, Ticket ticket) =>
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
                    payload = Content(google, reservation, ticket),
                },
                s_compact
            ),
            new SigningCredentials(new RsaSecurityKey(google.Key), SecurityAlgorithms.RsaSha256)
        );

    private static object Content(GoogleIdentity google, Reservation reservation, Ticket ticket)
    {
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
                    issuerName = showtime.Cinema.Name,
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
                    barcode = new
                    {
                        type = "QR_CODE",
                        value = ticket.Token,
                        alternateText = reservation.Reference,
                    },
                    reservationInfo = new { confirmationCode = reservation.Reference },
                    seatInfo = new { seat = Text(ticket.SeatLabel), section = Text(showtime.Screen.Name) },
                },
            },
        };
    }

    // Names and titles are the same in every language.
    private static object Text(string value) => new { defaultValue = new { language = "en", value } };

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
