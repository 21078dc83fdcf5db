using System.Buffers.Text;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Http;
using MovieBooking.Db.Model;
using UserRow = MovieBooking.Db.Model.User;

namespace MovieBooking.Api.Auth;

/// <summary>Signing in and out, and one's own account.</summary>
internal static class AuthEndpoints
{
    public const string RefreshOperation = nameof(Refresh);

    private const string Me = "/me";

    public static RouteGroupBuilder MapAuth(this RouteGroupBuilder api)
    {
        var auth = api.MapGroup("/auth").WithTags("Auth").WithMetadata(new OpenWithoutSecondFactor()).WithSignInLog();
        auth.MapPost("/register", Register).RequireRateLimiting(RateLimits.Authentication).WithErrors(ApiError.EmailTaken);
        auth.MapPost("/login", Login)
            .RequireRateLimiting(RateLimits.Authentication)
            .WithErrors(ApiError.InvalidCredentials, ApiError.SecondFactorRequired, ApiError.PasskeyNeeded, ApiError.SignInPause);
        auth.MapPost("/admin-login", AdminLogin)
            .RequireRateLimiting(RateLimits.Authentication)
            .WithErrors(ApiError.InvalidCredentials, ApiError.SecondFactorRequired, ApiError.PasskeyNeeded, ApiError.SignInPause);
        auth.MapPost("/second-factor", FinishSignIn)
            .RequireRateLimiting(RateLimits.Authentication)
            .WithErrors(ApiError.InvalidChallenge, ApiError.InvalidCode, ApiError.SignInPause);
        auth.MapPost("/passkey/options", BeginPasskeySignIn).RequireRateLimiting(RateLimits.Authentication);
        auth.MapPost("/passkey", SignInWithPasskey).RequireRateLimiting(RateLimits.Authentication).WithErrors(ApiError.InvalidPasskey);
        auth.MapPost("/passkey/admin", AdminSignInWithPasskey)
            .RequireRateLimiting(RateLimits.Authentication)
            .WithErrors(ApiError.InvalidPasskey);
        auth.MapPost("/refresh", Refresh).RequireRateLimiting(RateLimits.Authentication).WithErrors(ApiError.InvalidRefreshToken);
        auth.MapPost("/logout", Logout);
        auth.MapGet(Me, GetMe).RequireLiveSession();
        auth.MapPut(Me, UpdateMe).RequireLiveSession();
        auth.MapPut($"{Me}/password", ChangePassword)
            .RequireLiveSession()
            .RequireRateLimiting(RateLimits.Authentication)
            .WithErrors(ApiError.SignInPause);
        auth.MapSessions();
        auth.MapSecondFactor();
        auth.MapPasskeys();
        auth.MapOpenId();
        auth.MapRecovery();
        auth.MapPersonalData();
        return api;
    }

    public static User ToUser(this UserRow row) => new(row.UserId, row.Email, row.DisplayName, Word.Parse<UserRole>(row.Role));

    /// <summary>Opens a customer's account and signs in.</summary>
    /// <remarks>
    /// 409 `email_taken` where there is an account with this address. A password of 10 to 128 characters is needed that is not easily guessed: the
    /// error names the rule. A few calls a minute from one address.
    /// </remarks>
    /// <param name="useCookies">Keep the refresh token in an HttpOnly cookie and out of the answer: for web pages.</param>
    private static async Task<Results<Created<Session>, ProblemHttpResult>> Register(
        RegisterRequest request,
        Sessions sessions,
        KnownDevices devices,
        HttpContext http,
        CancellationToken cancellationToken,
        bool useCookies = false
    ) =>
        await sessions.RegisterAsync(request, Device.Of(http), cancellationToken) is { } session
            ? TypedResults.Created($"/api/v1/auth{Me}", await StartAsync(session, sessions, devices, http, useCookies, cancellationToken))
            : Problems.Result(ApiError.EmailTaken);

    /// <summary>Signs a customer, a member of staff or a manager in.</summary>
    /// <remarks>
    /// Admins sign in at AdminLogin, where managers may, too. An unknown address and a wrong password get the same answer. After five wrong ones in a row for one
    /// address, whether or not it has an account, each further one is followed by a longer pause, from 30 seconds to 15 minutes: 429
    /// `sign_in_pause` with `retryAt`, whatever the password. The owner is told by mail once. It does not hold for a browser that has signed in
    /// to the account before, and a forgotten password that is set anew ends it. Where the account has a second factor, a right password is
    /// answered 401 `second_factor_required`, whose `challenge` is for FinishSignIn; and where its role must have two factors and it has passkeys alone, 403
    /// `passkey_needed`: SignInWithPasskey.
    /// </remarks>
    /// <param name="useCookies">Keep the refresh token in an HttpOnly cookie and out of the answer: for web pages.</param>
    private static async Task<Results<Ok<Session>, ProblemHttpResult>> Login(
        LoginRequest request,
        Sessions sessions,
        KnownDevices devices,
        HttpContext http,
        CancellationToken cancellationToken,
        bool useCookies = false
    ) =>
        await sessions.SignInAsync(
            request.Email,
            request.Password,
            [UserRole.Customer, UserRole.Staff, UserRole.Manager],
            Device.Of(http),
            cancellationToken
        )
            is { } session
            ? TypedResults.Ok(await StartAsync(session, sessions, devices, http, useCookies, cancellationToken))
            : Problems.Result(ApiError.InvalidCredentials);

    /// <summary>Signs an admin or a manager in.</summary>
    /// <remarks>
    /// Customers sign in at Login. Wrong passwords are counted together with those there, and lead to the same pauses; a second factor or a passkey is
    /// asked for as there.
    /// </remarks>
    /// <param name="useCookies">Keep the refresh token in an HttpOnly cookie and out of the answer: for web pages.</param>
    private static async Task<Results<Ok<Session>, ProblemHttpResult>> AdminLogin(
        AdminLoginRequest request,
        Sessions sessions,
        KnownDevices devices,
        HttpContext http,
        CancellationToken cancellationToken,
        bool useCookies = false
    ) =>
        await sessions.SignInAsync(request.Email, request.Password, ManagementAccess.Roles, Device.Of(http), cancellationToken)
            is { } session
            ? TypedResults.Ok(await StartAsync(session, sessions, devices, http, useCookies, cancellationToken))
            : Problems.Result(ApiError.InvalidCredentials);

    /// <summary>Finishes the sign-in of an account with a second factor.</summary>
    /// <remarks>
    /// With the `challenge` that Login or AdminLogin brought: good for five minutes and five tries, once, and for nothing else. 401 `invalid_code`
    /// to a code that is wrong, old or used; 401 `invalid_challenge` when the password has to be shown again. Each code and each recovery code
    /// is taken once. Wrong codes are counted for the account, apart from wrong passwords, and lead to pauses as those do: 429 `sign_in_pause`.
    /// </remarks>
    /// <param name="useCookies">Keep the refresh token in an HttpOnly cookie and out of the answer: for web pages.</param>
    private static async Task<Results<Ok<Session>, ProblemHttpResult>> FinishSignIn(
        SecondFactorSignInRequest request,
        SecondFactorSignIn signIn,
        Sessions sessions,
        KnownDevices devices,
        HttpContext http,
        CancellationToken cancellationToken,
        bool useCookies = false
    ) =>
        await signIn.FinishAsync(request, Device.Of(http), cancellationToken) is { } session
            ? TypedResults.Ok(await StartAsync(session, sessions, devices, http, useCookies, cancellationToken))
            : Problems.Result(ApiError.InvalidCode);

    /// <summary>Begins a sign-in with a passkey.</summary>
    /// <remarks>The answer is the same for everybody: the browser offers the passkeys that it has for the site, and nothing tells who has an account.</remarks>
    private static async Task<Ok<PasskeySignInOptions>> BeginPasskeySignIn(
        PasskeySignIn signIn,
        PasskeyRules rules,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Ok(
            new PasskeySignInOptions(
                Base64Url.EncodeToString(await signIn.BeginAsync(cancellationToken)),
                rules.RpId,
                PasskeyEndpoints.Timeout,
                PasskeyEndpoints.Required
            )
        );

    /// <summary>Signs a customer, a member of staff or a manager in with a passkey.</summary>
    /// <remarks>
    /// With what the passkey signed of BeginPasskeySignIn. It counts as both factors: no code is asked for, and `secondFactorNeeded` is false. Pauses after
    /// wrong passwords do not hold for it. Whatever is wrong is answered 401 `invalid_passkey`: a passkey that is unknown or was removed, another site's
    /// signature, one without its owner's verification, a challenge that is used or older than five minutes, an authenticator that counts backwards, and
    /// an account that is closed or signs in elsewhere.
    /// </remarks>
    /// <param name="useCookies">Keep the refresh token in an HttpOnly cookie and out of the answer: for web pages.</param>
    private static async Task<Results<Ok<Session>, ProblemHttpResult>> SignInWithPasskey(
        PasskeySignInRequest request,
        PasskeySignIn signIn,
        Sessions sessions,
        KnownDevices devices,
        HttpContext http,
        CancellationToken cancellationToken,
        bool useCookies = false
    ) =>
        await signIn.FinishAsync(request, [UserRole.Customer, UserRole.Staff, UserRole.Manager], Device.Of(http), cancellationToken)
            is { } session
            ? TypedResults.Ok(await StartAsync(session, sessions, devices, http, useCookies, cancellationToken))
            : Problems.Result(ApiError.InvalidPasskey);

    /// <summary>Signs an admin or a manager in with a passkey.</summary>
    /// <remarks>As SignInWithPasskey does for customers.</remarks>
    /// <param name="useCookies">Keep the refresh token in an HttpOnly cookie and out of the answer: for web pages.</param>
    private static async Task<Results<Ok<Session>, ProblemHttpResult>> AdminSignInWithPasskey(
        PasskeySignInRequest request,
        PasskeySignIn signIn,
        Sessions sessions,
        KnownDevices devices,
        HttpContext http,
        CancellationToken cancellationToken,
        bool useCookies = false
    ) =>
        await signIn.FinishAsync(request, ManagementAccess.Roles, Device.Of(http), cancellationToken) is { } session
            ? TypedResults.Ok(await StartAsync(session, sessions, devices, http, useCookies, cancellationToken))
            : Problems.Result(ApiError.InvalidPasskey);

    /// <summary>Continues a session with a new access token.</summary>
    /// <remarks>
    /// The answer has the next refresh token: each is good for one use. Using one again means that somebody else may
    /// have it, and ends the session. One repetition is allowed, to whoever lost the answer: within 10 seconds, while the
    /// next token is unused; that token is then void, and using it ends the session too. Send no access token along: an
    /// expired one is refused.
    /// </remarks>
    /// <param name="useCookies">Take the refresh token from the cookie, and keep the next one there.</param>
    private static async Task<Results<Ok<Session>, ProblemHttpResult>> Refresh(
        RefreshRequest? request,
        Sessions sessions,
        KnownDevices devices,
        HttpContext http,
        CancellationToken cancellationToken,
        bool useCookies = false
    )
    {
        var token = useCookies ? RefreshCookie.Read(http) : request?.RefreshToken;
        if (token is null && !useCookies)
        {
            return TypedResults.Problem(Problems.Invalid("refreshToken", Texts.Problems["RefreshTokenNeeded"]));
        }

        return token is not null && await sessions.ContinueAsync(token, cancellationToken) is { } session
            ? TypedResults.Ok(Deliver(session, devices, http, useCookies))
            : Problems.Result(ApiError.InvalidRefreshToken);
    }

    /// <summary>Ends the session.</summary>
    /// <remarks>
    /// Of the refresh token in the body and of the one in the cookie, where there are any; the cookie is deleted. Its access
    /// token no longer books, holds, confirms or cancels, nor opens the account or anything of managers; until it expires it
    /// still reads one's bookings.
    /// </remarks>
    private static async Task<NoContent> Logout(
        RefreshRequest? request,
        Sessions sessions,
        HttpContext http,
        CancellationToken cancellationToken
    )
    {
        if (request?.RefreshToken is { } token)
        {
            await sessions.EndAsync(token, cancellationToken);
        }

        if (RefreshCookie.Read(http) is { } cookie)
        {
            await sessions.EndAsync(cookie, cancellationToken);
            RefreshCookie.Delete(http);
        }

        return TypedResults.NoContent();
    }

    /// <summary>Says who is signed in.</summary>
    /// <remarks>
    /// 401 as soon as the session has ended, however long the access token still lasts.
    /// </remarks>
    private static async Task<Results<Ok<User>, ProblemHttpResult>> GetMe(
        ClaimsPrincipal caller,
        MovieBookingContext db,
        CancellationToken cancellationToken
    )
    {
        var userId = caller.UserId();
        var row = await db.Users.SingleOrDefaultAsync(user => user.UserId == userId, cancellationToken);
        return row is null ? Problems.Result(ApiError.Unauthenticated) : TypedResults.Ok(row.ToUser());
    }

    /// <summary>Changes one's name.</summary>
    /// <remarks>
    /// The new name is in the access tokens of the next refresh on.
    /// </remarks>
    private static async Task<Results<Ok<User>, ProblemHttpResult>> UpdateMe(
        UpdateProfileRequest request,
        ClaimsPrincipal caller,
        MovieBookingContext db,
        CancellationToken cancellationToken
    )
    {
        var userId = caller.UserId();
        await db
            .Users.Where(user => user.UserId == userId)
            .ExecuteUpdateAsync(set => set.SetProperty(user => user.DisplayName, request.DisplayName), cancellationToken);
        return await GetMe(caller, db, cancellationToken);
    }

    /// <summary>Changes one's password and ends one's other sessions, whose access tokens are refused at once.</summary>
    /// <remarks>
    /// The session that asks goes on. 400 names `currentPassword` where that is wrong, and `newPassword` with the rule it breaks.
    /// </remarks>
    private static async Task<Results<NoContent, ProblemHttpResult>> ChangePassword(
        ChangePasswordRequest request,
        ClaimsPrincipal caller,
        Sessions sessions,
        MovieBookingContext db,
        CancellationToken cancellationToken
    )
    {
        var userId = caller.UserId();
        var known = await db
            .Users.Where(user => user.UserId == userId)
            .Select(user => new { user.Email, user.DisplayName })
            .SingleOrDefaultAsync(cancellationToken);
        // The rest of what makes it a good one is looked at before: this alone needs to know who chooses it.
        return NewPasswords.Weakness(request.NewPassword, PersonalText.Email(known?.Email), PersonalText.Name(known?.DisplayName))
                is { } weakness
                ? TypedResults.Problem(Problems.Invalid("newPassword", Texts.Problems["FieldRule", "newPassword", weakness]))
            : await sessions.ChangePasswordAsync(userId, caller.SessionId(), request, cancellationToken) ? TypedResults.NoContent()
            : TypedResults.Problem(Problems.Invalid("currentPassword", Texts.Problems["NotYourPassword", "currentPassword"]));
    }

    /// <summary>A browser has one session: a new one ends that whose cookie it replaces.</summary>
    public static async Task<Session> StartAsync(
        OpenedSession opened,
        Sessions sessions,
        KnownDevices devices,
        HttpContext http,
        bool useCookies,
        CancellationToken cancellationToken
    )
    {
        if (useCookies && RefreshCookie.Read(http) is { } former)
        {
            await sessions.EndAsync(former, cancellationToken);
        }

        return Deliver(opened, devices, http, useCookies);
    }

    private static Session Deliver(OpenedSession opened, KnownDevices devices, HttpContext http, bool useCookies)
    {
        if (!useCookies)
        {
            return opened.Session;
        }

        RefreshCookie.Write(http, opened.Session.RefreshToken!);
        DeviceCookie.Keep(http, devices, opened.User);
        return opened.Session with { RefreshToken = null };
    }
}
