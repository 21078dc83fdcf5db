using System.Buffers.Text;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Http;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Auth;

/// <summary>One's own passkeys (WebAuthn). Signing in with one is among <see cref="AuthEndpoints"/>.</summary>
internal static class PasskeyEndpoints
{
    public const string Required = "required";

    public static void MapPasskeys(this RouteGroupBuilder auth)
    {
        var own = auth.MapGroup("/me/passkeys").RequireLiveSession();
        own.MapGet("", ListPasskeys);
        own.MapPost("/options", BeginPasskey)
            .RequireRateLimiting(RateLimits.Authentication)
            .WithErrors(ApiError.PasskeyNeeded, ApiError.PasskeyLimit, ApiError.SignInPause);
        own.MapPost("", AddPasskey)
            .RequireRateLimiting(RateLimits.Authentication)
            .WithErrors(ApiError.PasskeyRefused, ApiError.PasskeyLimit);
        own.MapPut("/{passkeyId:int}", RenamePasskey).WithErrors(ApiError.NotFound);
        own.MapPost("/{passkeyId:int}/remove", RemovePasskey)
            .RequireRateLimiting(RateLimits.Authentication)
            .WithErrors(ApiError.PasskeyNeeded, ApiError.NotFound, ApiError.SignInPause);
    }

    public static int Timeout => (int)PasskeyChallenges.Lifetime.TotalMilliseconds;

    /// <summary>Lists one's passkeys.</summary>
    /// <remarks>The oldest first, all of them: there are ten at most.</remarks>
    private static async Task<Ok<IReadOnlyList<Passkey>>> ListPasskeys(
        ClaimsPrincipal caller,
        MovieBookingContext db,
        CancellationToken cancellationToken
    )
    {
        var userId = caller.UserId();
        var rows = await db
            .Passkeys.Where(row => row.UserId == userId)
            .OrderBy(row => row.PasskeyId)
            .Select(row => new
            {
                row.PasskeyId,
                row.Name,
                row.CreatedAt,
                row.LastUsedAt,
            })
            .ToListAsync(cancellationToken);
        return TypedResults.Ok<IReadOnlyList<Passkey>>([
            .. rows.Select(row => new Passkey(row.PasskeyId, row.Name, Utc(row.CreatedAt), row.LastUsedAt is { } used ? Utc(used) : null)),
        ]);
    }

    /// <summary>Begins to add a passkey.</summary>
    /// <remarks>
    /// With the password, and a code where the second factor is on; nothing changes until AddPasskey. 400 names `password` or `code` where that is wrong.
    /// 409 `passkey_limit` where there are ten. 403 `passkey_needed` where the account's role must have two factors, it has passkeys alone, and the session
    /// began with the password: sign in with a passkey first.
    /// </remarks>
    private static async Task<Ok<NewPasskeyOptions>> BeginPasskey(
        PasskeyProof request,
        ClaimsPrincipal caller,
        PasskeyChanges changes,
        PasskeyRules rules,
        MovieBookingContext db,
        CancellationToken cancellationToken
    )
    {
        var (challenge, user) = await changes.BeginAsync(caller.Session(), request, cancellationToken);
        var known = await db
            .Passkeys.Where(row => row.UserId == user.UserId)
            .OrderBy(row => row.PasskeyId)
            .Select(row => row.CredentialId)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(
            new NewPasskeyOptions(
                Base64Url.EncodeToString(challenge),
                rules.RpId,
                PasskeyRules.Name,
                Base64Url.EncodeToString(PasskeyRules.Handle(user.UserId)),
                user.Email,
                user.DisplayName,
                PasskeyRules.Algorithms,
                Timeout,
                Required,
                [.. known.Select(id => Base64Url.EncodeToString(id))]
            )
        );
    }

    /// <summary>Adds the passkey that a browser has made.</summary>
    /// <remarks>
    /// From now on it signs in alone, and counts as both factors; a mail tells of it. Where the account must have a second factor, the next access token of
    /// this session opens everything. 400 `passkey_refused` where it signs no challenge of BeginPasskey of
    /// this session of the last five minutes, was made for another site or without verifying its owner, has certificates, or is known already.
    /// </remarks>
    private static async Task<Created<Passkey>> AddPasskey(
        NewPasskey request,
        ClaimsPrincipal caller,
        PasskeyChanges changes,
        CancellationToken cancellationToken
    ) => TypedResults.Created("/api/v1/auth/me/passkeys", await changes.AddAsync(caller.Session(), request, cancellationToken));

    /// <summary>Calls one of one's passkeys something else.</summary>
    /// <remarks>The name is for its owner alone: it takes no password, and changes nothing of how the account opens.</remarks>
    /// <param name="passkeyId" example="7">The passkey, of ListPasskeys.</param>
    private static async Task<Results<NoContent, ProblemHttpResult>> RenamePasskey(
        int passkeyId,
        PasskeyName request,
        ClaimsPrincipal caller,
        PasskeyChanges changes,
        CancellationToken cancellationToken
    ) =>
        await changes.RenameAsync(caller.UserId(), passkeyId, request.Name, cancellationToken)
            ? TypedResults.NoContent()
            : Problems.Result(ApiError.NotFound);

    /// <summary>Removes one of one's passkeys.</summary>
    /// <remarks>
    /// With the password, and a code where the second factor is on. Other sessions that began with it end, and a mail tells of it. A new password removes
    /// none; an admin can remove all, with the second factor (ResetSecondFactor). 403 `passkey_needed` as for BeginPasskey.
    /// </remarks>
    /// <param name="passkeyId" example="7">The passkey, of ListPasskeys.</param>
    private static async Task<Results<NoContent, ProblemHttpResult>> RemovePasskey(
        int passkeyId,
        PasskeyProof request,
        ClaimsPrincipal caller,
        PasskeyChanges changes,
        CancellationToken cancellationToken
    ) =>
        await changes.RemoveAsync(caller.Session(), passkeyId, request, cancellationToken)
            ? TypedResults.NoContent()
            : Problems.Result(ApiError.NotFound);

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
