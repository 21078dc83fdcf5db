using System.Security.Claims;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Admin.Import;

/// <summary>What other systems and spreadsheets have: looked at first, then saved, all of it or nothing.</summary>
internal static class ImportEndpoints
{
    // JSON writes a character as six at most.
    private const int MostBytes = 6 * CsvRows.MostCharacters;

    public static RouteGroupBuilder MapImport(this RouteGroupBuilder admin)
    {
        var import = admin
            .MapGroup("/import")
            .WithTags("Admin: import")
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes), new DisableRequestTimeoutAttribute());
        import
            .MapPost("/showtimes", ImportShowtimes)
            .OpenToManagers()
            .Produces<ShowtimeImport>()
            .WithErrors(ApiError.NotFound, ApiError.ScheduleConflict);
        import.MapPost("/movies", ImportMovies).AdminsOnly().Produces<MovieImport>();
        return admin;
    }

    /// <summary>Schedules the shows of a CSV file: all of them or none.</summary>
    /// <remarks>
    /// Admins, and managers of the cinema. dryRun lists the shows, what is in their way and what is wrong with each line, and needs no
    /// Idempotency-Key. Without it a file with faults is refused, with the first 20 by line and column.
    /// </remarks>
    private static Task<IResult> ImportShowtimes(
        ShowtimeImportRequest request,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        Creations creations,
        TimeProvider clock,
        CancellationToken cancellationToken
    ) =>
        creations.RunAsync(
            request.DryRun == true,
            key,
            caller,
            "import showtimes",
            request,
            transaction => new ShowtimeImporter(transaction, request, clock).RunAsync(AuditActor.Of(caller), cancellationToken),
            cancellationToken
        );

    /// <summary>Adds the movies of a CSV file: all of them or none.</summary>
    /// <remarks>
    /// Admins only. dryRun lists the movies and what is wrong with each line, and needs no Idempotency-Key. A movie whose title and release
    /// date are there already is a fault, so that a file that was imported is not imported again.
    /// </remarks>
    private static Task<IResult> ImportMovies(
        MovieImportRequest request,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        Creations creations,
        MovieImporter importer,
        CancellationToken cancellationToken
    ) =>
        creations.RunAsync(
            request.DryRun == true,
            key,
            caller,
            "import movies",
            request,
            transaction => importer.RunAsync(transaction, request, AuditActor.Of(caller), cancellationToken),
            cancellationToken
        );
}
