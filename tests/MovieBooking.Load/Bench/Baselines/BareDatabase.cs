using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using MySqlConnector;

namespace MovieBooking.Load.Bench.Baselines;

/// <summary>The same connections as the product's for bookings, and one statement list a call.</summary>
internal static class BareDatabase
{
    public static MySqlDataSource Open(string connectionString) =>
        new(
            new MySqlConnectionStringBuilder(connectionString)
            {
                MaximumPoolSize = 64,
                ConnectionReset = false,
                AllowUserVariables = true,
                DateTimeKind = MySqlDateTimeKind.Utc,
            }.ConnectionString
        );

    [SuppressMessage("Security", "CA2100", Justification = "Every caller gives a constant.")]
    public static MySqlCommand Command(
        this MySqlConnection connection,
        string sql,
        params ReadOnlySpan<(string Name, object? Value)> parameters
    )
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }

    public static string Utc(this DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
}
