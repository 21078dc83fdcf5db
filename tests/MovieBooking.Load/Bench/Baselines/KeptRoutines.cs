using System.Diagnostics.CodeAnalysis;
using MySqlConnector;

namespace MovieBooking.Load.Bench.Baselines;

/// <summary>
/// The routines that hold, create and confirm as they were before they were made faster (commit 06a6e49): put in place of the
/// product's in a database of their own, so that what they cost is measured in the same run.
/// </summary>
internal static class KeptRoutines
{
    [SuppressMessage("Security", "CA2100", Justification = "Our own files.")]
    public static async Task PutInPlaceAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        var assembly = typeof(KeptRoutines).Assembly;
        foreach (var file in assembly.GetManifestResourceNames().Where(name => name.StartsWith("kept/", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(file)!);
            await using var command = new MySqlCommand(await reader.ReadToEndAsync(cancellationToken), connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
