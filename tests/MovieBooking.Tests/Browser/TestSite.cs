using System.Globalization;
using Microsoft.Playwright;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Browser;

/// <summary>The whole product as a person meets it: the built web app and the API on a real port, in a real browser.</summary>
public sealed class TestSite : IAsyncLifetime
{
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public TestApi Api { get; private set; } = new();

    public Uri Address { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await Api.InitializeAsync();
        Api.UseKestrel(0);
        Api.StartServer();
        Address = Api.ClientOptions.BaseAddress;

        // Beside everything else that the machine tests, a page may take its time; none of its time is judged here.
        Assertions.SetDefaultExpectTimeout(20_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = InstalledBrowser.Path,
                // Root may not use Chromium's sandbox; the rest keeps it from calling home.
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
    }

    public async Task DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await ((IAsyncLifetime)Api).DisposeAsync();
    }

    /// <summary>The server goes away, in the middle of whatever it was doing; its database stays.</summary>
    public async Task StopAsync() => await Api.DisposeAsync();

    /// <summary>The server comes back at the address where it was.</summary>
    public void StartAgain()
    {
        Api = Api.Successor();
        Api.UseKestrel(Address.Port);
        Api.StartServer();
    }

    /// <summary>A browser of somebody's own: no cookies, an American reader.</summary>
    public async Task<IPage> OpenAsync(string path = "/")
    {
        var page = await NewPageAsync();
        await page.GotoAsync(path);
        return page;
    }

    /// <summary>The same, before it has gone anywhere.</summary>
    public async Task<IPage> NewPageAsync(BrowserNewContextOptions? options = null)
    {
        var context = await _browser.NewContextAsync(
            new BrowserNewContextOptions(options ?? new())
            {
                BaseURL = Address.ToString(),
                Locale = CultureInfo.GetCultureInfo("en-US").Name,
                TimezoneId = "America/New_York",
            }
        );
        return await context.NewPageAsync();
    }
}
