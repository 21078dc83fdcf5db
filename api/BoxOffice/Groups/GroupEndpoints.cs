using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.BoxOffice.Groups;

/// <summary>Groups whose seats the counter keeps without payment until a moment: a school class that pays on Wednesday.</summary>
internal static class GroupEndpoints
{
    public static void MapGroups(this RouteGroupBuilder office)
    {
        office.MapGet("/groups", ListGroups);
        office
            .MapPost("/showtimes/{showtimeId:int}/groups", HoldGroup)
            .Produces<GroupBooking>(StatusCodes.Status201Created)
            .WithErrors(ApiError.NotFound, ApiError.SeatsTaken, ApiError.ShowStarted, ApiError.ShowtimeCancelled, ApiError.MovieClosed);
        var group = office.MapGroup("/groups/{groupId:int}").WithErrors(ApiError.NotFound);
        group.MapPut("", ChangeGroup).WithErrors(ApiError.GroupOver, ApiError.ShowStarted, ApiError.MovieClosed);
        group.MapPost("/release", ReleaseGroup);
    }

    /// <summary>The groups for which a cinema keeps seats, those whose show comes next first.</summary>
    /// <remarks>
    /// Staff and managers of the cinema and admins only: 403 `forbidden` to others. A group is listed as long as something is kept for it.
    /// </remarks>
    private static async Task<Ok<PageOf<GroupBooking>>> ListGroups(
        [AsParameters] GroupQuery query,
        GroupBookings groups,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await groups.ListAsync(query, cancellationToken));

    /// <summary>Keeps seats of a show for a group without payment, all or none, until a moment.</summary>
    /// <remarks>
    /// Staff and managers of the cinema and admins only. Everybody else finds these seats `locked`; the counter sells them (SellAtCounter), 10 at a time.
    /// 409 `seats_taken` names each seat that somebody has or holds, or that is kept back already. What is left at the end is for sale again by itself. It is
    /// on record in the audit log, without name and contact. Send an `Idempotency-Key`, so that a lost answer can be asked for again.
    /// </remarks>
    /// <param name="showtimeId">The showtime.</param>
    private static Task<IResult> HoldGroup(
        int showtimeId,
        GroupRequest request,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        GroupBookings groups,
        CancellationToken cancellationToken
    ) => groups.HoldAsync(showtimeId, request, caller, key, cancellationToken);

    /// <summary>Changes a group's name and contact, and until when what is left of its seats is kept.</summary>
    /// <remarks>
    /// Staff and managers of the cinema and admins only. 409 `group_over` where nothing is kept for it any more. It is on record in the audit log.
    /// </remarks>
    /// <param name="groupId">The group.</param>
    private static async Task<Results<Ok<GroupBooking>, ProblemHttpResult>> ChangeGroup(
        int groupId,
        GroupChange request,
        ClaimsPrincipal caller,
        GroupBookings groups,
        CancellationToken cancellationToken
    ) => await groups.ChangeAsync(groupId, request, caller, cancellationToken) is { } changed ? TypedResults.Ok(changed) : NoSuchGroup();

    /// <summary>Puts seats of a group up for sale again, or all of them.</summary>
    /// <remarks>Staff and managers of the cinema and admins only. Seats that are not kept for it are passed over. It is on record in the audit log.</remarks>
    /// <param name="groupId">The group.</param>
    private static async Task<Results<Ok<GroupBooking>, ProblemHttpResult>> ReleaseGroup(
        int groupId,
        GroupRelease request,
        ClaimsPrincipal caller,
        GroupBookings groups,
        CancellationToken cancellationToken
    ) => await groups.ReleaseAsync(groupId, request, caller, cancellationToken) is { } left ? TypedResults.Ok(left) : NoSuchGroup();

    private static ProblemHttpResult NoSuchGroup() => Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchGroup"]);
}
