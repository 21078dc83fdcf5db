namespace MovieBooking.Db.Server;

/// <summary>The account that the API serves with, which may use rows and not change the schema: <c>db/grants.sql</c>.</summary>
public static class ApplicationAccount
{
    public const string User = "moviebooking_app";

    /// <summary>The statements of the file, one a line, as a server takes them at its start.</summary>
    public static string Grants { get; } = Read();

    private static string Read()
    {
        using var file = typeof(ApplicationAccount).Assembly.GetManifestResourceStream("MovieBooking.Db.grants.sql")!;
        using var reader = new StreamReader(file);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return string.Join('\n', lines.Where(line => !line.StartsWith("--", StringComparison.Ordinal)));
    }
}
