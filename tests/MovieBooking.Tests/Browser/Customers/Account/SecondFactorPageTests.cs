using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>A second factor is set up on the account's page, and asked for when one comes back.</summary>
[Collection(SharedSite.Two)]
public sealed class SecondFactorPageTests(TestSite site)
{
    [Fact]
    public async Task It_is_set_up_and_asked_for_at_the_next_sign_in()
    {
        var visitor = await Visitor.SignedInAsync(site);
        var page = visitor.Page;
        var audit = new AxeAudit(page);
        await page.GotoAsync("/account");
        var card = page.GetByRole(AriaRole.Region, new() { Name = "Second factor" });
        await card.GetByLabel("Password").FillAsync(TestApi.Password);
        await card.GetByLabel("Password").PressAsync("Enter");
        await Expect(card.GetByRole(AriaRole.Img, new() { Name = "QR code for your authenticator app" })).ToBeVisibleAsync();
        await audit.AuditAsync("/account, second factor begun");
        await ShootAsync(page, "set-up");
        var app = new Authenticator(await card.GetByRole(AriaRole.Group, new() { Name = "Key" }).InnerTextAsync());

        await card.GetByLabel("Code", new() { Exact = true }).FillAsync(app.WrongCode());
        await card.GetByLabel("Code", new() { Exact = true }).PressAsync("Enter");
        await Expect(card.GetByText("is none of your codes")).ToBeVisibleAsync();
        await card.GetByLabel("Code", new() { Exact = true }).FillAsync(app.Code());
        await card.GetByRole(AriaRole.Button, new() { Name = "Switch it on" }).ClickAsync();

        await Expect(card.GetByRole(AriaRole.Heading, new() { Name = "Your recovery codes" })).ToBeFocusedAsync();
        var codes = await card.GetByRole(AriaRole.Listitem).AllInnerTextsAsync();
        Assert.Equal(10, codes.Count);
        await ShootAsync(page, "codes");
        var file = await page.RunAndWaitForDownloadAsync(() => card.GetByRole(AriaRole.Button, new() { Name = "Download" }).ClickAsync());
        Assert.Equal(codes, (await File.ReadAllLinesAsync(await file.PathAsync())));
        await card.GetByRole(AriaRole.Button, new() { Name = "I have them" }).ClickAsync();
        await Expect(card.GetByText("10 recovery codes are left.")).ToBeVisibleAsync();
        await audit.AuditAsync("/account, second factor on");
        // Whoever leaves the page before the answer is still signed in.
        await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Sign out" }).First.ClickAsync(),
            "**/auth/logout"
        );

        var main = page.GetByRole(AriaRole.Main);
        await page.GotoAsync("/sign-in?redirect=%2Faccount");
        await main.GetByLabel("Email").FillAsync(visitor.Email);
        await main.GetByLabel("Password", new() { Exact = true }).FillAsync(TestApi.Password);
        await main.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        var code = main.GetByLabel("Code", new() { Exact = true });
        await Expect(code).ToBeFocusedAsync();
        await Expect(code).ToHaveAttributeAsync("autocomplete", "one-time-code");
        await Expect(code).ToHaveAttributeAsync("inputmode", "numeric");
        await audit.AuditAsync("/sign-in, code");
        await ShootAsync(page, "sign-in");
        await code.FillAsync(app.WrongCode());
        await code.PressAsync("Enter");
        await Expect(main.GetByText("This code is wrong, or was used.")).ToBeVisibleAsync();
        await main.GetByRole(AriaRole.Button, new() { Name = "Use a recovery code" }).ClickAsync();
        await Expect(main.GetByLabel("Recovery code")).ToBeFocusedAsync();
        await main.GetByRole(AriaRole.Button, new() { Name = "Use a code of the app" }).ClickAsync();
        await code.FillAsync(app.Code(1));
        await code.PressAsync("Enter");

        await Expect(page).ToHaveURLAsync(new Regex("/account$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(card.GetByText("It is on since")).ToBeVisibleAsync();
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
            await page.SetViewportSizeAsync(width, 900);
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}.png"), FullPage = true });
        }

        await page.SetViewportSizeAsync(size.Width, size.Height);
    }
}
