using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>A customer signs in with a provider, and connects and disconnects a login there.</summary>
[Collection(SharedSite.Two)]
public sealed class ProviderSignInTests(TestSite site, OpenIdSite provider) : IClassFixture<OpenIdSite>
{
    [Fact]
    public async Task A_customer_signs_in_with_a_provider_and_connects_and_disconnects_a_login_by_keyboard_alone()
    {
        var root = site.Address.ToString().TrimEnd('/');
        var settings = site.Api.Services.GetRequiredService<IConfiguration>();
        settings["Site:Url"] = root;
        using var known = provider.KnownTo(site.Api);
        try
        {
            await VisitAsync(root);
        }
        finally
        {
            settings["Site:Url"] = null;
        }
    }

    private async Task VisitAsync(string root)
    {
        var email = TestApi.Email();
        await site.Api.RegisterAsync(email);
        var (mine, unknown, unverified) = (provider.Person(email), provider.Person(), provider.Person(isVerified: false));
        var page = await site.NewPageAsync();
        var audit = new AxeAudit(page);
        var main = page.GetByRole(AriaRole.Main);

        // Who is new has an account at once, and goes on where they were going to.
        await page.GotoAsync($"{root}/register?redirect=%2Faccount%23external-logins");
        await ContinueAsync(unknown);
        var card = page.GetByRole(AriaRole.Region, new() { Name = "Connected logins" });
        await Expect(card.GetByText("Your account has no password yet")).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync($"{root}/account#external-logins");
        await SignOutAsync();

        // Whom the provider does not vouch for is told why, where they can sign in another way.
        await page.GotoAsync($"{root}/sign-in?redirect=%2Faccount");
        await audit.AuditAsync("/sign-in, with a provider");
        await ShootAsync(page, "provider-sign-in");
        await ContinueAsync(unverified);
        await Expect(main.GetByRole(AriaRole.Alert).First).ToContainTextAsync("The provider vouches for no e-mail address of yours");
        await ContinueAsync(mine);
        await Expect(main.GetByRole(AriaRole.Alert).First).ToContainTextAsync("connect this login on your account");
        await audit.AuditAsync("/sign-in/example, with an address that has an account");

        await main.GetByLabel("Email").FillAsync(email);
        await main.GetByLabel("Password", new() { Exact = true }).FillAsync(TestApi.Password);
        await main.GetByLabel("Password", new() { Exact = true }).PressAsync("Enter");
        await card.GetByRole(AriaRole.Button, new() { Name = "Connect Example ID" }).PressAsync("Enter");
        await Expect(card.GetByLabel("Password")).ToBeFocusedAsync();
        await card.GetByLabel("Password").FillAsync(TestApi.Password);
        await card.GetByLabel("Password").PressAsync("Enter");
        await ChooseAsync(mine);
        await Expect(card.GetByRole(AriaRole.Button, new() { Name = "Disconnect Example ID" })).ToBeVisibleAsync();
        await audit.AuditAsync("/account, with a login");
        await ShootAsync(page, "external-logins");
        await SignOutAsync();

        await page.GotoAsync($"{root}/sign-in?redirect=%2Faccount");
        await ContinueAsync(mine);
        await card.GetByRole(AriaRole.Button, new() { Name = "Disconnect Example ID" }).PressAsync("Enter");
        await card.GetByLabel("Password").FillAsync(TestApi.Password);
        await card.GetByLabel("Password").PressAsync("Enter");
        await Expect(card.GetByText("Not connected")).ToBeVisibleAsync();
        audit.IsClean();

        async Task ContinueAsync(Persona person)
        {
            await main.GetByRole(AriaRole.Button, new() { Name = "Continue with Example ID" }).PressAsync("Enter");
            await ChooseAsync(person);
        }

        Task ChooseAsync(Persona person) => page.GetByRole(AriaRole.Link, new() { Name = person.Email }).PressAsync("Enter");

        Task SignOutAsync() =>
            page.RunAndWaitForResponseAsync(
                () => main.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).First.PressAsync("Enter"),
                "**/auth/logout"
            );
    }

    /// <summary>For whoever wants to look at it.</summary>
    private static async Task ShootAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("ACCOUNT_SHOTS") is not { } folder)
        {
            return;
        }

        var size = page.ViewportSize!;
        foreach (var (width, theme) in ((int, ColorScheme)[])[(1440, ColorScheme.Light), (320, ColorScheme.Dark)])
        {
            await page.EmulateMediaAsync(new() { ColorScheme = theme });
            await page.SetViewportSizeAsync(width, 900);
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}-{theme}.png"), FullPage = true });
        }

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(size.Width, size.Height);
    }
}
