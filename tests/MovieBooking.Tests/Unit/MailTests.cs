using System.Net;
using System.Text;
using MailKit.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;
using MimeKit;
using MovieBooking.Api.Http;
using MovieBooking.Api.Messages;

namespace MovieBooking.Tests.Unit;

public sealed class MailTests
{
    [Theory]
    [InlineData("Robin Vale", "Robin Vale")]
    [InlineData("  a\r\n\tb\u2028c\0 ", "a b c")]
    [InlineData("\u202Egnp.exe\u202C \u2067x\u2069", "gnp.exe x")]
    [InlineData("שלום 👩‍👩‍👧 می‌خواهم", "שלום 👩‍👩‍👧 می‌خواهم")]
    public void What_people_wrote_becomes_one_line(string text, string line) => Assert.Equal(line, PlainText.OneLine(text));

    [Fact]
    public async Task Ten_thousand_characters_become_as_many_as_one_reads()
    {
        var line = PlainText.OneLine(new string('x', 10_000));
        Assert.Equal((200, '…'), (line.Length, line[^1]));

        var text = await new MailTemplates().FillAsync("booking-confirmed", Booking() with { Movie = new string('x', 10_000) });
        Assert.Equal(150, text.Subject.Length);
    }

    [Theory]
    [InlineData("booking-confirmed")]
    [InlineData("booking-cancelled")]
    [InlineData("tickets-cancelled")]
    [InlineData("payment-returned")]
    [InlineData("showtime-cancelled")]
    [InlineData("showtime-moved")]
    public async Task A_mail_has_a_text_and_a_page_in_which_nothing_is_markup(string template)
    {
        var text = await new MailTemplates().FillAsync(template, Booking() with { Movie = "<b>{{ link }}</b>", HasRefund = true });

        Assert.Contains("<b>{{ link }}</b>", text.Text, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;{{ link }}&lt;/b&gt;", text.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", text.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Subject:", text.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_without_what_it_names_is_an_error_and_no_mail()
    {
        var fault = await Assert.ThrowsAnyAsync<InvalidOperationException>(() =>
            new MailTemplates().FillAsync("booking-confirmed", new { Movie = "x" })
        );

        Assert.Contains("`", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("USD", "1234.5", "$1,234.50")]
    [InlineData("JPY", "1600", "¥1,600")]
    [InlineData("KWD", "1.5", "KWD\u00A01.500")]
    public void Money_has_the_sign_and_the_decimals_of_its_currency(string code, string amount, string text)
    {
        var currency = new Currency(Configuration(("Currency", code)));

        Assert.Equal(text, MailFormats.Money(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency));
    }

    [Theory]
    [InlineData("smtp.example.org", null, SecureSocketOptions.StartTls)]
    [InlineData("smtp.example.org", "2525", SecureSocketOptions.StartTls)]
    [InlineData("smtp.example.org", "465", SecureSocketOptions.SslOnConnect)]
    [InlineData("localhost", null, SecureSocketOptions.None)]
    [InlineData("127.0.0.1", null, SecureSocketOptions.None)]
    [InlineData("::1", null, SecureSocketOptions.None)]
    [InlineData("10.0.0.1", null, SecureSocketOptions.StartTls)]
    public void Mail_goes_encrypted_to_every_other_machine(string host, string? port, SecureSocketOptions expected) =>
        Assert.Equal(expected, SmtpMailer.Security(Settings("Production", ("Mail:Host", host), ("Mail:Port", port))));

    [Theory]
    [InlineData("Mail:From", null, "Mail__From")]
    [InlineData("Mail:From", "nobody", "Mail__From")]
    [InlineData("Mail:Port", "0", "Mail__Port")]
    [InlineData("Mail:Port", "smtp", "Mail__Port")]
    [InlineData("Mail:Password", null, "Mail__User and Mail__Password")]
    [InlineData("Site:Url", null, "Site__Url")]
    public void A_setting_that_is_wrong_or_missing_is_named(string name, string? value, string named)
    {
        (string, string?)[] all =
        [
            ("Mail:Host", "smtp.example.org"),
            ("Mail:From", "The Meridian <tickets@example.org>"),
            ("Mail:User", "meridian"),
            ("Mail:Password", "secret"),
            ("Site:Url", "https://tickets.example.org"),
        ];

        Assert.Null(Settings("Production", all).Problem);
        Assert.Contains(named, Settings("Production", [.. all, (name, value)]).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production", false)]
    [InlineData("Testing", false)]
    [InlineData("Development", true)]
    public void Without_a_server_mails_are_written_to_files_in_development_alone(string environment, bool isOn)
    {
        var settings = Settings(environment);

        Assert.Equal((isOn, isOn, (string?)null), (settings.IsOn, settings.Folder is not null, settings.Problem));
    }

    [Theory]
    [InlineData("tickets.example.org")]
    [InlineData("ftp://tickets.example.org")]
    [InlineData("https://tickets.example.org/?a=b")]
    public void A_site_that_is_no_address_is_named(string url) =>
        Assert.Contains(url, SiteAddress.Problem(Configuration(("Site:Url", url))), StringComparison.Ordinal);

    [Fact]
    public async Task Developers_read_mails_in_a_frame_that_runs_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("moviebooking-mail-");
        try
        {
            await using (var mailer = new FileMailer(folder.FullName))
            {
                await mailer.SendAsync(Mail(17), CancellationToken.None);
                await mailer.SendAsync(Mail(17), CancellationToken.None);
            }

            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseTestServer();
            await using var app = builder.Build();
            app.MapDevMail(folder.FullName);
            await app.StartAsync();
            using var client = app.GetTestClient();

            var list = await client.GetStringAsync("/dev/mail");
            var name = Path.GetFileName(Assert.Single(folder.GetFiles()).Name);
            Assert.Contains($"/dev/mail/{name}", list, StringComparison.Ordinal);
            Assert.Contains("&lt;script&gt;", list, StringComparison.Ordinal);
            using var answer = await client.GetAsync($"/dev/mail/{name}");
            var page = await answer.Content.ReadAsStringAsync();
            Assert.Contains("<iframe sandbox title", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
            Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("BEGIN:VCALENDAR", await client.GetStringAsync($"/dev/mail/{name}/0"));
            foreach (var path in new[] { $"{name}/1", "20260101T000000-9.eml", "..%2F..%2Fsecret.eml", "x.eml" })
            {
                Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/dev/mail/{path}")).StatusCode);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static MimeMessage Mail(long number)
    {
        var body = new BodyBuilder { TextBody = "Hello", HtmlBody = "<script>alert(1)</script>\"" };
        body.Attachments.Add("ticket.ics", Encoding.ASCII.GetBytes("BEGIN:VCALENDAR"), new ContentType("text", "calendar"));
        var mail = new MimeMessage
        {
            MessageId = $"{number}.abc@localhost",
            Date = new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero),
            Subject = "<script>alert(1)</script>",
            Body = body.ToMessageBody(),
        };
        mail.From.Add(new MailboxAddress("MovieBooking", "tickets@localhost"));
        mail.To.Add(new MailboxAddress("Robin", "robin@example.com"));
        return mail;
    }

    private static BookingMail Booking() =>
        new(
            "Robin",
            IsGuest: true,
            "Night Train",
            "Friday",
            "Fri",
            "New York time",
            "Thursday",
            "The Meridian",
            "1 Main Street",
            "Screen 1, 2D",
            "K7PX4MRW2T",
            [new BookingMailTicket("E5", "standard", "$8.00")],
            "$8.00",
            Discount: "",
            CardHint: "",
            CardPays: "",
            CardBack: "",
            ToPay: "$8.00",
            HasRefund: false,
            "$0.00",
            "Friday",
            "$1.00",
            "E6",
            ByCinema: true,
            Replaced: "",
            ReplacedSeats: "",
            IsFree: false,
            IsPaidByCard: false,
            IsPaid: true,
            HasReturn: true,
            "$8.00",
            "it came after the time was over.",
            "https://tickets.example.org/reservations/1",
            "https://tickets.example.org/movies/1"
        );

    private static MailSettings Settings(string environment, params (string Name, string? Value)[] settings) =>
        new(Configuration(settings), new HostingEnvironment { EnvironmentName = environment, ContentRootPath = Path.GetTempPath() });

    private static IConfiguration Configuration(params (string Name, string? Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                settings
                    .GroupBy(setting => setting.Name, StringComparer.Ordinal)
                    .Select(values => KeyValuePair.Create(values.Key, values.Last().Value))
            )
            .Build();
}
