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

internal static class CinemaEndpoints
{
    public static RouteGroupBuilder MapAdminCinemas(this RouteGroupBuilder admin)
    {
        var group = admin.MapGroup("/cinemas").WithTags("Admin: cinemas");
        group.MapGet("", ListAllCinemas).OpenToManagers();
        group.MapPost("", CreateCinema).AdminsOnly().Produces<ManagedCinema>(StatusCodes.Status201Created).WithErrors(ApiError.NameTaken);
        group.MapPut("/{cinemaId:int}", UpdateCinema).AdminsOnly().WithErrors(ApiError.NotFound, ApiError.NameTaken, ApiError.HasShowtimes);
        return admin;
    }

    /// <summary>All cinemas, by name; a manager's own.</summary>
    /// <remarks>
    /// Admins, and managers for their cinemas. The same cinemas as ListCinemas, by name, with what they give back to those who cancel, and the
    /// language they write in.
    /// </remarks>
    private static async Task<Ok<PageOf<ManagedCinema>>> ListAllCinemas(
        [AsParameters] PageQuery query,
        CinemaScope scope,
        MovieBookingContext db,
        Currency currency,
        CancellationToken cancellationToken
    )
    {
        var page = await db
            .Cinemas.Within(scope.Cinemas(), row => row.CinemaId)
            .OrderBy(row => row.Name)
            .PageAsync(query, cancellationToken);
        var cinemas = page.Items.Select(row => new ManagedCinema(
            row.CinemaId,
            row.Name,
            row.Address,
            row.City,
            row.TimeZone,
            RefundPolicy.Of(row.RefundMinutes, row.RefundFeeKind, row.RefundFee, currency),
            Word.Parse<SpokenLanguage>(row.Language)
        ));
        return TypedResults.Ok(new PageOf<ManagedCinema>([.. cinemas], page.Page, page.PageSize, page.Total));
    }

    /// <summary>Adds a cinema; it has no screens yet.</summary>
    /// <remarks>
    /// Admins only. A name is unique (409 `name_taken`). The time zone, an IANA name, decides what today means there; it cannot change once a
    /// show was scheduled. Send an `Idempotency-Key` to repeat it safely.
    /// </remarks>
    private static Task<IResult> CreateCinema(
        CinemaRequest request,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        Creations creations,
        Currency currency,
        CancellationToken cancellationToken
    ) =>
        creations.RunAsync(
            key,
            caller,
            "add to cinemas",
            request,
            async transaction =>
            {
                var cinema = await CinemaWriter.CreateAsync(transaction, request, currency, AuditActor.Of(caller), cancellationToken);
                return Creations.Created("cinemas", cinema.CinemaId, cinema);
            },
            cancellationToken
        );

    /// <summary>Changes a cinema.</summary>
    /// <remarks>
    /// Its time zone only as long as no show was ever scheduled there: the days of shows and sales go by it. A new refund policy is
    /// for what is booked from now on.
    /// </remarks>
    /// <param name="cinemaId">The cinema.</param>
    private static async Task<Results<Ok<ManagedCinema>, ProblemHttpResult>> UpdateCinema(
        int cinemaId,
        CinemaRequest request,
        ClaimsPrincipal caller,
        BookingTransaction booking,
        Currency currency,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Ok(
            await booking.RunAsync(
                transaction => CinemaWriter.UpdateAsync(transaction, cinemaId, request, currency, AuditActor.Of(caller), cancellationToken),
                cancellationToken
            )
        );
}
