using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using MovieBooking.Api.Hosting;

namespace MovieBooking.Api.Auth;

/// <summary>Who calls, by the access token or the key; and what that allows.</summary>
internal static class TokenAuthentication
{
    public const string KeyPolicy = "key";

    private const string ManagementPolicy = "management";

    // What tells a key from an access token.
    private const string EitherScheme = "Bearer or key";

    public static WebApplicationBuilder AddTokenAuthentication(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddSingleton<SigningKeys>()
            .AddSingleton<AccessTokens>()
            .AddSingleton<SessionLimits>()
            .AddScoped<TokenFamilies>()
            .AddScoped<Sessions>()
            .AddScoped<SignInNote>();
        builder
            .Services.AddSingleton<KnownDevices>()
            .AddSingleton<SignInPauses>()
            .AddPeriodicWork("purge_sign_in_failures", TimeSpan.FromHours(1), "CALL sp_purge_sign_in_failures()")
            .AddSingleton<AccountTokens>()
            .AddScoped<AccountRecovery>()
            .AddSingleton<SecondFactors>()
            .AddSingleton<SecondFactorDuty>()
            .AddSingleton<SignInChallenges>()
            .AddScoped<SecondFactorSignIn>()
            .AddScoped<SecondFactorChanges>()
            .AddPeriodicWork("purge_sign_in_challenges", TimeSpan.FromHours(1), "CALL sp_purge_sign_in_challenges()")
            .AddSingleton<PasskeyRules>()
            .AddSingleton<PasskeyChallenges>()
            .AddScoped<PasskeySignIn>()
            .AddScoped<PasskeyChanges>()
            .AddScoped<FreshProof>()
            .AddSingleton<OpenIdProviders>()
            .AddSingleton<OpenIdTokens>()
            .AddSingleton<OpenIdClient>()
            .AddSingleton<OpenIdRequests>()
            .AddScoped<OpenIdSignIn>()
            .AddScoped<ExternalLoginChanges>()
            .AddPeriodicWork("purge_openid_requests", TimeSpan.FromHours(1), "CALL sp_purge_openid_requests()")
            .AddPeriodicWork("purge_passkey_challenges", TimeSpan.FromHours(1), "CALL sp_purge_passkey_challenges()")
            .AddPersonalData()
            .AddPeriodicWork("purge_account_tokens", TimeSpan.FromHours(1), "CALL sp_purge_account_tokens()");
        builder
            .Services.AddSingleton<ApiKeyLimiter>()
            .AddSingleton<ApiKeyUses>()
            .AddHostedService(services => services.GetRequiredService<ApiKeyUses>())
            .AddAuthentication(EitherScheme)
            .AddPolicyScheme(
                EitherScheme,
                displayName: null,
                options =>
                    options.ForwardDefaultSelector = http =>
                        ApiKeySecret.ShownBy(http.Request) is null ? JwtBearerDefaults.AuthenticationScheme : ApiKeyAuthentication.Name
            )
            .AddJwtBearer()
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.Name, configureOptions: null);
        DoWithoutKeyRing(builder.Services);
        builder
            .Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<AccessTokens>(
                (options, tokens) =>
                {
                    options.MapInboundClaims = false;
                    options.TokenValidationParameters = tokens.ValidationParameters();
                    options.Events = new JwtBearerEvents { OnTokenValidated = RequireCallerAsync };
                }
            );
        builder
            .Services.AddAuthorizationBuilder()
            .AddPolicy(ManagementPolicy, policy => policy.RequireAuthenticatedUser().RequireAssertion(ManagementAccess.Allows))
            .AddPolicy(KeyPolicy, policy => policy.RequireClaim(Caller.ApiKeyClaim));
        return builder;
    }

    public static WebApplication UseTokenAuthentication(this WebApplication app)
    {
        app.UseAuthentication();
        app.Use(RefuseBadTokenAsync);
        app.Use(ApiKeyAccess.RefuseAsync);
        app.Use(SecondFactorDuty.RefuseAsync);
        app.UseAuthorization();
        return app;
    }

    /// <summary>For admins, and for managers where <see cref="ManagementAccess"/> says so.</summary>
    public static TBuilder RequireManagement<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.RequireAuthorization(ManagementPolicy).WithMetadata(new RequiresLiveSession(ManagementAccess.Roles));

    /// <summary>For programs with a key alone; see <see cref="ApiKeyAccess"/> for its scope.</summary>
    public static TBuilder RequireKey<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.RequireAuthorization(KeyPolicy);

    /// <summary>
    /// For what one session may do to others or to the account, and what it reads of its own: an access token that is still good
    /// is not enough, its session must live. Holds and bookings ask the same with their first statement (UserSession.IsLive), at no
    /// round trip of its own. Guests' tokens and keys have no session.
    /// </summary>
    public static TBuilder RequireLiveSession<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.RequireAuthorization().RefuseEndedSessions();

    /// <summary>The same where nobody must sign in: whoever does is held to it.</summary>
    public static TBuilder RefuseEndedSessions<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new RequiresLiveSession(Roles: []));

    /// <summary>
    /// Lets a guest's token in, which opens one booking. Anywhere else, public routes included, it is a bad token: whoever
    /// shows it there takes it for a sign-in. The handler looks at whether it is this booking's.
    /// </summary>
    public static TBuilder OpenToGuests<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new OpensToGuests());

    /// <summary>
    /// The framework would make a ring of keys at each start, and store it unencrypted, for schemes that protect cookies.
    /// There are none: access tokens are signed with <c>Auth:SigningKey</c>, refresh tokens are random.
    /// </summary>
    private static void DoWithoutKeyRing(IServiceCollection services)
    {
        var makers = services.Where(service => service.ImplementationType?.Namespace == "Microsoft.AspNetCore.DataProtection.Internal");
        foreach (var maker in makers.Where(service => service.ServiceType == typeof(IHostedService)).ToList())
        {
            services.Remove(maker);
        }
    }

    /// <summary>A token of ours that names nobody (another purpose, another version) is none.</summary>
    private static async Task RequireCallerAsync(TokenValidatedContext context)
    {
        var endpoint = context.HttpContext.GetEndpoint();
        var isUser = context.Principal?.UserIdOrNull() is not null && context.Principal.SessionIdOrNull() is not null;
        var isGuest = context.Principal?.GuestReservationId() is not null;
        if (!isUser && !(isGuest && endpoint?.Metadata.GetMetadata<OpensToGuests>() is not null))
        {
            context.Fail("The token names no user and session, nor a booking that this route is about.");
        }
        else if (isUser && endpoint?.Metadata.GetMetadata<RequiresLiveSession>() is { } required)
        {
            var services = context.HttpContext.RequestServices;
            var (caller, duty) = (context.Principal!, services.GetRequiredService<SecondFactorDuty>());
            var standing = await services
                .GetRequiredService<TokenFamilies>()
                .StandingAsync(caller.Session(), context.HttpContext.RequestAborted);
            // A token that says more than its user may is out of date; the next one says what is so.
            if (
                standing is not var (role, hasSecondFactor)
                || required.Roles.Any(claimed => claimed != role && caller.IsInRole(Http.Word.Of(claimed)))
                || (
                    duty.Holds(role)
                    && !hasSecondFactor
                    && !caller.LacksSecondFactor()
                    && endpoint.Metadata.GetMetadata<OpenWithoutSecondFactor>() is null
                )
            )
            {
                context.Fail("The session has ended, or its user may no longer do this.");
            }
        }
    }

    /// <summary>A caller who shows a token means to be known: on a public route, too, a bad one is refused and not overlooked.</summary>
    private static Task RefuseBadTokenAsync(HttpContext http, RequestDelegate next) =>
        http.Request.Headers.Authorization.Count > 0 && http.User.Identity?.IsAuthenticated != true ? http.ChallengeAsync() : next(http);

    private sealed record OpensToGuests;

    private sealed record RequiresLiveSession(UserRole[] Roles);
}
