using Microsoft.AspNetCore.Http.HttpResults;
using MovieBooking.Api.Admin.Access;
using MovieBooking.Api.Auth;
using MovieBooking.Api.BoxOffice.Tills;
using MovieBooking.Api.Http;
using MovieBooking.Db.Model;
using TillShift = MovieBooking.Api.BoxOffice.Tills.TillShift;

namespace MovieBooking.Api.Admin.Tills;

/// <summary>What was taken, paid back and counted at the tills.</summary>
internal static class AdminTillEndpoints
{
    public static RouteGroupBuilder MapAdminTills(this RouteGroupBuilder admin)
    {
        var group = admin.MapGroup("").WithTags("Admin: tills").OpenToManagers();
        group.MapGet("/tills", ListTills);
        group.MapGet("/tills.csv", DownloadTills).ProducesCsv();
        return admin;
    }

    /// <summary>The shifts at tills, newest first, with what should have been in each and what was.</summary>
    /// <remarks>
    /// Admins, and managers for their cinemas.
    /// </remarks>
    private static async Task<Ok<PageOf<TillShift>>> ListTills(
        [AsParameters] TillQuery query,
        CinemaScope scope,
        MovieBookingContext db,
        TillShifts shifts,
        CancellationToken cancellationToken
    )
    {
        var page = await Find(db, scope, query)
            .OrderByDescending(row => row.ShiftId)
            .Select(row => row.ShiftId)
            .PageAsync(query, cancellationToken);
        var ids = page.Items;
        return TypedResults.Ok(
            new PageOf<TillShift>(
                await shifts.ReadAsync(db.VTillShifts.Where(row => ids.Contains(row.ShiftId)), cancellationToken),
                page.Page,
                page.PageSize,
                page.Total
            )
        );
    }

    /// <summary>The same as a file for a spreadsheet (CSV).</summary>
    /// <remarks>
    /// Admins, and managers for their cinemas; the same filters as ListTills.
    /// </remarks>
    private static async Task<PushStreamHttpResult> DownloadTills(
        [AsParameters] TillFileQuery query,
        CinemaScope scope,
        MovieBookingContext db,
        TillShifts shifts,
        CancellationToken cancellationToken
    )
    {
        var ids = Find(db, scope, query).Select(row => row.ShiftId);
        var rows = await shifts.ReadAsync(db.VTillShifts.Where(row => ids.Contains(row.ShiftId)), cancellationToken);
        return Csv.File(rows.ToAsyncEnumerable(), "tills.csv", cancellationToken);
    }

    private static IQueryable<Db.Model.TillShift> Find(MovieBookingContext db, CinemaScope scope, ITillFilter query)
    {
        var from = query.From?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var until = query.To?.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        return db
            .TillShifts.Within(scope.Cinemas(query.CinemaId), row => row.CinemaId)
            .Where(row => from == null || row.OpenedAt >= from)
            .Where(row => until == null || row.OpenedAt < until);
    }
}
