using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Http;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Auth;

/// <summary>One's own second factor: codes of an authenticator app (TOTP, RFC 6238) beside the password.</summary>
internal static class SecondFactorEndpoints
{
    public static void MapSecondFactor(this RouteGroupBuilder auth)
    {
        var own = auth.MapGroup("/me/second-factor").RequireLiveSession();
        own.MapGet("", GetSecondFactor);
        own.MapPost("", SetUpSecondFactor)
            .RequireRateLimiting(RateLimits.Authentication)
            .WithErrors(ApiError.PasskeyNeeded, ApiError.SecondFactorOn, ApiError.SignInPause);
        own.MapPost("/confirm", ConfirmSecondFactor)
            .RequireRateLimiting(RateLimits.Authentication)
            .WithErrors(ApiError.PasskeyNeeded, ApiError.SecondFactorOn, ApiError.NoSecondFactor);
        own.MapPost("/off", SwitchSecondFactorOff)
            .RequireRateLimiting(RateLimits.Authentication)
            .WithErrors(ApiError.NoSecondFactor, ApiError.SignInPause);
        own.MapPost("/recovery-codes", RenewRecoveryCodes)
            .RequireRateLimiting(RateLimits.Authentication)
            .WithErrors(ApiError.NoSecondFactor, ApiError.SignInPause);
    }

    /// <summary>Says whether one's second factor is on.</summary>
    /// <remarks>And whether this installation requires it of one's role (`Auth__SecondFactor__RequiredFor`).</remarks>
    private static async Task<Ok<SecondFactorState>> GetSecondFactor(
        ClaimsPrincipal caller,
        MovieBookingContext db,
        SecondFactorDuty duty,
        CancellationToken cancellationToken
    )
    {
        var userId = caller.UserId();
        var state = await db
            .SecondFactors.Where(row => row.UserId == userId && row.ConfirmedAt != null)
            .Select(row => new { row.ConfirmedAt, Left = row.RecoveryCodes.Count(code => code.UsedAt == null) })
            .SingleOrDefaultAsync(cancellationToken);
        var role = await db.Users.Where(user => user.UserId == userId).Select(user => user.Role).SingleAsync(cancellationToken);
        return TypedResults.Ok(
            new SecondFactorState(
                state is not null,
                state?.ConfirmedAt is { } since ? new DateTimeOffset(DateTime.SpecifyKind(since, DateTimeKind.Utc)) : null,
                state?.Left ?? 0,
                duty.Holds(Word.Parse<UserRole>(role))
            )
        );
    }

    /// <summary>Begins to set up a second factor.</summary>
    /// <remarks>
    /// The answer's secret goes into an authenticator app; nothing changes until ConfirmSecondFactor. Asking again gives another secret, and
    /// makes the one before void. 400 names `password` where that is wrong, 409 `second_factor_on` where there is one. 403
    /// `passkey_needed` where the role must have two factors, the account has passkeys, and the session began with the password.
    /// </remarks>
    private static async Task<Ok<SecondFactorSecret>> SetUpSecondFactor(
        SetUpSecondFactorRequest request,
        ClaimsPrincipal caller,
        SecondFactorChanges changes,
        CancellationToken cancellationToken
    )
    {
        var (secret, email) = await changes.BeginAsync(caller.Session(), request.Password, cancellationToken);
        return TypedResults.Ok(new SecondFactorSecret(TimedCodes.Text(secret), TimedCodes.Uri(secret, email)));
    }

    /// <summary>Switches the second factor on, with a code of the app.</summary>
    /// <remarks>
    /// From now on each sign-in asks for a code. One's other sessions end, and a mail tells of it. The answer has ten recovery codes, which are not
    /// shown again. Where `secondFactorNeeded` was true, Refresh: the next access token opens everything. 400 names `code` where that is wrong.
    /// </remarks>
    private static async Task<Ok<NewRecoveryCodes>> ConfirmSecondFactor(
        ConfirmSecondFactorRequest request,
        ClaimsPrincipal caller,
        SecondFactorChanges changes,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(new NewRecoveryCodes(await changes.ConfirmAsync(caller.Session(), request.Code, cancellationToken)));

    /// <summary>Switches the second factor off.</summary>
    /// <remarks>
    /// With the password and a code, or a recovery code; a mail tells of it. Wrong codes are counted together with those at sign-in. A new
    /// password alone does not switch it off; an admin can, for whoever has lost phone and recovery codes (ResetSecondFactor).
    /// </remarks>
    private static async Task<NoContent> SwitchSecondFactorOff(
        SecondFactorRequest request,
        ClaimsPrincipal caller,
        SecondFactorChanges changes,
        CancellationToken cancellationToken
    )
    {
        await changes.SwitchOffAsync(caller.UserId(), request, cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>Makes ten new recovery codes; those before are void.</summary>
    /// <remarks>With the password and a code, or a recovery code; a mail tells of it.</remarks>
    private static async Task<Ok<NewRecoveryCodes>> RenewRecoveryCodes(
        SecondFactorRequest request,
        ClaimsPrincipal caller,
        SecondFactorChanges changes,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(new NewRecoveryCodes(await changes.RenewCodesAsync(caller.UserId(), request, cancellationToken)));
}
