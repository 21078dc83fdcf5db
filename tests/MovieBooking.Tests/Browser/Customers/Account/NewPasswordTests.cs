using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>Choosing a password: the page says what is wrong with it while one types, and nothing typed goes anywhere before.</summary>
[Collection(SharedSite.One)]
public sealed class NewPasswordTests(TestSite site)
{
    [Fact]
    public async Task The_rule_that_a_password_breaks_is_said_while_one_types()
    {
        var page = await site.OpenAsync("/register");
        var audit = new AxeAudit(page);
        await page.GetByLabel("Name").FillAsync("Robin Vale");
        await page.GetByLabel("Email").FillAsync($"{Given.Unique("petra").Replace(' ', '.')}@exämple.org");
        var password = page.GetByLabel("Password");
        List<string> asked = [];
        page.Request += (_, request) => asked.Add(request.Url);

        await password.PressSequentiallyAsync("password123");
        await Expect(password).ToHaveAccessibleDescriptionAsync("This is one of the most common passwords, which are guessed first.");
        await Expect(page.GetByRole(AriaRole.Status).GetByText("most common passwords")).ToBeVisibleAsync();
        await audit.AuditAsync("a common password");
        await password.FillAsync("Robin's red door");
        await Expect(password).ToHaveAccessibleDescriptionAsync("Leave your name out, and parts of it.");
        Assert.DoesNotContain(asked, url => url.Contains("/auth/", StringComparison.Ordinal));

        await password.FillAsync(TestApi.Password);
        await Expect(password).ToHaveAccessibleDescriptionAsync("This password will do.");
        await audit.AuditAsync("a good password");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Create account" })).ToHaveCountAsync(0);
        audit.IsClean();
    }

    /// <summary>Typed hidden, and managers of passwords fill and paste as they like (ASVS 6.2.6, 6.2.7).</summary>
    [Theory]
    [InlineData("/sign-in", "current-password")]
    [InlineData("/admin/sign-in", "current-password")]
    [InlineData("/register", "new-password")]
    [InlineData("/reset-password#token=abc", "new-password")]
    public async Task A_password_is_hidden_and_may_be_pasted_and_filled_in(string address, string purpose)
    {
        var page = await site.OpenAsync(address);
        var password = page.GetByLabel("Password").Or(page.GetByLabel("New password")).First;

        await Expect(password).ToHaveAttributeAsync("type", "password");
        await Expect(password).ToHaveAttributeAsync("autocomplete", purpose);
        await Expect(page.Locator($"input[autocomplete='{purpose}']:not([type=password])")).ToHaveCountAsync(0);
        // True: nothing prevents what the browser does then.
        Assert.True(
            await password.EvaluateAsync<bool>(
                "field => field.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: new DataTransfer() }))"
            )
        );
        await password.FocusAsync();
        await page.Keyboard.InsertTextAsync(TestApi.Password);
        await Expect(password).ToHaveValueAsync(TestApi.Password);
    }

    [Fact]
    public async Task Without_the_list_the_server_says_that_a_password_is_common()
    {
        var page = await site.OpenAsync("/register");
        await page.RouteAsync("**/common-passwords*", route => route.AbortAsync());
        await page.GetByLabel("Name").FillAsync("Robin Vale");
        await page.GetByLabel("Email").FillAsync(TestApi.Email());
        await page.GetByLabel("Password").FillAsync("password123");

        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();

        await Expect(page.GetByText("is one of the most common passwords")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Password")).ToBeFocusedAsync();
    }
}
