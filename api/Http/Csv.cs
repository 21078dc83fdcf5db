using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MovieBooking.Api.Http;

/// <summary>
/// Lists as files for a spreadsheet (RFC 4180), written row by row as they are read. The columns are a record's properties.
/// UTF-8 with a byte order mark: without one Excel takes the bytes for another encoding.
/// </summary>
internal static class Csv
{
    public const string ContentType = "text/csv";

    // A spreadsheet runs what begins so as a formula (OWASP, CSV Injection), in their wide forms too.
    private static readonly char[] s_formula = ['=', '+', '-', '@', '\t', '\r', '\n', '\uff1d', '\uff0b', '\uff0d', '\uff20'];

    private static readonly CsvConfiguration s_configuration = new(CultureInfo.InvariantCulture)
    {
        InjectionOptions = InjectionOptions.Escape,
        InjectionCharacters = s_formula,
        InjectionEscapeCharacter = '\'',
    };

    public static PushStreamHttpResult File<T>(IAsyncEnumerable<T> rows, string name, CancellationToken cancellationToken) =>
        TypedResults.Stream(body => WriteAsync(body, rows, cancellationToken), $"{ContentType}; charset=utf-8", name);

    /// <summary>Whether a spreadsheet would run it.</summary>
    public static bool IsFormula(string text) => text.Length > 0 && s_formula.Contains(text[0]);

    public static RouteHandlerBuilder ProducesCsv(this RouteHandlerBuilder route) =>
        route.Produces<string>(StatusCodes.Status200OK, ContentType);

    private static async Task WriteAsync<T>(Stream body, IAsyncEnumerable<T> rows, CancellationToken cancellationToken)
    {
        await using var text = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await using var csv = new CsvWriter(text, s_configuration, leaveOpen: true);
        csv.Context.TypeConverterOptionsCache.GetOptions<DateOnly>().Formats = ["yyyy-MM-dd"];
        csv.Context.TypeConverterOptionsCache.GetOptions<DateTimeOffset>().Formats = ["yyyy-MM-dd'T'HH:mm:sszzz"];
        // Columns are called as the fields of the API are.
        foreach (var column in csv.Context.AutoMap<T>().MemberMaps)
        {
            column.Name(JsonNamingPolicy.CamelCase.ConvertName(column.Data.Member!.Name));
        }

        csv.WriteHeader<T>();
        await csv.NextRecordAsync();
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            csv.WriteRecord(row);
            await csv.NextRecordAsync();
        }
    }
}
