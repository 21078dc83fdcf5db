using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace MovieBooking.Tests.Browser;

/// <summary>What axe says of pages, each in both themes and at three widths; all of it is told at once at the end.</summary>
internal sealed class AxeAudit(IPage page)
{
    private static readonly int[] s_widths = [320, 390, 1440];

    private static readonly AxeRunOptions s_rules = new()
    {
        RunOnly = new RunOnlyOptions
        {
            Type = "tag",
            Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
        },
        ResultTypes = [ResultType.Violations],
    };

    private readonly List<string> _faults = [];

    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Looks at the page as it is now.</summary>
    public async Task LookAsync(string state)
    {
        foreach (var width in s_widths)
        {
            await page.SetViewportSizeAsync(width, 900);
            foreach (var scheme in (ColorScheme[])[ColorScheme.Dark, ColorScheme.Light])
            {
                // Without motion, so that no colour is half way to another.
                await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
                _faults.AddRange((await FaultsAsync(page)).Select(fault => $"{state}, {scheme}, {width}: {fault}"));
            }

            // WCAG 1.4.10: nobody has to scroll in two directions.
            var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            if (overflow > 0)
            {
                _faults.Add($"{state}, {width}: the page is {overflow} px wider than the window");
            }
        }
    }

    /// <summary>Each broken rule with the places where it is.</summary>
    public static async Task<string[]> FaultsAsync(IPage page)
    {
        // No page has frames; RunAxe would open a second page for every look, and hide this one behind it.
        var result = await page.RunAxeLegacy(s_rules);
        return
        [
            .. result.Violations.Select(broken =>
                $"{broken.Id}: {broken.Help}: {string.Join(" | ", broken.Nodes.Select(node => node.Html))}"
            ),
        ];
    }

    public void IsClean() => Assert.True(_faults.Count == 0, string.Join('\n', _faults));
}
