using System.Text.Json;
using Microsoft.Playwright;
using MovieBooking.Api.Languages;
using MovieBooking.Api.Messages;

namespace MovieBooking.Tests.Browser;

/// <summary>Mails, as a program shows them that has a browser's engine.</summary>
public sealed class MailAccessibilityTests
{
    private const string End = ".html.liquid";

    /// <summary>What templates and their words name, each as long as it gets.</summary>
    private static readonly Dictionary<string, object> s_model = new(StringComparer.Ordinal)
    {
        ["name"] = "Robin Vale",
        ["movie"] = "The Long Exposure",
        ["when"] = "Friday, January 15, 2027 at 7:30 PM",
        ["shortWhen"] = "Jan 15, 7:30 PM",
        ["before"] = "Thursday, January 14, 2027 at 7:30 PM",
        ["until"] = "January 15, 7:00 PM",
        ["zone"] = "New York time",
        ["cinema"] = "The Meridian",
        ["address"] = "214 Lantern Street, New York",
        ["screen"] = "Screen 1, IMAX",
        ["reference"] = "K7PX4MRW2T",
        ["tickets"] = new[] { new BookingMailTicket("E5", "standard", "$8.00"), new BookingMailTicket("E6", "premium", "$16.00") },
        ["seats"] = "E5, E6",
        ["cancelledSeats"] = "E6",
        ["replaced"] = "",
        ["replacedSeats"] = "",
        ["total"] = "$24.00",
        ["discount"] = "$4.00",
        ["cardHint"] = "7K2P",
        ["cardPays"] = "$10.00",
        ["cardBack"] = "$3.00",
        ["toPay"] = "$14.00",
        ["isPaidByCard"] = false,
        ["fee"] = "$1.00",
        ["cancelUntil"] = "January 15, 6:30 PM",
        ["hasRefund"] = true,
        ["refundDue"] = "$7.00",
        ["refunded"] = "$7.00",
        ["returnReason"] = "it came after the time was over.",
        ["hasReturn"] = true,
        ["byCinema"] = true,
        ["isFree"] = false,
        ["isPaid"] = true,
        ["isGuest"] = true,
        ["bookings"] = 2,
        ["minutes"] = 60,
        ["oldEmail"] = "robin@example.com",
        ["newEmail"] = "robin.vale@example.com",
        ["link"] = "https://tickets.example.org/reservations/1",
        ["movieLink"] = "https://tickets.example.org/movies/1",
    };

    [Fact]
    public async Task Every_mail_can_be_read_in_both_themes_and_in_a_narrow_window()
    {
        var mails = typeof(MailTemplates)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(End, StringComparison.Ordinal))
            .Select(name => name[..^End.Length].Split('.')[^1])
            .Except(["layout", "details"])
            .ToList();
        Assert.True(mails.Count > 15, $"{mails.Count} mails");
        // What is not named here would stay blank.
        var fields = typeof(BookingMail).GetProperties().Select(field => JsonNamingPolicy.CamelCase.ConvertName(field.Name));
        Assert.Empty(fields.Except(s_model.Keys, StringComparer.Ordinal));
        await using var context = await (await SharedBrowser.StartedAsync()).NewContextAsync();
        var page = await context.NewPageAsync();
        var audit = new AxeAudit(page);
        var templates = new MailTemplates();

        foreach (var mail in mails)
        {
            await page.SetContentAsync((await templates.FillAsync(mail, s_model)).Html);
            await audit.AuditAtAsync(mail, 320, ColorScheme.Dark);
            await audit.AuditAtAsync(mail, 1440, ColorScheme.Light, AxeAudit.Colours);
            await ShootAsync(page, mail, templates);
        }

        audit.IsClean();
    }

    /// <summary>Where somebody wants to look: <c>MAIL_SHOTS=/tmp/shots dotnet test --filter MailAccessibilityTests</c>.</summary>
    private static async Task ShootAsync(IPage page, string mail, MailTemplates templates)
    {
        if (Environment.GetEnvironmentVariable("MAIL_SHOTS") is not { } folder)
        {
            return;
        }

        foreach (var language in (string[])["en", "es"])
        {
            Texts.Speak(language);
            await page.SetContentAsync((await templates.FillAsync(mail, s_model)).Html);
            foreach (
                var (width, theme) in ((int, ColorScheme)[])
                    [(390, ColorScheme.Dark), (390, ColorScheme.Light), (800, ColorScheme.Light), (800, ColorScheme.Dark)]
            )
            {
                await page.SetViewportSizeAsync(width, 600);
                await page.EmulateMediaAsync(new() { ColorScheme = theme });
                await page.ScreenshotAsync(
                    new() { Path = Path.Combine(folder, $"{mail}-{language}-{width}-{theme}.png"), FullPage = true }
                );
            }
        }

        Texts.Speak("en");
    }
}
