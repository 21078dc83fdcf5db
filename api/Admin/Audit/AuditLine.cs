using System.Text.Json;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Admin.Audit;

/// <summary>A field that changed, as a line of the file.</summary>
internal sealed record AuditLine(
    long AuditId,
    DateTimeOffset OccurredAt,
    string? Email,
    string? ApiKey,
    string Action,
    string Entity,
    string EntityId,
    string? EntityLabel,
    string? Field,
    string? Before,
    string? After
);

internal static class AuditLines
{
    /// <summary>A line for each field; one line for a change of none.</summary>
    public static IEnumerable<AuditLine> Lines(this AuditEntry entry) =>
        entry.Changes.DefaultIfEmpty().Select(change => Line(entry, change));

    private static AuditLine Line(AuditEntry entry, AuditChange? change) =>
        new(
            entry.AuditId,
            entry.OccurredAt,
            entry.Email,
            entry.ApiKey is { } key ? $"{key.Name} ({key.Prefix})" : null,
            Word.Of(entry.Action),
            Word.Of(entry.Entity),
            entry.EntityId,
            entry.EntityLabel,
            change?.Field,
            Text(change?.Before),
            Text(change?.After)
        );

    // A text without its quotes; lists and objects as JSON.
    private static string? Text(JsonElement? value) => value?.ToString();
}
