using System.Collections.Concurrent;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>Where developers read of the API and try it: under policies that run their own scripts alone, or none.</summary>
[Collection(SharedSite.Two)]
public sealed class DeveloperPageTests(TestSite site)
{
    [Fact]
    public async Task What_integrators_read_has_no_faults_on_a_phone_neither()
    {
        var page = await site.NewPageAsync();
        await page.GotoAsync("/docs");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "A booking in five calls" })).ToBeVisibleAsync();
        var audit = new AxeAudit(page);

        await audit.AuditAsync("/docs");
        audit.IsClean();
        if (Environment.GetEnvironmentVariable("DOCS_SHOTS") is { } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, "docs.png") });
        }

        await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Errors" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Errors" })).ToBeInViewportAsync();
    }

    [Fact]
    public async Task An_operation_is_tried_and_the_policy_is_in_nobodys_way()
    {
        var page = await site.NewPageAsync();
        var complaints = new ConcurrentQueue<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                complaints.Enqueue(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Enqueue(error);

        var answer = await page.GotoAsync("/swagger/index.html");
        await page.Locator("#operations-tag-Movies").ClickAsync();
        await page.Locator("#operations-Movies-ListGenres").GetByRole(AriaRole.Button).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Try it out" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Execute" }).ClickAsync();

        await Expect(page.Locator(".live-responses-table .response-col_status").Last).ToHaveTextAsync("200");
        Assert.Empty(complaints);
        var policy = answer!.Headers["content-security-policy"];
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
    }
}
