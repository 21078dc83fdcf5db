using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MovieBooking.Api.Admin.Access;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Admin.Cinemas;

internal static class ScreenEndpoints
{
    public static RouteGroupBuilder MapScreens(this RouteGroupBuilder admin)
    {
        var group = admin.MapGroup("/screens").WithTags("Admin: cinemas").OpenToManagers();
        group.MapGet("", ListScreens);
        group.MapPost("", CreateScreen).Produces<Screen>(StatusCodes.Status201Created).WithErrors(ApiError.NameTaken);
        group.MapPut("/{screenId:int}", UpdateScreen).WithErrors(ApiError.NotFound, ApiError.NameTaken, ApiError.HasShowtimes);
        return admin;
    }

    /// <summary>The screens, by cinema and name.</summary>
    /// <remarks>
    /// Admins, and managers for their cinemas. `cinemaId` lists one cinema's.
    /// </remarks>
    private static async Task<Ok<PageOf<Screen>>> ListScreens(
        [AsParameters] ScreenQuery query,
        CinemaScope scope,
        MovieBookingContext db,
        CancellationToken cancellationToken
    )
    {
        var rows = db
            .Screens.Within(scope.Cinemas(query.CinemaId), row => row.CinemaId)
            .OrderBy(row => row.CinemaId)
            // Screen 10 comes after Screen 9.
            .ThenBy(row => row.Name.Length)
            .ThenBy(row => row.Name)
            .Select(row => new
            {
                row.ScreenId,
                row.CinemaId,
                row.Name,
                row.Format,
                Seats = row.Seats.Count,
            });
        var page = await rows.PageAsync(query, cancellationToken);
        return TypedResults.Ok(
            new PageOf<Screen>(
                [
                    .. page.Items.Select(row => new Screen(
                        row.ScreenId,
                        row.CinemaId,
                        row.Name,
                        Word.Parse<ScreenFormat>(row.Format),
                        row.Seats
                    )),
                ],
                page.Page,
                page.PageSize,
                page.Total
            )
        );
    }

    /// <summary>Adds a screen with its 96 seats: rows A to E standard, F to H premium.</summary>
    /// <remarks>
    /// Admins, and managers of the cinema. A name is unique in its cinema (409 `name_taken`). The format cannot change once a show was scheduled
    /// there. Send an `Idempotency-Key` to repeat it safely.
    /// </remarks>
    private static Task<IResult> CreateScreen(
        CreateScreenRequest request,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        Creations creations,
        CancellationToken cancellationToken
    ) =>
        creations.RunAsync(
            key,
            caller,
            "add to screens",
            request,
            async transaction =>
            {
                var screen = await ScreenWriter.CreateAsync(transaction, request, AuditActor.Of(caller), cancellationToken);
                return Creations.Created("screens", screen.ScreenId, screen);
            },
            cancellationToken
        );

    /// <summary>Changes a screen.</summary>
    /// <remarks>Its format only as long as no show was ever scheduled on it: prices and sales go by it.</remarks>
    /// <param name="screenId">The screen.</param>
    private static async Task<Results<Ok<Screen>, ProblemHttpResult>> UpdateScreen(
        int screenId,
        ScreenRequest request,
        ClaimsPrincipal caller,
        BookingTransaction booking,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Ok(
            await booking.RunAsync(
                transaction => ScreenWriter.UpdateAsync(transaction, screenId, request, AuditActor.Of(caller), cancellationToken),
                cancellationToken
            )
        );
}
