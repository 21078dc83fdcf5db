using Microsoft.Playwright;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Browser;

/// <summary>
/// A site that always asks whether one is a person. Browsers find at Turnstile's address a small script that behaves as Turnstile's does:
/// a frame of its own with something to press.
/// </summary>
public sealed class CaptchaSite : IAsyncLifetime
{
    private const string Script = """
        window.turnstile = {
          render(place, { sitekey, callback }) {
            const frame = document.createElement('iframe')
            Object.assign(frame, { title: 'Check of people', src: 'https://challenges.cloudflare.com/frame.html' })
            frame.style = 'width:100%;height:4rem;border:0'
            window.addEventListener('message', ({ source }) => source === frame.contentWindow && callback(`good-${sitekey}-${Math.random()}`))
            place.append(frame)
            return 'widget'
          },
          remove() {},
        }
        """;

    private const string Frame = """
        <!doctype html><html lang="en"><title>Check</title><meta name="color-scheme" content="light dark">
        <body style="background:#fff;color:#111"><main><button onclick="parent.postMessage('passed', '*')">I am a person</button></main></body></html>
        """;

    internal SiteVerifyStandIn Provider { get; } = new();

    public TestSite Site { get; } = new() { WithWallets = false };

    public async Task InitializeAsync()
    {
        await Provider.InitializeAsync();
        foreach (var (name, value) in Provider.Settings("turnstile", "always"))
        {
            Site.Api.Settings[name] = value;
        }

        await Site.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await Site.DisposeAsync();
        await Provider.DisposeAsync();
    }

    /// <summary>Somebody signed in, at the seat map of a showtime.</summary>
    internal async Task<SeatMapVisit> VisitAsync(BrowserNewContextOptions? options = null)
    {
        var visit = await SeatMapVisit.WithAccountAsync(Site, await Site.Api.Given.ShowtimeAsync(), options);
        await visit.Page.Context.RouteAsync(
            "https://challenges.cloudflare.com/**",
            route =>
                route.FulfillAsync(
                    route.Request.Url.Contains("frame.html", StringComparison.Ordinal)
                        ? new() { ContentType = "text/html", Body = Frame }
                        : new() { ContentType = "text/javascript", Body = Script }
                )
        );
        return visit;
    }
}
