using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>A passkey is added on the account's page, signs in and is removed, by keyboard alone.</summary>
[Collection(SharedSite.Two)]
public sealed class PasskeyPageTests(TestSite site)
{
    [Fact]
    public async Task It_is_added_signs_in_and_is_removed_by_keyboard_alone()
    {
        // Passkeys are for a name, which no network address is.
        var root = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{site.Address.Port}");
        var settings = site.Api.Services.GetRequiredService<IConfiguration>();
        settings["Site:Url"] = root;
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
        var page = await site.NewPageAsync();
        var audit = new AxeAudit(page);
        var devices = await page.Context.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new()
            {
                ["options"] = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
        var main = page.GetByRole(AriaRole.Main);
        await page.GotoAsync($"{root}/sign-in?redirect=%2Faccount");
        await main.GetByLabel("Email").FillAsync(email);
        await main.GetByLabel("Password", new() { Exact = true }).FillAsync(TestApi.Password);
        await main.GetByLabel("Password", new() { Exact = true }).PressAsync("Enter");

        var card = page.GetByRole(AriaRole.Region, new() { Name = "Passkeys" });
        await card.GetByLabel("Name of the passkey").FillAsync("My laptop");
        await card.GetByLabel("Password").FillAsync(TestApi.Password);
        await card.GetByLabel("Password").PressAsync("Enter");
        await Expect(card.GetByText("never used")).ToBeVisibleAsync();
        await audit.AuditAsync("/account, with a passkey");
        await ShootAsync(page, "passkeys");
        await page.RunAndWaitForResponseAsync(
            () => main.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).First.PressAsync("Enter"),
            "**/auth/logout"
        );

        await page.GotoAsync($"{root}/sign-in?redirect=%2Faccount");
        var button = main.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" });
        await Expect(button).ToBeVisibleAsync();
        await audit.AuditAsync("/sign-in, with passkeys");
        await ShootAsync(page, "passkey-sign-in");
        await button.PressAsync("Enter");

        await Expect(card.GetByText("last used")).ToBeVisibleAsync();
        await card.GetByRole(AriaRole.Button, new() { Name = "Remove My laptop" }).PressAsync("Enter");
        await Expect(card.GetByLabel("Password")).ToBeFocusedAsync();
        await audit.AuditAsync("/account, a passkey to be removed");
        await card.GetByLabel("Password").FillAsync(TestApi.Password);
        await card.GetByLabel("Password").PressAsync("Enter");
        await Expect(card.GetByText("My laptop")).ToHaveCountAsync(0);
        audit.IsClean();
    }

    /// <summary>For whoever wants to look at it.</summary>
    private static async Task ShootAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("ACCOUNT_SHOTS") is not { } folder)
        {
            return;
        }

        var size = page.ViewportSize!;
        foreach (var width in (int[])[1440, 320])
        {
            foreach (var theme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            {
                await page.EmulateMediaAsync(new() { ColorScheme = theme });
                await page.SetViewportSizeAsync(width, 900);
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}-{theme}.png"), FullPage = true });
            }
        }

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(size.Width, size.Height);
    }
}
