using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>A manager makes a key for another company's program, and ends it.</summary>
[Collection(SharedSite.Two)]
public sealed class ApiKeyPageTests(TestSite site)
{
    [Fact]
    public async Task A_manager_makes_a_key_sees_it_once_and_revokes_it()
    {
        var cinema = Given.Unique("Key Cinema");
        await site.Api.Given.CinemaAsync(name: cinema);
        var page = await site.ManagerAsync("/admin/api-keys");
        var audit = new AxeAudit(page);

        await page.Button("Make the key").ClickAsync();
        await Expect(page.GetByText("Say whose key it is.")).ToBeVisibleAsync();
        await audit.AuditAsync("/admin/api-keys, wrong");
        var name = Given.Unique("Partner");
        await page.GetByLabel("Whose, and for what").FillAsync(name);
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Read what it booked" }).UncheckAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = cinema }).CheckAsync();
        await page.Button("Make the key").ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = $"The key of {name}" })).ToBeFocusedAsync();
        await audit.AuditAsync("/admin/api-keys, made");
        var secret = await page.GetByText("mbk_").First.InnerTextAsync();
        using var program = site.Api.WithToken(secret);
        await program.GetAsync("/api/v1/movies").JsonAsync();
        await program.GetAsync("/api/v1/reservations").ProblemAsync(403, "insufficient_scope");

        await page.Button("I have it").ClickAsync();
        await page.ReloadAsync();
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = name });
        await Expect(row).ToContainTextAsync(secret[..12]);
        await Expect(row).ToContainTextAsync(cinema);
        await Expect(page.GetByText(secret)).ToHaveCountAsync(0);

        await row.GetByRole(AriaRole.Button).ClickAsync();
        await audit.AuditAsync("/admin/api-keys, revoking");
        await page.Button("Revoke the key").ClickAsync();
        await Expect(row).ToContainTextAsync("Revoked");
        await program.GetAsync("/api/v1/movies").ProblemAsync(401, "unauthenticated");

        await page.GotoAsync("/admin/audit-log?entity=apiKey");
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = name }).First).ToContainTextAsync("deleted");
        audit.IsClean();
    }
}
