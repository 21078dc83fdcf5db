using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>
/// What axe says of a page by WCAG 2.2 A and AA and best practice, in both themes and at three widths. The page is not
/// loaded again for them: it has to bear a window that shrinks and lights that go up while somebody looks.
/// </summary>
internal sealed partial class AxeAudit(IPage page)
{
    // What reads colours.
    public static readonly string[] Colours = ["color-contrast", "link-in-text-block"];

    // What reads sizes.
    private static readonly string[] s_sizes = ["target-size", "scrollable-region-focusable"];

    private static readonly string s_axe = new BundledAxeScriptProvider().GetScript();

    private readonly List<string> _faults = [];

    /// <summary>Looks at the page as it is now, and leaves the window as wide as it was.</summary>
    public async Task AuditAsync(string state)
    {
        var size = page.ViewportSize!;
        foreach (var width in (int[])[1440, 320])
        {
            await AuditAtAsync(state, width, ColorScheme.Dark);
            // A theme changes colours alone, so the rules that read none need not be asked again.
            await AuditAtAsync(state, width, ColorScheme.Light, Colours);
        }

        // No style depends on a width between these two: there is more room, and nothing else.
        await AuditAtAsync(state, 390, ColorScheme.Light, s_sizes);
        await page.SetViewportSizeAsync(size.Width, size.Height);
    }

    /// <summary>Looks at a page whose calls have no answer yet, and at what becomes of it when they are refused.</summary>
    /// <param name="path">Of the page.</param>
    /// <param name="calls">What their addresses look like.</param>
    /// <param name="narrow">Whether the narrowest window is enough: where these states are nothing but what other pages have in them too.</param>
    public async Task AuditUnansweredAsync(string path, string calls, bool narrow = false)
    {
        await page.RouteAsync(calls, _ => Task.CompletedTask);
        await page.GotoAsync(path);
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasTextRegex = Waiting() }).First).ToBeVisibleAsync();
        await LookAsync($"{path}, loading");

        await page.UnrouteAsync(calls);
        await page.RouteAsync(calls, route => route.FulfillAsync(new() { Status = 429, ContentType = "application/problem+json" }));
        await page.GotoAsync(path);
        await Expect(page.GetByRole(AriaRole.Alert).First).ToBeVisibleAsync();
        await LookAsync($"{path}, refused");
        await page.UnrouteAsync(calls);

        async Task LookAsync(string state)
        {
            if (!narrow)
            {
                await AuditAsync(state);
                return;
            }

            await AuditAtAsync(state, 320, ColorScheme.Dark);
            await AuditAtAsync(state, 320, ColorScheme.Light, Colours);
        }
    }

    public async Task AuditOfflineAsync(string state)
    {
        await page.Context.SetOfflineAsync(true);
        await Expect(page.GetByText("You are offline.")).ToBeVisibleAsync();
        await AuditAsync($"{state}, offline");
        await page.Context.SetOfflineAsync(false);
    }

    public void IsClean() => Assert.True(_faults.Count == 0, string.Join('\n', _faults));

    public async Task AuditAtAsync(string state, int width, ColorScheme scheme, params string[] rules)
    {
        await page.SetViewportSizeAsync(width, 900);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        var faults = await FaultsAsync(page, rules);
        _faults.AddRange(faults.Select(fault => $"{state}, {scheme}, {width}: {fault}"));
    }

    /// <summary>Each broken rule with the places where it is broken; all rules unless some are named.</summary>
    public static async Task<string[]> FaultsAsync(IPage page, params string[] rules)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
        {
            await page.EvaluateAsync($"() => {{ {s_axe} }}");
        }

        return await page.EvaluateAsync<string[]>(
            """
            async (rules) => {
              const frame = () => new Promise(requestAnimationFrame)
              // What hears of a changed window has drawn itself anew, and every colour has arrived.
              for (let frames = 0; frames < 3; frames++) await frame()
              await Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {})))

              const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']
              const { violations } = await axe.run({
                runOnly: rules.length > 0 ? { type: 'rule', values: rules } : { type: 'tag', values: tags },
                resultTypes: ['violations'],
                preload: { assets: ['media'] },
                iframes: false,
              })
              const faults = violations.map(
                ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' | ')}`,
              )
              // WCAG 1.4.10: nobody has to scroll in two directions.
              const { scrollWidth, clientWidth } = document.documentElement
              if (scrollWidth > clientWidth) {
                const wide = [...document.body.querySelectorAll('*')].filter(
                  (element) => element.getBoundingClientRect().right > clientWidth,
                )
                const places = wide.map(({ outerHTML }) => outerHTML.slice(0, 200)).join(' | ')
                faults.push(`reflow: ${scrollWidth - clientWidth} px wider than the window: ${places}`)
              }
              return faults
            }
            """,
            rules
        );
    }

    /// <summary>What pages say while they wait.</summary>
    [GeneratedRegex("Loading|Looking for", RegexOptions.None, 1000)]
    private static partial Regex Waiting();
}
