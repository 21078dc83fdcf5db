using Microsoft.Playwright;

namespace MovieBooking.Tests.Browser;

/// <summary>A page without a mouse.</summary>
internal static class Keys
{
    private const int MostStops = 300;

    /// <summary>Presses Tab until something has the focus; a page has not so many stops that it could be missed.</summary>
    public static async Task TabToAsync(this IPage page, ILocator target)
    {
        for (var stop = 0; stop < MostStops; stop++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{target} cannot be reached with Tab.");
    }

    /// <summary>The same, and then Enter.</summary>
    public static async Task EnterAsync(this IPage page, ILocator target)
    {
        await page.TabToAsync(target);
        await page.Keyboard.PressAsync("Enter");
    }
}
