using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>Paying on the checkout, in Stripe's form.</summary>
public sealed class PaymentPageTests(StripeSite stripe) : IClassFixture<StripeSite>
{
    [Fact]
    public async Task A_booking_is_paid_by_keyboard_and_the_card_never_comes_here()
    {
        var (visitor, booking) = await PendingAsync("E5", "F5");
        var page = visitor.Page;
        var sent = new ConcurrentQueue<string>();
        page.Request += (_, request) =>
        {
            if (request.Url.StartsWith(stripe.Site.Address.ToString(), StringComparison.Ordinal))
            {
                sent.Enqueue($"{request.Url} {request.PostData}");
            }
        };
        var console = new ConcurrentQueue<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                console.Enqueue(message.Text);
            }
        };

        await visitor.OpenCheckoutAsync(booking);
        await CardAsync(page, StripeSite.Card);
        await page.Keyboard.PressAsync("Tab");
        await Expect(PayButton(page)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You’re booked" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("You have paid $24.00");
        // This cinema has no certificates of Apple's and Google's: what would not work is not offered.
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Add to calendar" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Wallet")).ToHaveCountAsync(0);
        Assert.NotEmpty(sent);
        Assert.DoesNotContain(sent, request => request.Contains(StripeSite.Card, StringComparison.Ordinal));
        Assert.DoesNotContain(console, message => message.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase));
        Assert.Empty(await stripe.Api.Database.TracesAsync(StripeSite.Card));
        Assert.DoesNotContain(StripeSite.Card, await stripe.Log.TextAsync(), StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel booking" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("goes back to where you paid from");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel booking" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("$24.00 is on its way back");
    }

    [Fact]
    public async Task A_decline_and_a_bank_that_refuses_are_told_and_may_be_tried_again()
    {
        var (visitor, booking) = await PendingAsync("E5");
        var page = visitor.Page;
        await visitor.OpenCheckoutAsync(booking);

        await CardAsync(page, StripeSite.DeclinedCard);
        await PayButton(page).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Your card was declined");
        await CardAsync(page, StripeSite.AuthenticatedCard);
        await PayButton(page).ClickAsync();
        var bank = page.FrameLocator("iframe[title='Bank authentication']");
        await bank.GetByRole(AriaRole.Button, new() { Name = "Refuse" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("unable to authenticate your payment method");
        await page.ReloadAsync();
        await CardAsync(page, StripeSite.AuthenticatedCard);
        await PayButton(page).ClickAsync();
        await bank.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You’re booked" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("You have paid $8.00");
    }

    [Fact]
    public async Task Whoever_comes_back_from_the_banks_page_has_the_booking()
    {
        var (visitor, booking) = await PendingAsync("E5");
        stripe.Stripe.Confirm(await visitor.Client.SecretAsync(booking));

        await visitor.Page.GotoAsync($"/checkout/{booking.Int("reservationId")}?payment_intent=pi_1&redirect_status=succeeded");

        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "You’re booked" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Stripes_form_and_the_page_around_it_speak_the_readers_language()
    {
        var (visitor, booking) = await PendingAsync(new BrowserNewContextOptions { Locale = "es-ES" }, "E5");
        var page = visitor.Page;
        await visitor.OpenCheckoutAsync(booking);
        await CardAsync(page, StripeSite.Card);
        await Expect(page.Locator("iframe[title='Secure payment input frame']")).ToHaveAttributeAsync("lang", "es");
        await page.Button("Pagar 8,00\u00a0US$").ClickAsync();

        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Has pagado 8,00\u00a0US$");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Paid_too_late_the_page_has_the_seats_or_says_that_the_money_goes_back(bool isTaken)
    {
        var (visitor, booking) = await PendingAsync("E5");
        var (page, showtimeId) = (visitor.Page, booking.GetProperty("showtime").Int("showtimeId"));
        stripe.Stripe.Confirm(await visitor.Client.SecretAsync(booking));
        await stripe.Api.Database.TimeRunsOutAsync(showtimeId);
        if (isTaken)
        {
            using var other = await stripe.Api.CustomerAsync();
            await other.LockSeatsAsync(showtimeId, await stripe.Api.Given.SeatAsync(showtimeId, "E5")).JsonAsync();
        }

        await visitor.OpenCheckoutAsync(booking);

        await (
            isTaken
                ? Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Your payment came after the time was over")
                : Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You’re booked" })).ToBeVisibleAsync()
        );
    }

    [Fact]
    public async Task The_payment_page_has_no_faults_loading_ready_declined_and_without_its_form()
    {
        var (visitor, booking) = await PendingAsync("E5");
        var page = visitor.Page;
        var audit = new AxeAudit(page);
        await visitor.OpenCheckoutAsync(booking);
        await CardAsync(page, StripeSite.DeclinedCard);
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Loading" })).ToHaveCountAsync(0);
        await audit.AuditAsync("checkout, to pay");
        await ShootAsync(page, "to-pay");
        await PayButton(page).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await audit.AuditAsync("checkout, declined");
        await ShootAsync(page, "declined");
        await page.RouteAsync("**/payment", route => route.FulfillAsync(new() { Status = 503 }));
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Alert).First).ToBeVisibleAsync();
        await audit.AuditAsync("checkout, no provider");
        await ShootAsync(page, "no-provider");
        audit.IsClean();
    }

    [Fact]
    public async Task A_manager_sends_a_refund_again_and_compares()
    {
        var (visitor, booking) = await PendingAsync("E5");
        var secret = await visitor.Client.SecretAsync(booking);
        stripe.Stripe.Confirm(secret);
        await visitor.Client.ConfirmAsync(booking).JsonAsync();
        var foreign = stripe.Stripe.Make(500, created: DateTimeOffset.UtcNow.AddHours(-1));
        stripe.Stripe.Confirm(foreign.ClientSecret);
        // Refused, as when it was given back by hand.
        stripe.Stripe.Intents.Single(intent => intent.ClientSecret == secret).Received = 0;
        await visitor.Client.CancelAsync(booking).JsonAsync();

        var page = await stripe.Site.ManagerAsync("/admin/payments");
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = booking.Text("reference") });
        await Expect(row).ToContainTextAsync("$8.00");
        await Wait.UntilAsync(async () =>
        {
            await page.ReloadAsync();
            await Expect(row).ToBeVisibleAsync();
            return (await row.TextContentAsync())!.Contains("greater than", StringComparison.Ordinal);
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "Compare now" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = foreign.Id })).ToContainTextAsync("Payment without a booking");
        var audit = new AxeAudit(page);
        await audit.AuditAsync("/admin/payments");
        await audit.AuditUnansweredAsync("/admin/payments", "**/api/v1/admin/**");
        audit.IsClean();

        await page.GotoAsync("/admin/payments");
        stripe.Stripe.Intents.Single(intent => intent.ClientSecret == secret).Received = 800;
        await row.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();
        await Wait.UntilAsync(() => Task.FromResult(stripe.Stripe.Kept(StripeApi.IntentOf(secret)) == 0));
        await page.ReloadAsync();
        await Expect(row).ToHaveCountAsync(0);

        await page.GotoAsync($"/admin/bookings?q={booking.Text("reference")}");
        await Expect(row.GetByRole(AriaRole.Cell, new() { Name = "Refunded" })).ToBeVisibleAsync();
        await row.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.GetByText("$8.00 paid, $8.00 went back")).ToBeVisibleAsync();
    }

    private Task<(Visitor Visitor, JsonElement Booking)> PendingAsync(params string[] labels) => PendingAsync(options: null, labels);

    private async Task<(Visitor Visitor, JsonElement Booking)> PendingAsync(BrowserNewContextOptions? options, params string[] labels)
    {
        var showtimeId = await stripe.Api.Given.ShowtimeAsync();
        var visitor = await stripe.VisitorAsync(options);
        return (visitor, await visitor.Client.PendingAsync(showtimeId, await stripe.Api.Given.SeatsAsync(showtimeId, labels)));
    }

    private static async Task CardAsync(IPage page, string number)
    {
        var card = page.FrameLocator("iframe[title='Secure payment input frame']").GetByLabel("Card number");
        await card.FillAsync(number);
        await card.FocusAsync();
    }

    private static ILocator PayButton(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Pay $" });

    /// <summary>Where somebody wants to look: <c>PAYMENT_SHOTS=/tmp/shots dotnet test --filter PaymentPageTests</c>.</summary>
    private static async Task ShootAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("PAYMENT_SHOTS") is not { } folder)
        {
            return;
        }

        foreach (
            var (width, theme) in ((int, ColorScheme)[])
                [(390, ColorScheme.Dark), (390, ColorScheme.Light), (1280, ColorScheme.Light), (1280, ColorScheme.Dark)]
        )
        {
            await page.SetViewportSizeAsync(width, 844);
            await page.EmulateMediaAsync(new() { ColorScheme = theme });
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}-{theme}.png"), FullPage = true });
        }
    }
}
