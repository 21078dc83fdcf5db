using System.Globalization;
using System.Net;
using System.Text;

namespace MovieBooking.Load.Bench.Figures;

/// <summary>The throughput of each contender as a bar, on a scale of powers of ten: baselines lie far above.</summary>
internal static class BenchPlot
{
    private const int Left = 330;
    private const int Width = 500;
    private const int Bar = 16;
    private const int Line = 20;
    private const int Decades = 5;

    public static string Draw(BenchReport report)
    {
        var svg = new StringBuilder();
        var y = 30;
        foreach (var comparison in report.Comparisons)
        {
            Text(svg, 10, y + Bar - 3, $"{comparison.Scenario}: {comparison.Name}");
            foreach (var contender in comparison.Contenders)
            {
                var perSecond = comparison.Of(contender, round => round.PerSecond).Median;
                var width = Math.Max(1, Width * Math.Log10(Math.Max(perSecond, 1)) / Decades);
                var colour = contender == Comparison.Product ? "#b4481e" : "#8a8f98";
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"""<rect x="{Left}" y="{y}" width="{width:0}" height="{Bar}" fill="{colour}"/>"""
                );
                Text(svg, Left + (int)width + 6, y + Bar - 3, $"{contender} {Spread.Short(perSecond)}");
                y += Line;
            }

            y += Line / 2;
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{Left + Width + 170}" height="{y + 10}" font-family="sans-serif" font-size="13">
            <rect width="100%" height="100%" fill="#fff"/>
            <text x="10" y="18">Answers a second, median; the scale is logarithmic</text>
            {svg}
            </svg>

            """
        );
    }

    private static void Text(StringBuilder svg, int x, int y, string text) =>
        svg.Append(CultureInfo.InvariantCulture, $"""<text x="{x}" y="{y}">{WebUtility.HtmlEncode(text)}</text>""").Append('\n');
}
