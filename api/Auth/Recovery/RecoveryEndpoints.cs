using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Auth;

/// <summary>What goes by way of one's mailbox.</summary>
internal static class RecoveryEndpoints
{
    public static void MapRecovery(this RouteGroupBuilder auth)
    {
        auth.MapPost("/password/forgot", ForgetPassword).RequireRateLimiting(RateLimits.Recovery).WithErrors(ApiError.NoMail);
        auth.MapPost("/password/reset", ResetPassword).RequireRateLimiting(RateLimits.Authentication).WithErrors(ApiError.InvalidToken);
        auth.MapPost("/me/email", ChangeEmail)
            .RequireLiveSession()
            .RequireRateLimiting(RateLimits.Recovery)
            .WithErrors(ApiError.NoMail, ApiError.SignInPause);
        auth.MapPost("/email/confirm", ConfirmEmail)
            .RequireRateLimiting(RateLimits.Authentication)
            .WithErrors(ApiError.InvalidToken, ApiError.EmailTaken);
    }

    /// <summary>Has a mail sent with a link to set a new password.</summary>
    /// <remarks>
    /// The answer is the same whether or not there is an account with this address. The link is good for 30 minutes, once; an account gets
    /// three of them at a time at most. 503 `no_mail` where this installation sends no mails. A few calls a minute from one address.
    /// </remarks>
    private static async Task<Accepted> ForgetPassword(
        ForgotPasswordRequest request,
        AccountRecovery recovery,
        CancellationToken cancellationToken
    )
    {
        await recovery.AskForResetAsync(request.Email, cancellationToken);
        return TypedResults.Accepted((string?)null);
    }

    /// <summary>Sets a new password with the token of a mail, and ends all sessions of the account.</summary>
    /// <remarks>
    /// 400 `invalid_token` where the token is unknown, used or older than 30 minutes; a password that breaks a rule does not use it up. Sign in
    /// afterwards.
    /// </remarks>
    private static async Task<NoContent> ResetPassword(
        ResetPasswordRequest request,
        HttpContext http,
        AccountRecovery recovery,
        CancellationToken cancellationToken
    )
    {
        await recovery.ResetAsync(request, cancellationToken);
        RefreshCookie.Delete(http);
        return TypedResults.NoContent();
    }

    /// <summary>Has a mail sent to another address of one's own, which becomes the account's once it is confirmed.</summary>
    /// <remarks>
    /// Until then nothing changes. The answer is the same whether or not another account has the address, to which no mail goes then.
    /// </remarks>
    private static async Task<Results<Accepted, ProblemHttpResult>> ChangeEmail(
        ChangeEmailRequest request,
        ClaimsPrincipal caller,
        AccountRecovery recovery,
        CancellationToken cancellationToken
    ) =>
        await recovery.AskForChangeAsync(caller.UserId(), request, cancellationToken)
            ? TypedResults.Accepted((string?)null)
            : TypedResults.Problem(Problems.Invalid("password", Texts.Problems["NotYourPassword", "password"]));

    /// <summary>Makes a new address the account's, with the token of the mail to it.</summary>
    /// <remarks>
    /// The old address is told. 409 `email_taken` where somebody has registered the new one meanwhile. Sessions go on.
    /// </remarks>
    private static async Task<NoContent> ConfirmEmail(
        ConfirmEmailRequest request,
        AccountRecovery recovery,
        CancellationToken cancellationToken
    )
    {
        await recovery.ConfirmChangeAsync(request.Token, cancellationToken);
        return TypedResults.NoContent();
    }
}
