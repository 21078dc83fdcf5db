using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MimeKit;
using MovieBooking.Load.Staging;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>The pages that mails lead to, reached by the links in the mails.</summary>
public sealed partial class MailPageTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly MailServer _server = new();
    private readonly TestSite _site = new();

    public async Task InitializeAsync()
    {
        _server.Start();
        _site.Api.WithPeriodicWork = true;
        MailApi.SendTo(_site.Api, _server);
        await _site.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _site.DisposeAsync();
        await _server.DisposeAsync();
    }

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    [Fact]
    public async Task Whoever_forgot_the_password_gets_a_link_and_sets_a_new_one()
    {
        var email = TestApi.Email();
        await _site.Api.RegisterAsync(email);
        var page = await _site.OpenAsync("/sign-in");
        var audit = new AxeAudit(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Choose a new one" }).ClickAsync();
        // The page before asks for an address, too.
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Forgotten" })).ToBeVisibleAsync();
        await page.GetByLabel("Email").FillAsync(email);
        await audit.AuditAsync("forgotten");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText($"If {email} has an account")).ToBeVisibleAsync();
        await audit.AuditAsync("asked");

        var link = Link(Assert.Single(await _server.ToAsync(email)));
        await page.GotoAsync(link);
        await page.GetByLabel("New password").FillAsync("password123");
        await Expect(page.GetByLabel("New password"))
            .ToHaveAccessibleDescriptionAsync("This is one of the most common passwords, which are guessed first.");
        await audit.AuditAsync("a new password");
        await page.GetByLabel("New password").FillAsync("staple battery horse");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set password" }).ClickAsync();
        await Expect(page.GetByText("Your password is changed.").Last).ToBeVisibleAsync();
        await audit.AuditAsync("set");

        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).Last.ClickAsync();
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByLabel("Password").FillAsync("staple battery horse");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true })).ToHaveCountAsync(0);

        await page.GotoAsync("about:blank");
        await page.GotoAsync(link);
        await page.GetByLabel("New password").FillAsync("horse staple battery");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set password" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This link has been used");
        await audit.AuditAsync("a spent link");
        audit.IsClean();
    }

    [Fact]
    public async Task A_guests_mail_opens_the_booking_and_the_address_bar_keeps_nothing_of_it()
    {
        var (showtimeId, email) = (await _site.Api.Given.ShowtimeAsync(), TestApi.Email());
        var made = await _site
            .Api.CreateClient()
            .ReserveAsGuestAsync(email, null, showtimeId, await _site.Api.Given.SeatAsync(showtimeId, "E5"))
            .JsonAsync(System.Net.HttpStatusCode.Created);
        using var guest = _site.Api.WithToken(made.Text("accessToken"));
        await guest.ConfirmAsync(made).JsonAsync();

        var page = await _site.OpenAsync(Link(Assert.Single(await _server.ToAsync(email))));

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You’re booked" })).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(new Uri(_site.Address, $"/reservations/{made.Int("reservationId")}").ToString());
        await page.ReloadAsync();
        await Expect(page.GetByText(made.Text("reference")).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Another_address_is_confirmed_by_a_click_on_the_page_that_its_mail_opens()
    {
        var visitor = await Visitor.SignedInAsync(_site);
        var page = visitor.Page;
        var fresh = TestApi.Email();
        await page.GotoAsync("/account");
        var form = page.GetByRole(AriaRole.Form, new() { Name = "Your email address" });
        await form.GetByLabel("New email").FillAsync(fresh);
        await form.GetByLabel("Password").FillAsync(TestApi.Password);
        await form.GetByRole(AriaRole.Button, new() { Name = "Change email address" }).ClickAsync();
        await Expect(page.GetByText("A mail is on its way").First).ToBeVisibleAsync();

        await page.GotoAsync(Link(Assert.Single(await _server.ToAsync(fresh))));
        var audit = new AxeAudit(page);
        await audit.AuditAsync("an address to confirm");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use this address" }).ClickAsync();
        await Expect(page.GetByText("Your address is changed.").Last).ToBeVisibleAsync();
        await audit.AuditAsync("confirmed");
        await page.GetByRole(AriaRole.Link, new() { Name = "To your account" }).ClickAsync();

        await Expect(page.GetByText(fresh).First).ToBeVisibleAsync();
        audit.IsClean();
    }

    [Fact]
    public async Task A_manager_sends_again_what_did_not_arrive()
    {
        var showtimeId = await _site.Api.Given.ShowtimeAsync();
        using var customer = await _site.Api.CustomerAsync();
        var pending = await customer.PendingAsync(showtimeId, await _site.Api.Given.SeatAsync(showtimeId, "A1"));
        var email = await _site.Api.Database.ScalarAsync<string>(
            "SELECT email FROM users WHERE user_id = (SELECT user_id FROM reservations WHERE reservation_id = @id)",
            ("@id", pending.Int("reservationId"))
        );
        _server.Unknown[email.Split('@')[0]] = true;
        await customer.ConfirmAsync(pending).JsonAsync();
        await Wait.UntilAsync(async () =>
            await _site.Api.Database.ScalarAsync<int>("SELECT COUNT(*) FROM outbox WHERE status = 'dead'") == 1
        );
        _server.Unknown.Clear();
        var page = await _site.ManagerAsync("/admin/messages");
        var audit = new AxeAudit(page);
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = email });
        await Expect(row).ToContainTextAsync("Given up");
        await audit.AuditAsync("messages");

        await row.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();

        Assert.Single(await _server.ToAsync(email));
        await Expect(page.GetByText("It is being sent to").First).ToBeVisibleAsync();
        await page.GetByLabel("Which").SelectOptionAsync("sent");
        await Expect(row).ToContainTextAsync("Sent");
        await audit.AuditAsync("sent messages");
        audit.IsClean();
    }

    /// <summary>The link of a mail on this site, which does not know its address before it runs.</summary>
    private static string Link(MimeMessage mail)
    {
        var link = new Uri(Address().Match(mail.TextBody!).Value);
        return link.PathAndQuery + link.Fragment;
    }

    [GeneratedRegex(@"https://tickets\.example\.org/\S+", RegexOptions.None, 1000)]
    private static partial Regex Address();
}
