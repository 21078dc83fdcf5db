using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Db;

namespace MovieBooking.Api.Admin.TicketKinds;

internal static class TicketKindEndpoints
{
    public static RouteGroupBuilder MapAdminTicketKinds(this RouteGroupBuilder admin)
    {
        var group = admin
            .MapGroup("/cinemas/{cinemaId:int}/ticket-kinds")
            .WithTags("Admin: fares")
            .OpenToManagers()
            .WithErrors(ApiError.NotFound);
        group.MapGet("", ListTicketKinds);
        group.MapPost("", CreateTicketKind).Produces<TicketKind>(StatusCodes.Status201Created).WithErrors(ApiError.NameTaken);
        group.MapPut("/{kindId:int}", ReplaceTicketKind).WithErrors(ApiError.NameTaken);
        group.MapDelete("/{kindId:int}", EndTicketKind);
        return admin;
    }

    /// <summary>The kinds of tickets that a cinema sells beside the full price, with what they cost today.</summary>
    /// <remarks>Admins, and managers of the cinema. A cinema without any sells every ticket at the full price, and asks nobody.</remarks>
    /// <param name="cinemaId">The cinema.</param>
    private static async Task<Results<Ok<TicketKindList>, ProblemHttpResult>> ListTicketKinds(
        int cinemaId,
        BookingTransaction booking,
        Currency currency,
        TimeProvider clock,
        CancellationToken cancellationToken
    ) =>
        await booking.RunRepeatableAsync(
            transaction => TicketKindWriter.ListAsync(transaction, cinemaId, currency, clock, cancellationToken),
            cancellationToken
        )
            is { } kinds
            ? TypedResults.Ok(kinds)
            : Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchCinema"]);

    /// <summary>Adds a kind of tickets to a cinema, for what is booked from now on.</summary>
    /// <remarks>
    /// Admins, and managers of the cinema. A name is unique in its cinema (409 `name_taken`). Send an `Idempotency-Key` to repeat it safely.
    /// </remarks>
    /// <param name="cinemaId">The cinema.</param>
    private static Task<IResult> CreateTicketKind(
        int cinemaId,
        TicketKindRequest request,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        Creations creations,
        Currency currency,
        TimeProvider clock,
        CancellationToken cancellationToken
    ) =>
        creations.RunAsync(
            key,
            caller,
            $"add to kinds of {cinemaId}",
            request,
            async transaction =>
            {
                var kind = await TicketKindWriter.CreateAsync(
                    transaction,
                    cinemaId,
                    request,
                    currency,
                    clock,
                    AuditActor.Of(caller),
                    cancellationToken
                );
                return Creations.Created($"cinemas/{cinemaId}/ticket-kinds", kind.KindId, kind);
            },
            cancellationToken
        );

    /// <summary>Ends a kind of tickets and adds another in its place, which the answer is.</summary>
    /// <remarks>
    /// Admins, and managers of the cinema. The id changes with the kind, so that nobody pays another price than was shown: whoever still asks for
    /// the old one is refused and sees the new one. Tickets that are sold stay what they are.
    /// </remarks>
    /// <param name="cinemaId">The cinema.</param>
    /// <param name="kindId">The kind.</param>
    private static async Task<Results<Ok<TicketKind>, ProblemHttpResult>> ReplaceTicketKind(
        int cinemaId,
        int kindId,
        TicketKindRequest request,
        ClaimsPrincipal caller,
        BookingTransaction booking,
        Currency currency,
        TimeProvider clock,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Ok(
            await booking.RunAsync(
                transaction =>
                    TicketKindWriter.ReplaceAsync(
                        transaction,
                        cinemaId,
                        kindId,
                        request,
                        currency,
                        clock,
                        AuditActor.Of(caller),
                        cancellationToken
                    ),
                cancellationToken
            )
        );

    /// <summary>Ends a kind of tickets: from now on nobody can have it.</summary>
    /// <remarks>
    /// Admins, and managers of the cinema. Tickets that are of it stay what they are, also those of bookings that are not confirmed yet.
    /// </remarks>
    /// <param name="cinemaId">The cinema.</param>
    /// <param name="kindId">The kind.</param>
    private static async Task<Results<NoContent, ProblemHttpResult>> EndTicketKind(
        int cinemaId,
        int kindId,
        ClaimsPrincipal caller,
        BookingTransaction booking,
        Currency currency,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        await booking.RunAsync(
            transaction =>
                TicketKindWriter.EndAsync(transaction, cinemaId, kindId, currency, clock, AuditActor.Of(caller), cancellationToken),
            cancellationToken
        );
        return TypedResults.NoContent();
    }
}
