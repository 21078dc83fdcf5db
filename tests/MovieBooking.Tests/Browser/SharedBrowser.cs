using Microsoft.Playwright;

namespace MovieBooking.Tests.Browser;

/// <summary>The browser of this test run, started once: each visitor has a context of their own in it, and so shares nothing.</summary>
internal static class SharedBrowser
{
    private static readonly Lazy<Task<IBrowser>> s_start = new(StartAsync);

    public static Task<IBrowser> StartedAsync() => s_start.Value;

    /// <summary>Another one, for what a whole browser is told when it starts. Whoever starts it ends it.</summary>
    public static async Task<IBrowser> StartWithAsync(params string[] switches) =>
        await (await StartedAsync()).BrowserType.LaunchAsync(Options(switches));

    private static async Task<IBrowser> StartAsync()
    {
        // Beside everything else that the machine tests, a page may take its time; none of its time is judged here.
        Assertions.SetDefaultExpectTimeout(20_000);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(Options([]));
        AppDomain.CurrentDomain.ProcessExit += (_, _) => playwright.Dispose();
        return browser;
    }

    private static BrowserTypeLaunchOptions Options(string[] switches) =>
        new()
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
                // A page lives for seconds here: what another process draws for nobody, and code compiled a second time, do not pay.
                "--in-process-gpu",
                "--js-flags=--no-opt --no-maglev",
                .. switches,
            ],
        };
}
