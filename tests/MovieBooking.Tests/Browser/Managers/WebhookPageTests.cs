using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MovieBooking.Api.Webhooks;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>A manager has another company's program told of bookings, and looks at what became of it.</summary>
[Collection(SharedSite.Two)]
public sealed class WebhookPageTests(TestSite site, Receiver receiver) : IClassFixture<Receiver>
{
    [Fact]
    public async Task A_manager_adds_a_webhook_looks_at_its_deliveries_and_sends_one_again()
    {
        using var admin = await site.Api.AdminAsync();
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        var (_, key) = await admin.MakeKeyAsync(["events:read"], [await site.Api.CinemaOfAsync(showtimeId)]);
        var url = $"{receiver.Url}/flaky/{key.Int("keyId")}";
        receiver.IsDown = true;
        var page = await site.ManagerAsync("/admin/webhooks");
        var audit = new AxeAudit(page);

        await page.Button("Add the webhook").ClickAsync();
        await Expect(page.GetByText("Say where to deliver.")).ToBeVisibleAsync();
        await audit.AuditAsync("/admin/webhooks, wrong");
        await page.GetByLabel("For the key").SelectOptionAsync(new SelectOptionValue { Label = key.Text("name") });
        await page.GetByLabel("Address").FillAsync("https://10.0.0.1/");
        await page.Button("Add the webhook").ClickAsync();
        await Expect(page.GetByText("must not name an address that is private")).ToBeVisibleAsync();
        await page.GetByLabel("Address").FillAsync(url);
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "reservation.confirmed" }).CheckAsync();
        await page.Button("Add the webhook").ClickAsync();
        await Expect(page.GetByText("whsec_")).ToBeVisibleAsync();
        await audit.AuditAsync("/admin/webhooks, made");
        await page.Button("I have it").ClickAsync();

        using var customer = await site.Api.CustomerAsync();
        await customer.ConfirmedAsync(showtimeId, await site.Api.Given.SeatAsync(showtimeId, "A1"));
        await TurnAsync();
        await page.ReloadAsync();
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = url });
        await Expect(row).ToContainTextAsync("1 waiting");
        await row.GetByRole(AriaRole.Button, new() { Name = "Deliveries" }).ClickAsync();
        var delivery = page.GetByRole(AriaRole.Group, new() { Name = "Deliveries", Exact = true }).GetByRole(AriaRole.Row).Nth(1);
        await Expect(delivery).ToContainTextAsync("500");
        await delivery.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Expect(delivery).ToContainTextAsync($"\"showtimeId\": {showtimeId}");
        await audit.AuditAsync("/admin/webhooks, deliveries");

        receiver.IsDown = false;
        await delivery.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();
        await Expect(page.GetByText("It is being sent again.", new() { Exact = true })).ToBeVisibleAsync();
        await TurnAsync();
        await page.ReloadAsync();
        await Expect(delivery).ToContainTextAsync("Taken");

        await row.GetByRole(AriaRole.Button, new() { Name = "New secret" }).ClickAsync();
        await audit.AuditAsync("/admin/webhooks, asking");
        await page.Button("Make a new secret").ClickAsync();
        await Expect(row).ToContainTextAsync("The old secret signs, too");
        await row.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await page.Button("Delete it").ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        audit.IsClean();
    }

    private async Task TurnAsync()
    {
        await site.Api.Database.ExecuteAsync("CALL sp_number_events()");
        await using var connection = await site.Api.Database.Source.OpenConnectionAsync();
        var delivery = site.Api.Services.GetRequiredService<WebhookDelivery>();
        await delivery.RunAsync(connection, default);
        await delivery.IdleAsync();
    }
}
