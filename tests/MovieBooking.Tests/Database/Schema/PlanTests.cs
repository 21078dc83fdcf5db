using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace MovieBooking.Tests.Database;

/// <summary>
/// The plan of every statement of every routine, and of what the API reads beside them. <see cref="BookingPlans"/> says which
/// index each of them is expected to use; a statement that is new, or takes another way, or scans a table, is a difference.
/// </summary>
public sealed partial class PlanTests(IndexTests.FilledDatabase filled, ITestOutputHelper output) : IClassFixture<IndexTests.FilledDatabase>
{
    [Fact]
    public async Task Every_statement_reads_by_the_index_that_was_made_for_it()
    {
        var routines = await filled.Database.RowsAsync(
            "SELECT routine_name, routine_type FROM information_schema.routines WHERE routine_schema = DATABASE() ORDER BY routine_name"
        );
        List<string> plans = [];
        foreach (var routine in routines)
        {
            var name = (string)routine[0]!;
            var text = (string)(await filled.Database.RowsAsync($"SHOW CREATE {routine[1]} {name}"))[0][2]!;
            foreach (var (index, statement) in Statements(text).Index())
            {
                plans.Add(await PlanAsync($"{name} {index + 1}", statement));
            }
        }

        foreach (var (name, statement) in BookingPlans.Queries)
        {
            plans.Add(await PlanAsync(name, statement));
        }

        plans.RemoveAll(plan => plan.EndsWith(':'));
        output.WriteLine(string.Join('\n', plans));
        var expected = BookingPlans.Expected.Split('\n');
        var others = plans.Except(expected.SelectMany(Choices), StringComparer.Ordinal).ToList();
        Assert.True(others.Count == 0, $"Not in BookingPlans, whose reader judges each plan:\n{string.Join('\n', others)}");
        Assert.Equal(expected.Length, plans.Count);
    }

    private static IEnumerable<string> Choices(string line) =>
        line.Split(": ") is [var name, var keys] ? keys.Split(" or ").Select(choice => $"{name}: {choice}") : [];

    /// <summary>The statements that read or write tables; what they select goes into no variable here.</summary>
    private static IEnumerable<string> Statements(string routine) =>
        Statement()
            .Matches(Comment().Replace(routine, ""))
            .Select(match => Into().Replace(match.Groups["sql"].Value, ""))
            .Select(sql => sql.StartsWith("RETURN", StringComparison.Ordinal) ? $"SELECT{sql["RETURN".Length..]}" : sql);

    private async Task<string> PlanAsync(string name, string statement)
    {
        var sql = Variable().Replace(statement, match => filled.Value(match.Value));
        List<string> tables = [];
        foreach (var row in await filled.Database.RowsAsync($"EXPLAIN FORMAT=TRADITIONAL {sql}"))
        {
            // MySQL has two columns more than MariaDB: partitions and filtered.
            var (table, type, key) = row.Length == 12 ? (row[2], row[4], row[6]) : (row[2], row[3], row[5]);
            var isRead =
                table is string read
                && !read.StartsWith('<')
                && row[1] is not "INSERT"
                && !$"{row[^1]}".Contains("Table function", StringComparison.Ordinal);
            if (isRead)
            {
                tables.Add(type is "ALL" or "index" ? $"{table} SCANNED" : $"{table} {key}");
            }
            else if (
                $"{row[^1]}".Contains("Impossible", StringComparison.Ordinal)
                || $"{row[^1]}".Contains("no matching", StringComparison.Ordinal)
            )
            {
                tables.Add($"{row[^1]}");
            }
        }

        return $"{name}: {string.Join(", ", tables.Order(StringComparer.Ordinal))}".TrimEnd();
    }

    [GeneratedRegex(
        @"^\s*(DECLARE \w+ CURSOR FOR\s+)?(?<sql>(SELECT|INSERT INTO|UPDATE|DELETE|RETURN)\b.*?)(;|\z)",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Statement();

    [GeneratedRegex("--.*$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\bINTO\s+[pv]_\w+(\s*,\s*[pv]_\w+)*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Into();

    [GeneratedRegex(
        @"\b[pv]_[a-z_]+\b(?!\.)(?<!v_seat_map|v_available_seats|v_reservations|v_showtimes_details|v_active_showtimes|v_active_showtimes_details|v_payments|v_till_shifts|v_gift_card_uses)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Variable();
}
