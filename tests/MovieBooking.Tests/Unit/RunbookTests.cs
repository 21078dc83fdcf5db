using System.Text.RegularExpressions;
using MovieBooking.Db.Server;

namespace MovieBooking.Tests.Unit;

/// <summary>Who is woken by an alert finds what to do.</summary>
public sealed partial class RunbookTests
{
    [Fact]
    public void Every_alert_has_its_paragraph_in_the_operations_guide_and_no_paragraph_is_left_over()
    {
        var root = PrivateServerOptions.FindSourceTree(AppContext.BaseDirectory)!;
        var alerts = Alert().Matches(File.ReadAllText(Path.Combine(root, "api", "observability", "alerts.yml")));
        var paragraphs = Paragraph().Matches(File.ReadAllText(Path.Combine(root, "docs", "operations.md")));

        Assert.NotEmpty(alerts);
        Assert.Equal(Names(alerts), Names(paragraphs));
    }

    private static IEnumerable<string> Names(MatchCollection found) =>
        found.Select(one => one.Groups["name"].Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^\s*- alert: (?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Alert();

    [GeneratedRegex(@"^### (?<name>MovieBooking\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Paragraph();
}
