using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>The check over the seat map that keeps programs away, as people meet it.</summary>
public sealed class PersonCheckPageTests(CaptchaSite site) : IClassFixture<CaptchaSite>
{
    [Fact]
    public async Task One_passes_the_check_once_by_keyboard_and_has_ones_seats()
    {
        // The other test may have asked before.
        site.Provider.Came.Clear();
        var visit = await site.VisitAsync();
        await visit.OpenAsync();
        var (page, audit) = (visit.Page, new AxeAudit(visit.Page));
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "One moment: are you a person?" });

        await visit.Seat("E5").ClickAsync();
        await Expect(dialog).ToBeVisibleAsync();
        await Expect(dialog.FrameLocator("iframe").GetByRole(AriaRole.Button)).ToBeVisibleAsync();
        await audit.AuditAsync("a check of people");
        await page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(page.GetByText("We still need to know that you are a person").First).ToBeVisibleAsync();
        await visit.ExpectAsync("E5", "available");

        await visit.Seat("E5").ClickAsync();
        await dialog.FrameLocator("iframe").GetByRole(AriaRole.Button).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await visit.ExpectAsync("E5", "your seat");
        await Expect(dialog).ToHaveCountAsync(0);
        // The second seat asks nothing.
        await visit.HoldAsync("E6");
        Assert.Single(site.Provider.Came);
        audit.IsClean();
    }

    [Fact]
    public async Task Where_the_check_does_not_load_it_says_so_in_ones_language_and_lets_through_when_its_provider_is_down()
    {
        var visit = await site.VisitAsync(new() { Locale = "es-ES" });
        var page = visit.Page;
        await page.Context.RouteAsync("https://challenges.cloudflare.com/**", route => route.AbortAsync());
        await page.GotoAsync($"/showtimes/{visit.ShowtimeId}");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Un momento: ¿eres una persona?" });
        var seat = page.GetByRole(
            AriaRole.Button,
            new() { NameRegex = new Regex("^Fila E, butaca 5, ", RegexOptions.None, TimeSpan.FromSeconds(1)) }
        );

        await seat.ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("La comprobación no se ha cargado");
        site.Provider.IsDown = true;
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Volver a intentarlo" }).ClickAsync();
        await Expect(seat).ToHaveAccessibleNameAsync(new Regex(", tu butaca$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(dialog).ToHaveCountAsync(0);
        site.Provider.IsDown = false;
    }
}
