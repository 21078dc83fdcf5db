using Microsoft.Playwright;

namespace MovieBooking.Tests.Browser;

/// <summary>The pages of the box office, and who works there.</summary>
internal static class CounterDesk
{
    /// <summary>Somebody of the cinema's staff, at the counter.</summary>
    public static async Task<Visitor> ClerkAsync(
        this TestSite site,
        int cinemaId,
        BrowserNewContextOptions? options = null,
        IBrowser? browser = null
    )
    {
        var person = await Visitor.SignedInAsync(site, options, browser);
        await site.Api.Database.ExecuteAsync("UPDATE users SET role = 'staff' WHERE email = @email", ("@email", person.Email));
        await site.Api.Database.ExecuteAsync(
            """
            INSERT INTO staff_cinemas (user_id, cinema_id, added_at)
            SELECT user_id, @cinema, UTC_TIMESTAMP(6)
            FROM users
            WHERE email = @email
            """,
            ("@cinema", cinemaId),
            ("@email", person.Email)
        );
        return person;
    }

    /// <summary>A till of theirs, with 50.00 in it.</summary>
    public static Task OpenTillAsync(this TestSite site, Visitor clerk, int cinemaId) =>
        site.Api.Database.ExecuteAsync(
            "SELECT user_id INTO @clerk FROM users WHERE email = @email; CALL sp_open_shift(@clerk, @cinema, 'Till 1', 50, @shift)",
            ("@email", clerk.Email),
            ("@cinema", cinemaId)
        );

    /// <summary>What axe says; and for whoever wants to look, pictures into the directory that the environment names.</summary>
    public static async Task AuditAsync(this IPage page, AxeAudit audit, string state)
    {
        await audit.AuditAsync($"/box-office, {state}");
        if (Environment.GetEnvironmentVariable("COUNTER_SHOTS") is not { } folder)
        {
            return;
        }

        var size = page.ViewportSize!;
        foreach (
            var (width, scheme) in ((int, ColorScheme)[])
                [(1440, ColorScheme.Dark), (820, ColorScheme.Light), (390, ColorScheme.Dark), (320, ColorScheme.Light)]
        )
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.ScreenshotAsync(
                new() { Path = Path.Combine(folder, $"{state.Replace(", ", "-", StringComparison.Ordinal)}-{width}.png"), FullPage = true }
            );
        }

        await page.SetViewportSizeAsync(size.Width, size.Height);
    }
}
