using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Auth;

/// <summary>Signing in by way of providers that the settings name (OpenID Connect), and one's own logins there.</summary>
internal static class OpenIdEndpoints
{
    public static void MapOpenId(this RouteGroupBuilder auth)
    {
        auth.MapGet("/openid", ListProviders);
        auth.MapPost("/openid/{provider}/begin", BeginExternalSignIn)
            .RequireRateLimiting(RateLimits.Authentication)
            .WithErrors(ApiError.NotFound, ApiError.ProviderUnavailable);
        auth.MapPost("/openid/{provider}", SignInWithProvider)
            .RequireRateLimiting(RateLimits.Authentication)
            .WithErrors(
                ApiError.OpenIdRefused,
                ApiError.SecondFactorRequired,
                ApiError.PasskeyNeeded,
                ApiError.EmailUnverified,
                ApiError.NotFound,
                ApiError.LoginNotConnected,
                ApiError.ProviderUnavailable
            );
        var own = auth.MapGroup("/me/external-logins").RequireLiveSession();
        own.MapGet("", ListExternalLogins);
        own.MapPost("/{provider}/begin", BeginExternalLogin)
            .RequireRateLimiting(RateLimits.Authentication)
            .WithErrors(ApiError.PasskeyNeeded, ApiError.NotFound, ApiError.SignInPause, ApiError.ProviderUnavailable);
        own.MapPost("/{provider}", ConnectExternalLogin)
            .RequireRateLimiting(RateLimits.Authentication)
            .WithErrors(
                ApiError.OpenIdRefused,
                ApiError.NotFound,
                ApiError.LoginTaken,
                ApiError.ProveAddressFirst,
                ApiError.ProviderUnavailable
            );
        own.MapPost("/{provider}/remove", DisconnectExternalLogin)
            .RequireRateLimiting(RateLimits.Authentication)
            .WithErrors(ApiError.PasskeyNeeded, ApiError.NotFound, ApiError.LastSignIn, ApiError.SignInPause);
    }

    /// <summary>Lists the providers by which one may sign in.</summary>
    /// <remarks>In the order of the settings (`Auth__OpenId__Providers`); where there are none, none. It may be kept for five minutes.</remarks>
    private static Ok<IReadOnlyList<ExternalProvider>> ListProviders(OpenIdProviders providers, HttpContext http)
    {
        http.Response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Ok<IReadOnlyList<ExternalProvider>>([
            .. providers.All.Select(provider => new ExternalProvider(provider.Name, provider.Title)),
        ]);
    }

    /// <summary>Begins a sign-in at a provider.</summary>
    /// <remarks>
    /// Send the browser that asked to `url`; a cookie binds what comes back to it, for ten minutes, once. 404 where the settings name no such
    /// provider; 503 `provider_unavailable` where it cannot be reached.
    /// </remarks>
    /// <param name="provider" example="google">The provider, of ListProviders.</param>
    private static async Task<Results<Ok<ExternalSignIn>, ProblemHttpResult>> BeginExternalSignIn(
        string provider,
        OpenIdProviders providers,
        OpenIdSignIn signIn,
        HttpContext http,
        CancellationToken cancellationToken
    )
    {
        if (providers.Find(provider) is not { } known)
        {
            return Problems.Result(ApiError.NotFound);
        }

        var (page, secret) = await signIn.BeginAsync(known, cancellationToken);
        secret.Write(http);
        return TypedResults.Ok(new ExternalSignIn(page));
    }

    /// <summary>Signs in with what a provider led back with.</summary>
    /// <remarks>
    /// By the browser that BeginExternalSignIn answered, once. A login that opens an account signs in there, whatever address the provider tells by now.
    /// Another opens a new customer's account without a password, where the provider vouches for an address that no account here has. 403 `email_unverified` where
    /// it vouches for none; 409 `login_not_connected` where an account has the address, which is never connected by itself: its owner signs in as ever and
    /// connects the login (BeginExternalLogin). A second factor is asked for as at Login, with 401 `second_factor_required` and 403 `passkey_needed`. 400
    /// `openid_refused`: it was begun elsewhere or more than ten minutes ago, was finished before, or the provider's token is none for this sign-in.
    /// </remarks>
    /// <param name="provider" example="google">The provider, of ListProviders.</param>
    /// <param name="useCookies">Keep the refresh token in an HttpOnly cookie and out of the answer: for web pages.</param>
    private static async Task<Results<Ok<Session>, ProblemHttpResult>> SignInWithProvider(
        string provider,
        OpenIdAnswer request,
        OpenIdProviders providers,
        OpenIdSignIn signIn,
        Sessions sessions,
        KnownDevices devices,
        HttpContext http,
        CancellationToken cancellationToken,
        bool useCookies = false
    )
    {
        if (providers.Find(provider) is not { } known)
        {
            return Problems.Result(ApiError.NotFound);
        }

        var session = await signIn.FinishAsync(http, known, request, cancellationToken);
        return TypedResults.Ok(await AuthEndpoints.StartAsync(session, sessions, devices, http, useCookies, cancellationToken));
    }

    /// <summary>Lists the logins at providers that open one's account.</summary>
    /// <remarks>And whether it has a password, which connecting and disconnecting take.</remarks>
    private static async Task<Ok<ExternalLogins>> ListExternalLogins(
        ClaimsPrincipal caller,
        ExternalLoginChanges changes,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await changes.ListAsync(caller.UserId(), cancellationToken));

    /// <summary>Begins to connect a login at a provider.</summary>
    /// <remarks>
    /// With the password, and a code where the second factor is on; nothing changes until ConnectExternalLogin. 400 names `password` or `code` where that is
    /// wrong. Send the browser that asked to `url`, as with BeginExternalSignIn. 403 `passkey_needed` as for BeginPasskey.
    /// </remarks>
    /// <param name="provider" example="google">The provider, of ListProviders.</param>
    private static async Task<Results<Ok<ExternalSignIn>, ProblemHttpResult>> BeginExternalLogin(
        string provider,
        ExternalLoginProof request,
        ClaimsPrincipal caller,
        OpenIdProviders providers,
        ExternalLoginChanges changes,
        HttpContext http,
        CancellationToken cancellationToken
    )
    {
        if (providers.Find(provider) is not { } known)
        {
            return Problems.Result(ApiError.NotFound);
        }

        var (page, secret) = await changes.BeginAsync(caller.Session(), known, request, cancellationToken);
        secret.Write(http);
        return TypedResults.Ok(new ExternalSignIn(page));
    }

    /// <summary>Connects the login that a provider led back with.</summary>
    /// <remarks>
    /// By the browser and in the session that BeginExternalLogin answered, once. From now on it opens the account as its password does; a mail tells of it. 409
    /// `login_taken` where it opens another account, or another one of this provider opens this one; 409 `prove_address_first` where
    /// nobody has shown yet that the account's address is theirs, and the provider vouches for another one.
    /// </remarks>
    /// <param name="provider" example="google">The provider, of ListProviders.</param>
    private static async Task<Results<Ok<ExternalLogins>, ProblemHttpResult>> ConnectExternalLogin(
        string provider,
        OpenIdAnswer request,
        ClaimsPrincipal caller,
        OpenIdProviders providers,
        ExternalLoginChanges changes,
        HttpContext http,
        CancellationToken cancellationToken
    ) =>
        providers.Find(provider) is { } known
            ? TypedResults.Ok(await changes.ConnectAsync(http, caller.Session(), known, request, cancellationToken))
            : Problems.Result(ApiError.NotFound);

    /// <summary>Disconnects one's login at a provider.</summary>
    /// <remarks>
    /// With the password, and a code where the second factor is on; also one of a provider that the settings name no more. Sessions that began with it go on
    /// (EndOtherSessions), and a mail tells of it. 409 `last_sign_in` where nothing else opens the account: no password, no passkey and no other login.
    /// </remarks>
    /// <param name="provider" example="google">The provider, of ListExternalLogins.</param>
    private static async Task<Results<NoContent, ProblemHttpResult>> DisconnectExternalLogin(
        string provider,
        ExternalLoginProof request,
        ClaimsPrincipal caller,
        ExternalLoginChanges changes,
        CancellationToken cancellationToken
    ) =>
        OpenIdProviders.IsName(provider) && await changes.DisconnectAsync(caller.Session(), provider, request, cancellationToken)
            ? TypedResults.NoContent()
            : Problems.Result(ApiError.NotFound);
}
