using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.BoxOffice.Tills;

internal static class TillEndpoints
{
    public static void MapTills(this RouteGroupBuilder office)
    {
        var tills = office.MapGroup("/cinemas/{cinemaId:int}/tills");
        tills.MapGet("", GetOpenTill);
        tills.MapPost("", OpenTill).Produces<TillShift>(StatusCodes.Status201Created).WithErrors(ApiError.ShiftOpen);
        office.MapPost("/tills/{shiftId:int}/close", CloseTill).WithErrors(ApiError.NotFound, ApiError.ShiftClosed);
    }

    /// <summary>The till that you have open at a cinema: one, or none.</summary>
    /// <remarks>
    /// Staff and managers of the cinema and admins only. What should be in it is told when it is closed as well: count first, then look.
    /// </remarks>
    /// <param name="cinemaId">The cinema.</param>
    private static async Task<Ok<IReadOnlyList<TillShift>>> GetOpenTill(
        int cinemaId,
        ClaimsPrincipal caller,
        TillShifts shifts,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await shifts.OpenOfAsync(caller.UserId(), cinemaId, cancellationToken));

    /// <summary>Opens a till at a cinema, with a float in it: from then on you take and pay cash.</summary>
    /// <remarks>
    /// Staff and managers of the cinema and admins only. One at a time for each person and cinema: 409 `shift_open` where you have one.
    /// </remarks>
    /// <param name="cinemaId">The cinema.</param>
    private static async Task<IResult> OpenTill(
        int cinemaId,
        OpenTillRequest request,
        ClaimsPrincipal caller,
        TillShifts shifts,
        CancellationToken cancellationToken
    )
    {
        var shiftId = await shifts.OpenAsync(cinemaId, request, caller, cancellationToken);
        return TypedResults.Json(await shifts.FindAsync(shiftId, cancellationToken), statusCode: StatusCodes.Status201Created);
    }

    /// <summary>Closes your till with a count: says what should have been in it, and the difference.</summary>
    /// <remarks>
    /// Whose till it is, a manager of the cinema, or an admin; others get 404. 409 `shift_closed` where it is closed already: the first count stands.
    /// </remarks>
    /// <param name="shiftId">The shift.</param>
    private static async Task<Results<Ok<TillShift>, ProblemHttpResult>> CloseTill(
        int shiftId,
        CloseTillRequest request,
        ClaimsPrincipal caller,
        TillShifts shifts,
        CancellationToken cancellationToken
    )
    {
        if (!await shifts.IsClosableAsync(shiftId, caller.UserId(), cancellationToken))
        {
            return Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchShift"]);
        }

        await shifts.CloseAsync(shiftId, request, caller, cancellationToken);
        return TypedResults.Ok(await shifts.FindAsync(shiftId, cancellationToken));
    }
}
