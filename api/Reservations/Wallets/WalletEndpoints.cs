using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Reservations.Wallets;

/// <summary>A wallet on a phone that keeps tickets.</summary>
public enum Wallet
{
    Apple,
    Google,
}

/// <summary>A ticket's link to Google Wallet.</summary>
/// <param name="TicketId" example="1">The ticket.</param>
/// <param name="SeatLabel" example="E5">Its seat.</param>
/// <param name="Url" example="https://pay.google.com/gp/v/save/eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJl">
/// Opens Google Wallet, which takes the ticket. Whoever has it comes in: keep it to yourself.
/// </param>
public sealed record GooglePass(int TicketId, string SeatLabel, string Url);

/// <summary>A booking's tickets for the wallets on phones, where the cinema has configured them.</summary>
internal static class WalletEndpoints
{
    public static IServiceCollection AddWallets(this IServiceCollection services) =>
        services.AddSingleton<WalletSettings>().AddSingleton<ApplePasses>().AddSingleton<GooglePasses>();

    public static void MapWallets(this RouteGroupBuilder reservation)
    {
        var group = reservation.MapGroup("/wallet").RequireLiveSession();
        group
            .MapGet("/apple", GetApplePasses)
            .Produces<Stream>(StatusCodes.Status200OK, ApplePasses.PassType, ApplePasses.PassesType)
            .WithErrors(ApiError.ReservationExpired, ApiError.ReservationCancelled, ApiError.ReservationPending);
        group
            .MapGet("/google", GetGooglePasses)
            .Produces<IReadOnlyList<GooglePass>>()
            .WithErrors(ApiError.ReservationExpired, ApiError.ReservationCancelled, ApiError.ReservationPending);
    }

    /// <summary>The tickets of one booking of yours for Apple Wallet.</summary>
    /// <remarks>
    /// A signed pass for one ticket, a bundle of passes for several. For a confirmed booking: 409 says what another is. 404 also where the
    /// cinema offers none: `wallets` of GetReservation says so. A pass is not told of changes: the door refuses the code of a ticket that was cancelled.
    /// </remarks>
    /// <param name="reservationId">The booking.</param>
    private static async Task<IResult> GetApplePasses(
        int reservationId,
        ClaimsPrincipal caller,
        ReservationReader reservations,
        WalletSettings settings,
        ApplePasses passes,
        TicketTokens tickets,
        Currency currency,
        HttpContext http,
        CancellationToken cancellationToken
    )
    {
        if (settings.Apple is not { } apple)
        {
            return NotOffered("Apple");
        }

        if (await reservations.FindAsync(reservationId, caller, cancellationToken) is not { } reservation)
        {
            return ReservationEndpoints.NoSuchReservation();
        }

        if (TicketDownload.RefuseUnlessConfirmed(reservation) is { } refusal)
        {
            return refusal;
        }

        http.Response.Headers.CacheControl = TicketDownload.CacheControl;
        var (file, mediaType) = passes.Write(apple, tickets.Sign(reservation), currency);
        var extension = mediaType == ApplePasses.PassType ? "pkpass" : "pkpasses";
        return TypedResults.File(file, mediaType, $"tickets-{reservation.Reference}.{extension}");
    }

    /// <summary>The tickets of one booking of yours for Google Wallet: a link each.</summary>
    /// <remarks>
    /// For a confirmed booking: 409 says what another is. 404 also where the cinema offers none: `wallets` of GetReservation says so. After
    /// the show has moved the links make new passes.
    /// </remarks>
    /// <param name="reservationId">The booking.</param>
    private static async Task<IResult> GetGooglePasses(
        int reservationId,
        ClaimsPrincipal caller,
        ReservationReader reservations,
        WalletSettings settings,
        GooglePasses passes,
        TicketTokens tickets,
        HttpContext http,
        CancellationToken cancellationToken
    )
    {
        if (settings.Google is not { } google)
        {
            return NotOffered("Google");
        }

        if (await reservations.FindAsync(reservationId, caller, cancellationToken) is not { } reservation)
        {
            return ReservationEndpoints.NoSuchReservation();
        }

        if (TicketDownload.RefuseUnlessConfirmed(reservation) is { } refusal)
        {
            return refusal;
        }

        http.Response.Headers.CacheControl = TicketDownload.CacheControl;
        return TypedResults.Ok(
            tickets
                .Sign(reservation)
                .Tickets.Select(ticket => new GooglePass(ticket.TicketId, ticket.SeatLabel, passes.Link(google, reservation, ticket)))
                .ToList()
        );
    }

    private static ProblemHttpResult NotOffered(string wallet) => Problems.Result(ApiError.NotFound, Texts.Problems["NoPasses", wallet]);
}
