using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using MovieBooking.Api.Backplane;
using MovieBooking.Api.Http;
using MySqlConnector;

namespace MovieBooking.Api.Auth;

/// <summary>Lets keys with this scope in. Where an endpoint says nothing, no key gets in.</summary>
internal sealed record OpenToKeys(ApiKeyScope Scope);

/// <summary>
/// What a key opens: an operation that names a scope, to keys which have it. Everything else, public or not, is closed to keys: who
/// shows one means to be bound by it.
/// </summary>
internal static class ApiKeyAccess
{
    /// <summary>What is said last holds: a route may want more than its group.</summary>
    public static TBuilder OpenToKeys<TBuilder>(this TBuilder endpoints, ApiKeyScope scope)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new OpenToKeys(scope));

    /// <summary>After authentication, and before anything that takes a caller for a user.</summary>
    public static async Task RefuseAsync(HttpContext http, RequestDelegate next)
    {
        if (http.User.ApiKeyId() is not { } keyId)
        {
            await next(http);
            return;
        }

        using var lease = await http.RequestServices.GetRequiredService<ApiKeyLimiter>().AcquireAsync(http, keyId);
        if (!lease.IsAcquired)
        {
            await RateLimits.RejectAsync(http, lease, ApiKeyLimiter.Limit);
        }
        // Neither an unknown path nor a wrong method is a route.
        else if (http.GetEndpoint() is RouteEndpoint endpoint && Refusal(http, endpoint) is { } problem)
        {
            await Problems.WriteAsync(http, problem);
        }
        else
        {
            await next(http);
        }
    }

    /// <summary>Why a key may not book for a showtime; null: it may, or there is no such showtime, or it is no key that calls.</summary>
    public static async Task<IResult?> RefuseCinemaAsync(
        this MySqlDataSource source,
        ClaimsPrincipal caller,
        int showtimeId,
        CancellationToken cancellationToken
    )
    {
        if (caller.ApiKeyCinemas() is not { Count: > 0 } cinemas)
        {
            return null;
        }

        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var find = new MySqlCommand(
            """
            SELECT screens.cinema_id
            FROM showtimes
            INNER JOIN screens
                ON screens.screen_id = showtimes.screen_id
            WHERE showtimes.showtime_id = @showtime_id
            """,
            connection
        );
        find.Parameters.AddWithValue("@showtime_id", showtimeId);
        return await find.ExecuteScalarAsync(cancellationToken) is int cinemaId && !cinemas.Contains(cinemaId)
            ? Problems.Result(ApiError.CinemaNotAllowed)
            : null;
    }

    private static Microsoft.AspNetCore.Mvc.ProblemDetails? Refusal(HttpContext http, RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<OpenToKeys>() is not { } open)
        {
            return Problems.Create(ApiError.KeyNotAllowed);
        }

        var scope = Word.Of(open.Scope);
        if (http.User.HasClaim(Caller.ScopeClaim, scope))
        {
            return null;
        }

        // RFC 6750, section 3.1.
        http.Response.Headers.WWWAuthenticate = $"Bearer error=\"insufficient_scope\", scope=\"{scope}\"";
        var problem = Problems.Create(ApiError.InsufficientScope, Texts.Problems["ScopeNeeded", scope]);
        problem.Extensions["scope"] = scope;
        return problem;
    }
}

/// <summary>How often each key may call: <c>RateLimits:ApiKey:PerMinute</c>.</summary>
internal sealed class ApiKeyLimiter(IConfiguration configuration, ProcessBackplane backplane) : IDisposable
{
    public const string Limit = "api-key";

    private readonly PartitionedRateLimiter<int> _limiter = PartitionedRateLimiter.Create<int, int>(keyId =>
        RateLimitPartition.Get(
            keyId,
            _ => new MinuteLimiter(backplane, string.Create(CultureInfo.InvariantCulture, $"{Limit}:{keyId}"), Quota(configuration))
        )
    );

    public async ValueTask<RateLimitLease> AcquireAsync(HttpContext http, int keyId)
    {
        var lease = (MinuteLease)await _limiter.AcquireAsync(keyId, cancellationToken: http.RequestAborted);
        RateLimitHeaders.Tell(http, Limit, Quota(configuration), lease);
        return lease;
    }

    private static int Quota(IConfiguration configuration) => configuration.GetValue("RateLimits:ApiKey:PerMinute", 600);

    public void Dispose() => _limiter.Dispose();
}
