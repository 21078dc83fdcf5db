using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Playwright;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Browser;

/// <summary>The whole product as a person meets it: the built web app and the API on a real port, in a real browser.</summary>
public sealed class TestSite : IAsyncLifetime
{
    // One for all sites: making keys takes a while.
    private static readonly WalletFiles s_wallets = new();

    private readonly ConcurrentBag<IBrowserContext> _contexts = [];

    public TestApi Api { get; private set; } = new();

    /// <summary>Whether the cinema has what Apple and Google want.</summary>
    public bool WithWallets { get; init; } = true;

    public Uri Address { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await Api.InitializeAsync();
        if (WithWallets)
        {
            foreach (var (name, value) in s_wallets.Settings)
            {
                Api.Settings[name] = value;
            }
        }

        Api.UseKestrel(0);
        Api.StartServer();
        Address = Api.ClientOptions.BaseAddress;
    }

    public async Task DisposeAsync()
    {
        foreach (var context in _contexts)
        {
            await context.DisposeAsync();
        }

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

    /// <summary>A browser of somebody's own: no cookies, an American reader where nothing else is said.</summary>
    public async Task<IPage> OpenAsync(string path = "/")
    {
        var page = await NewPageAsync();
        await page.GotoAsync(path);
        return page;
    }

    /// <summary>The same, before it has gone anywhere.</summary>
    /// <param name="browser">Another than all share.</param>
    public async Task<IPage> NewPageAsync(BrowserNewContextOptions? options = null, IBrowser? browser = null)
    {
        browser ??= await SharedBrowser.StartedAsync();
        var context = await browser.NewContextAsync(
            new BrowserNewContextOptions(options ?? new())
            {
                BaseURL = Address.ToString(),
                Locale = options?.Locale ?? CultureInfo.GetCultureInfo("en-US").Name,
                TimezoneId = "America/New_York",
                // What moves is drawn sixty times a second, beside all tests; those that are about it ask for it.
                ReducedMotion = options?.ReducedMotion ?? ReducedMotion.Reduce,
                // Tests that stop or answer a page's requests mean to stop or answer all of them.
                ServiceWorkers = options?.ServiceWorkers ?? ServiceWorkerPolicy.Block,
            }
        );
        _contexts.Add(context);
        ClosedVisitsAttribute.Add(context);
        return await context.NewPageAsync();
    }
}
