using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Auth;

/// <summary>A session that goes on.</summary>
/// <param name="SessionId" example="5f0c1f0e-7a55-4f2c-9d43-0c3f5f9a8a11">Its id.</param>
/// <param name="App" example="Firefox">The browser or program, by the User-Agent with which it signed in; null where that tells none.</param>
/// <param name="System" example="Windows">What that runs on, or null.</param>
/// <param name="SignedInAt" example="2026-11-20T18:00:00Z">When it began.</param>
/// <param name="LastUsedAt" example="2026-11-22T12:00:00Z">When it last got an access token, which lasts 15 minutes.</param>
/// <param name="IsThisOne" example="true">Whether it is the one that asks.</param>
public sealed record SignedInSession(
    Guid SessionId,
    string? App,
    string? System,
    DateTimeOffset SignedInAt,
    DateTimeOffset LastUsedAt,
    bool IsThisOne
);

/// <summary>Where one is signed in, and an end to it.</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this RouteGroupBuilder auth)
    {
        var sessions = auth.MapGroup("/me/sessions").RequireLiveSession();
        sessions.MapGet("", ListSessions);
        sessions.MapDelete("", EndOtherSessions);
        sessions.MapDelete("/{sessionId:guid}", EndSession).WithErrors(ApiError.NotFound);
    }

    /// <summary>Lists where one is signed in, what was used last first.</summary>
    /// <remarks>Sessions that have ended are not among them. No network addresses are kept.</remarks>
    private static async Task<Ok<IReadOnlyList<SignedInSession>>> ListSessions(
        ClaimsPrincipal caller,
        Sessions sessions,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await sessions.ListAsync(caller.UserId(), caller.SessionId(), cancellationToken));

    /// <summary>Ends all of one's sessions but the one that asks.</summary>
    /// <remarks>Their access tokens are refused at once, wherever they could change something or show the account.</remarks>
    private static async Task<NoContent> EndOtherSessions(ClaimsPrincipal caller, Sessions sessions, CancellationToken cancellationToken)
    {
        await sessions.EndAsync(caller.UserId(), except: caller.SessionId(), only: null, cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>Ends one of one's sessions.</summary>
    /// <remarks>As EndOtherSessions does. 404 where one has no such session, or it has ended.</remarks>
    /// <param name="sessionId" example="5f0c1f0e-7a55-4f2c-9d43-0c3f5f9a8a11">The session, of ListSessions.</param>
    private static async Task<Results<NoContent, ProblemHttpResult>> EndSession(
        Guid sessionId,
        ClaimsPrincipal caller,
        Sessions sessions,
        CancellationToken cancellationToken
    ) =>
        await sessions.EndAsync(caller.UserId(), except: null, only: sessionId, cancellationToken)
            ? TypedResults.NoContent()
            : Problems.Result(ApiError.NotFound);
}
