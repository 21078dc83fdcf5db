using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Admin.Import;

/// <summary>A line of a file, by the names of its columns.</summary>
internal sealed record CsvRow(int Line, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>What stands in the column, without blanks around it; null for nothing.</summary>
    public string? this[string column] => Fields.GetValueOrDefault(column) is { Length: > 0 } text ? text : null;
}

/// <summary>Reads what a spreadsheet has saved: commas, semicolons or tabs, quotes, a byte order mark; the first line names the columns.</summary>
internal static class CsvRows
{
    public const int MostCharacters = 1_000_000;

    private const int MostOfField = 10_000;

    /// <summary>The lines, and what is wrong with the file itself.</summary>
    /// <param name="csv">Its text.</param>
    /// <param name="most">How many lines there may be.</param>
    /// <param name="needed">The columns without which no line can be read.</param>
    public static (IReadOnlyList<CsvRow> Rows, IReadOnlyList<ImportFault> Faults) Read(string csv, int most, params string[] needed)
    {
        List<CsvRow> rows = [];
        List<ImportFault> faults = [];
        using var reader = new CsvReader(new StringReader(csv.TrimStart('\uFEFF')), Configuration(faults));
        try
        {
            reader.Read();
            reader.ReadHeader();
            var columns = reader.HeaderRecord ?? [];
            faults.AddRange(
                needed
                    .Except(columns, StringComparer.OrdinalIgnoreCase)
                    .Select(column => new ImportFault(1, column, Texts.Problems["MissingColumn"]))
            );
            while (faults.Count == 0 && reader.Read())
            {
                if (rows.Count == most)
                {
                    faults.Add(new ImportFault(reader.Parser.RawRow, "csv", Texts.Problems["TooManyLines", most]));
                    break;
                }

                var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                foreach (var (index, column) in columns.Index())
                {
                    fields.TryAdd(column, Unescaped(reader.GetField(index) ?? ""));
                }

                rows.Add(new CsvRow(reader.Parser.RawRow, fields));
            }
        }
        catch (CsvHelperException)
        {
            faults.Add(new ImportFault(reader.Parser.RawRow, "csv", Texts.Problems["NoCsv"]));
        }

        if (rows.Count == 0 && faults.Count == 0)
        {
            faults.Add(new ImportFault(1, "csv", Texts.Problems["NoLines"]));
        }

        return (rows, faults);
    }

    private static CsvConfiguration Configuration(List<ImportFault> faults) =>
        new(CultureInfo.InvariantCulture)
        {
            DetectDelimiter = true,
            DetectDelimiterValues = [",", ";", "\t"],
            TrimOptions = TrimOptions.Trim,
            MaxFieldSize = MostOfField,
            MissingFieldFound = null,
            HeaderValidated = null,
            BadDataFound = bad => faults.Add(new ImportFault(bad.Context.Parser?.RawRow ?? 1, "csv", Texts.Problems["NoCsv"])),
        };

    // As Csv writes what a spreadsheet would run as a formula.
    private static string Unescaped(string text) => text.Length > 1 && text[0] == '\'' && Csv.IsFormula(text[1..]) ? text[1..] : text;
}
