using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Admin.Access;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Admin.Audit;

internal static class AuditEndpoints
{
    public static RouteGroupBuilder MapAuditLog(this RouteGroupBuilder admin)
    {
        var group = admin.MapGroup("").WithTags("Admin: audit log").OpenToManagers();
        group.MapGet("/audit-log", ListAuditLog);
        group.MapGet("/audit-log.csv", DownloadAuditLog).ProducesCsv();
        return admin;
    }

    /// <summary>Who changed what and when, newest first.</summary>
    /// <remarks>
    /// Every write of an admin or a manager, and every cancellation of a booking, whoever made it. Managers see what was done to their cinemas and
    /// what is of them.
    /// </remarks>
    private static async Task<Ok<PageOf<AuditEntry>>> ListAuditLog(
        [AsParameters] AuditQuery query,
        CinemaScope scope,
        MovieBookingContext db,
        CancellationToken cancellationToken
    )
    {
        var page = await Find(db, scope, query).PageAsync(query, cancellationToken);
        return TypedResults.Ok(new PageOf<AuditEntry>([.. page.Items.Select(ToEntry)], page.Page, page.PageSize, page.Total));
    }

    /// <summary>The log as a CSV file, newest first: a line for each field that changed.</summary>
    /// <remarks>
    /// Admins, and managers for their cinemas; the same filters as ListAuditLog. Before and after are JSON, as they are there.
    /// </remarks>
    private static PushStreamHttpResult DownloadAuditLog(
        [AsParameters] AuditFileQuery query,
        CinemaScope scope,
        MovieBookingContext db,
        CancellationToken cancellationToken
    ) => Csv.File(Find(db, scope, query).AsAsyncEnumerable().SelectMany(row => ToEntry(row).Lines()), "audit-log.csv", cancellationToken);

    private static IQueryable<Db.Model.AuditLog> Find(MovieBookingContext db, CinemaScope scope, IAuditFilter query)
    {
        var from = query.From?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var until = query.To?.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        // An address has an @, and a prefix none.
        var key = query.Actor?.StartsWith(ApiKeySecret.Mark, StringComparison.Ordinal) == true ? query.Actor : null;
        var actor = query.Actor is null || key is not null ? null : EmailAddresses.Stored(query.Actor);
        return db
            .AuditLogs.Include(row => row.Key)
            // What was done to the whole house (NULL) is no cinema's.
            .Within(scope.Cinemas(), row => row.CinemaId)
            .Where(row => from == null || row.OccurredAt >= from)
            .Where(row => until == null || row.OccurredAt < until)
            .Where(row => actor == null || row.UserEmail == actor)
            .Where(row => key == null || row.Key!.Prefix == key)
            .Where(row => query.Entity == null || row.Entity == query.Entity)
            .Where(row => query.EntityId == null || row.EntityId == query.EntityId)
            .Where(row => query.Action == null || row.Action == query.Action)
            .OrderByDescending(row => row.AuditId);
    }

    public static AuditEntry ToEntry(Db.Model.AuditLog row) =>
        new(
            row.AuditId,
            new DateTimeOffset(DateTime.SpecifyKind(row.OccurredAt, DateTimeKind.Utc)),
            row.UserId,
            row.UserEmail,
            row.Key is { } key ? new AuditKey(key.KeyId, key.Name, key.Prefix) : null,
            Word.Parse<AuditAction>(row.Action),
            Word.Parse<AuditEntity>(row.Entity),
            row.EntityId,
            row.EntityLabel,
            JsonSerializer.Deserialize<AuditChange[]>(row.Changes, AuditJson.Options) ?? []
        );
}
