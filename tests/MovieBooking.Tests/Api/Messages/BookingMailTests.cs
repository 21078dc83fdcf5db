using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using Ical.Net;
using MimeKit;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>What somebody who has booked gets by mail, as a mail server receives it.</summary>
[Collection(SharedApi.Mail)]
public sealed partial class BookingMailTests(MailApi mail)
{
    // 19:30 in New York, and the day after in UTC.
    private static readonly DateTime s_start = new(2027, 1, 16, 0, 30, 0, DateTimeKind.Utc);

    private TestApi Api => mail.Api;

    [Fact]
    public async Task A_confirmation_says_what_was_booked_once()
    {
        var movie = await Api.Given.MovieAsync("Tom & Jerry <3");
        var showtimeId = await Api.Given.ShowtimeAsync(movie, startsAt: s_start);
        using var customer = await Api.CustomerAsync();

        var booking = await customer.ConfirmedAsync(showtimeId, await Api.Given.SeatsAsync(showtimeId, "E5", "F6"));
        await customer.ConfirmAsync(booking).JsonAsync();

        var got = Assert.Single(await mail.Server.ToAsync(await mail.EmailOfAsync(booking.Int("reservationId"))));
        Assert.Equal("You’re booked: Tom & Jerry <3, Fri, Jan 15, 7:30 PM", got.Subject);
        Assert.Equal("The Meridian", got.From.Single().Name);
        Assert.Equal("auto-generated", got.Headers[HeaderId.AutoSubmitted]);
        string[] lines =
        [
            "Friday, January 15, 2027 at 7:30 PM (New York time)",
            $"Reference: {booking.Text("reference")}",
            "E5  standard  $8.00",
            "F6  premium  $16.00",
            "Total: $24.00",
            $"{MailApi.Site}/reservations/{booking.Int("reservationId")}",
        ];
        Assert.All(lines, line => Assert.Contains(line, got.TextBody, StringComparison.Ordinal));
        Assert.Contains("Tom &amp; Jerry &lt;3", got.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", got.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", got.HtmlBody, StringComparison.Ordinal);
        Assert.Equal(
            [$"tickets-{booking.Text("reference")}.pdf", $"ticket-{booking.Text("reference")}.ics"],
            got.Attachments.Select(file => file.ContentDisposition?.FileName)
        );
        var entry = Calendar(got);
        Assert.Equal(("PUBLISH", s_start), (entry.Method, entry.Events.Single().Start!.AsUtc));
        await mail.BecomeAsync(booking.Int("reservationId"), "bookingConfirmed sent");
    }

    [Fact]
    public async Task Tickets_exchanged_at_the_counter_come_in_one_mail_that_says_what_they_are_in_place_of()
    {
        var (cinemaId, showtimeId) = await Api.NearShowAsync();
        using var staff = await Api.StaffAsync(cinemaId);
        using var customer = await Api.CustomerAsync();
        var booking = await customer.ConfirmedAsync(showtimeId, await Api.Given.SeatsAsync(showtimeId, "C1", "C2"));
        var email = await mail.EmailOfAsync(booking.Int("reservationId"));
        await mail.Server.ToAsync(email);

        var exchanged = await staff
            .ExchangeAsync(
                booking.Int("reservationId"),
                new
                {
                    ticketIds = booking.GetProperty("tickets").EnumerateArray().Select(ticket => ticket.Int("ticketId")),
                    showtimeId,
                    seatIds = await Api.Given.SeatsAsync(showtimeId, "D1", "D2"),
                    method = "card",
                    total = 16,
                    credit = 0,
                }
            )
            .JsonAsync(HttpStatusCode.Created);

        var made = exchanged.GetProperty("booking").GetProperty("reservation");
        await mail.BecomeAsync(made.Int("reservationId"), "bookingConfirmed sent");
        var got = (await mail.Server.ToAsync(email, 2))[1];
        Assert.Contains(
            $"in place of C1, C2 of booking {booking.Text("reference")}",
            got.TextBody!.ReplaceLineEndings(" "),
            StringComparison.Ordinal
        );
        Assert.Contains($"Reference: {made.Text("reference")}", got.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("pay $16.00 there", got.TextBody, StringComparison.Ordinal);
        Assert.Contains(got.Attachments, file => file.ContentDisposition?.FileName == $"tickets-{made.Text("reference")}.pdf");
    }

    [Fact]
    public async Task A_cinema_writes_in_its_language_whoever_reads()
    {
        var cinemaId = await Api.Given.CinemaAsync("Europe/Madrid");
        using var admin = await Api.AdminAsync();
        var cinema = (await admin.GetAsync("/api/v1/admin/cinemas?pageSize=100").JsonAsync())
            .GetProperty("items")
            .EnumerateArray()
            .Single(one => one.Int("cinemaId") == cinemaId);
        var fields = new
        {
            name = cinema.Text("name"),
            address = "Calle Mayor 1",
            city = "Madrid",
            timeZone = "Europe/Madrid",
            language = "es",
        };
        var saved = await admin.PutAsJsonAsync($"/api/v1/admin/cinemas/{cinemaId}", fields).JsonAsync();
        Assert.Equal(("en", "es"), (cinema.Text("language"), saved.IsManagedCinema().Text("language")));
        await admin
            .PutAsJsonAsync($"/api/v1/admin/cinemas/{cinemaId}", fields with { language = "de" })
            .ProblemAsync(400, "validation_failed", "language");
        var showtimeId = await Api.Given.ShowtimeAsync(
            await Api.Given.MovieAsync("Tren nocturno"),
            await Api.Given.ScreenAsync(cinemaId: cinemaId),
            s_start
        );
        using var customer = await Api.CustomerAsync();
        customer.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");

        var booking = await customer.ConfirmedAsync(showtimeId, await Api.Given.SeatsAsync(showtimeId, "E5", "F6"));

        var got = Assert.Single(await mail.Server.ToAsync(await mail.EmailOfAsync(booking.Int("reservationId"))));
        Assert.Equal("Reserva confirmada: Tren nocturno, sáb, 16 ene, 1:30", got.Subject);
        string[] lines =
        [
            "sábado, 16 de enero de 2027, 1:30 (hora de Madrid)",
            $"Referencia: {booking.Text("reference")}",
            "E5  estándar  8,00\u00A0US$",
            "F6  prémium  16,00\u00A0US$",
            "Importe total: 24,00\u00A0US$",
        ];
        Assert.All(lines, line => Assert.Contains(line, got.TextBody, StringComparison.Ordinal));
        Assert.Contains("Butacas E5, F6", Calendar(got).Events.Single().Description, StringComparison.Ordinal);
        await customer.CancelAsync(booking).JsonAsync();
        var second = (await mail.Server.ToAsync(await mail.EmailOfAsync(booking.Int("reservationId")), 2))[1];
        Assert.Contains("te corresponde la devolución de 24,00\u00A0US$: pídela en la taquilla", second.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guests_link_opens_the_booking()
    {
        var showtimeId = await Api.Given.ShowtimeAsync();
        var client = Api.CreateClient();
        var email = TestApi.Email();
        var made = await client
            .ReserveAsGuestAsync(email, null, showtimeId, await Api.Given.SeatAsync(showtimeId, "A1"))
            .JsonAsync(HttpStatusCode.Created);
        using var guest = Api.WithToken(made.Text("accessToken"));
        await guest.ConfirmAsync(made).JsonAsync();

        var got = Assert.Single(await mail.Server.ToAsync(email));

        var link = GuestLink().Match(got.TextBody!);
        Assert.Equal($"{made.Int("reservationId")}", link.Groups["id"].Value);
        using var opened = Api.WithToken(link.Groups["token"].Value);
        var booking = await opened.GetAsync($"/api/v1/reservations/{made.Int("reservationId")}").JsonAsync();
        Assert.Equal(made.Text("reference"), booking.Text("reference"));
        Assert.Contains(link.Value, WebUtility.HtmlDecode(got.HtmlBody), StringComparison.Ordinal);
        Assert.Equal("Gus Guest", got.To.Single().Name);
    }

    [Fact]
    public async Task Whoever_cancels_is_told_what_is_due_back_and_whoever_never_confirmed_nothing()
    {
        var showtimeId = await Api.Given.ShowtimeAsync();
        using var customer = await Api.CustomerAsync();
        var never = await customer.PendingAsync(showtimeId, await Api.Given.SeatAsync(showtimeId, "A1"));
        await customer.CancelAsync(never).JsonAsync();
        var booking = await customer.ConfirmedAsync(showtimeId, await Api.Given.SeatAsync(showtimeId, "H1"));
        var reservationId = booking.Int("reservationId");
        await mail.BecomeAsync(reservationId, "bookingConfirmed sent");

        await customer.CancelAsync(booking).JsonAsync();
        await customer.CancelAsync(booking).JsonAsync();

        var got = (await mail.Server.ToAsync(await mail.EmailOfAsync(reservationId), 2))[1];
        Assert.StartsWith("Cancelled: ", got.Subject, StringComparison.Ordinal);
        Assert.Contains("$16.00 is due back to you", got.TextBody, StringComparison.Ordinal);
        Assert.Equal("CANCEL", Calendar(got).Method);
        Assert.Empty(await mail.MessagesAsync(never.Int("reservationId")));
    }

    [Fact]
    public async Task Whoever_gives_back_a_ticket_is_told_what_stays_and_what_the_cinema_takes_back()
    {
        var showtimeId = await Api.Given.ShowtimeAsync();
        using var customer = await Api.CustomerAsync();
        using var admin = await Api.AdminAsync();
        var booking = await customer.ConfirmedAsync(showtimeId, await Api.Given.SeatsAsync(showtimeId, "E5", "F6"));
        var reservationId = booking.Int("reservationId");
        await mail.BecomeAsync(reservationId, "bookingConfirmed sent");
        var ticketIds = new[] { booking.GetProperty("tickets")[1].Int("ticketId") };

        await customer.PostAsync($"/api/v1/reservations/{reservationId}/tickets/cancel", key: null, new { ticketIds }).JsonAsync();
        await mail.BecomeAsync(reservationId, "bookingConfirmed sent", "ticketsCancelled sent");
        await admin
            .PostAsync($"{ManagerCalls.Admin}/reservations/{reservationId}/cancel", key: null, new { reason = "Broken seat" })
            .JsonAsync();

        var got = await mail.Server.ToAsync(await mail.EmailOfAsync(reservationId), 3);
        Assert.StartsWith("Tickets cancelled: ", got[1].Subject, StringComparison.Ordinal);
        Assert.Contains("tickets of this booking are cancelled: F6.", got[1].TextBody, StringComparison.Ordinal);
        Assert.Contains("$16.00 for all that was cancelled is due back to you", got[1].TextBody, StringComparison.Ordinal);
        Assert.Contains("E5  standard  $8.00", got[1].TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("F6  premium", got[1].TextBody, StringComparison.Ordinal);
        Assert.Equal(2, got[1].Attachments.Count());
        Assert.Contains("Seats E5", Calendar(got[1]).Events.Single().Description, StringComparison.Ordinal);
        Assert.Contains("the cinema has cancelled this booking", got[2].TextBody, StringComparison.Ordinal);
        Assert.Contains("$24.00 is due back to you", got[2].TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Broken seat", got[2].TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everybody_who_booked_is_told_of_a_new_time_and_of_the_end_of_a_show()
    {
        var (movie, screen) = (await Api.Given.MovieAsync(), await Api.Given.ScreenAsync());
        using var admin = await Api.AdminAsync();
        var start = Given.Today.AddDays(9).ToDateTime(new TimeOnly(20, 0), DateTimeKind.Utc);
        var showtimeId = await admin.ScheduledAsync(movie, screen, ManagerCalls.Iso(start));
        using var one = await Api.CustomerAsync();
        using var two = await Api.CustomerAsync();
        var first = await one.ConfirmedAsync(showtimeId, await Api.Given.SeatAsync(showtimeId, "A1"));
        var second = await two.ConfirmedAsync(showtimeId, await Api.Given.SeatAsync(showtimeId, "A2"));
        var pending = await two.PendingAsync(showtimeId, await Api.Given.SeatAsync(showtimeId, "A3"));

        await admin.MoveAsync(showtimeId, movie, screen, ManagerCalls.Iso(start)).JsonAsync();
        await admin.MoveAsync(showtimeId, movie, screen, ManagerCalls.Iso(start.AddHours(2))).JsonAsync();
        foreach (var booking in new[] { first, second })
        {
            await mail.BecomeAsync(booking.Int("reservationId"), "bookingConfirmed sent", "showtimeMoved sent");
        }

        await admin.DeleteAsync($"{ManagerCalls.Admin}/showtimes/{showtimeId}?cancelBookings=true").IsEmptyAsync();

        foreach (var booking in new[] { first, second })
        {
            var got = await mail.Server.ToAsync(await mail.EmailOfAsync(booking.Int("reservationId")), 3);
            var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
            string Clock(DateTime utc) =>
                TimeZoneInfo.ConvertTimeFromUtc(utc, zone).ToString("h:mm tt", System.Globalization.CultureInfo.GetCultureInfo("en-US"));
            Assert.Contains($"was to start on {start:dddd, MMMM d, yyyy} at {Clock(start)}", got[1].TextBody, StringComparison.Ordinal);
            Assert.Contains($"at {Clock(start.AddHours(2))}. Your seats are kept.", got[1].TextBody, StringComparison.Ordinal);
            Assert.StartsWith("The show is cancelled: ", got[2].Subject, StringComparison.Ordinal);
            Assert.Contains("$8.00 is due back to you", got[2].TextBody, StringComparison.Ordinal);
            Assert.Contains($"{MailApi.Site}/movies/{movie}", got[2].TextBody, StringComparison.Ordinal);
        }

        Assert.Empty(await mail.MessagesAsync(pending.Int("reservationId")));
    }

    [Theory]
    [InlineData("Evil\r\nBcc: everybody@example.com\r\n\r\nHello")]
    [InlineData("Evil\u2028Bcc: everybody@example.com")]
    [InlineData("\u202Egnp.live\u202C and \u2067more\u2069")]
    [InlineData("Zoë 🎬 \"quoted\" <tickets@example.com>, \0\u0007other")]
    public async Task No_name_and_no_title_becomes_a_header_or_turns_one(string evil)
    {
        var movie = await Api.Given.MovieAsync(evil);
        var showtimeId = await Api.Given.ShowtimeAsync(movie);
        var email = TestApi.Email();
        var made = await Api.CreateClient()
            .ReserveAsGuestAsync(email, null, showtimeId, await Api.Given.SeatAsync(showtimeId, "A1"))
            .JsonAsync(HttpStatusCode.Created);
        // Past the API's own rules, as an import or an older version may have left it.
        await Api.Database.ExecuteAsync(
            "UPDATE reservations SET guest_name = @name WHERE reservation_id = @id",
            ("@name", evil),
            ("@id", made.Int("reservationId"))
        );
        using var guest = Api.WithToken(made.Text("accessToken"));
        await guest.ConfirmAsync(made).JsonAsync();

        var got = Assert.Single(await mail.Server.ToAsync(email));

        Assert.Equal(
            ["Auto-Submitted", "Date", "From", "MIME-Version", "Message-Id", "Subject", "To"],
            got.Headers.Select(header => header.Field).Order(StringComparer.Ordinal)
        );
        Assert.Equal(email, Assert.Single(got.To.Mailboxes).Address);
        string[] texts = [got.Subject!, got.To.Single().Name!];
        Assert.All(
            texts,
            text => Assert.DoesNotContain(text, letter => char.IsControl(letter) || "\u2028\u202A\u202C\u202E\u2067\u2069".Contains(letter))
        );
        Assert.DoesNotContain('\u202E', got.HtmlBody!);
    }

    private static Calendar Calendar(MimeMessage mail)
    {
        var file = Assert.IsType<MimePart>(
            mail.Attachments.Single(part => part.ContentType.IsMimeType("text", "calendar")),
            exactMatch: false
        );
        using var bytes = new MemoryStream();
        file.Content!.DecodeTo(bytes);
        return Ical.Net.Calendar.Load(Encoding.UTF8.GetString(bytes.ToArray()))!;
    }

    [GeneratedRegex(@"https://tickets\.example\.org/reservations/(?<id>\d+)#access=(?<token>\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex GuestLink();
}
