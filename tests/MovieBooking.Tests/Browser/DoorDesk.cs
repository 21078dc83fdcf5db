using Microsoft.Playwright;

namespace MovieBooking.Tests.Browser;

/// <summary>The page of a door, as somebody who stands at it works with it.</summary>
internal static class DoorDesk
{
    /// <summary>As a hand scanner does.</summary>
    public static async Task ScanAsync(this IPage page, string code)
    {
        await page.GetByLabel("Ticket or reference").FillAsync(code);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>A ticket's code with another last letter.</summary>
    public static string Forged(string token) => token[..^1] + (token[^1] == 'A' ? 'B' : 'A');
}
