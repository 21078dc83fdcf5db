using System.Globalization;
using MySqlConnector;

namespace MovieBooking.Load.Reports;

/// <summary>How the server reads what the reports ask for: EXPLAIN, a line for each step.</summary>
internal static class ReportPlans
{
    private static readonly (string Name, string Sql)[] s_queries =
    [
        (
            "sales of a period",
            "SELECT sale_date, format, seat_class, SUM(revenue) FROM v_admin_revenue_summary WHERE sale_date >= UTC_DATE() - INTERVAL 29 DAY AND sale_date <= UTC_DATE() GROUP BY 1, 2, 3"
        ),
        ("total", "SELECT tickets, revenue FROM v_total_sales"),
        (
            "occupancy",
            "SELECT seats, tickets FROM v_showtime_occupancy WHERE start_time >= UTC_DATE() - INTERVAL 30 DAY AND start_time <= UTC_TIMESTAMP(6)"
        ),
        ("leaderboard", "SELECT movie_id, score FROM v_top_performing_movies ORDER BY score DESC LIMIT 10"),
        (
            "trend",
            "SELECT sale_date, revenue FROM v_movie_daily_sales WHERE movie_id IN (1, 2, 3) AND sale_date >= UTC_DATE() - INTERVAL 29 DAY AND sale_date <= UTC_DATE()"
        ),
    ];

    private static readonly string[] s_columns = ["select_type", "table", "type", "key", "rows", "Extra"];

    public static async Task<List<string>> ReadAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        List<string> lines = [];
        foreach (var (name, sql) in s_queries)
        {
            lines.Add($"EXPLAIN {name}");
            await using var command = new MySqlCommand($"EXPLAIN FORMAT=TRADITIONAL {sql}", connection);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                var step = s_columns.Select(column => Convert.ToString(reader[column], CultureInfo.InvariantCulture));
                lines.Add($"  {string.Join(" | ", step)}");
            }
        }

        return lines;
    }
}
