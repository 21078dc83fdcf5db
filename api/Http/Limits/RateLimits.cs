using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Backplane;
using MovieBooking.Api.Telemetry;

namespace MovieBooking.Api.Http;

/// <summary>
/// How often one address may call what can be guessed at (passwords, refresh tokens, references of bookings, vouchers, gift cards) and what
/// anybody may do without an account (keep seats from others, take places in a queue, have mails sent), how often one person and one
/// address may hold seats with one, and how many event streams it may have open. Routes name their limit with RequireRateLimiting; the framework's middleware would keep to itself what is
/// left of one (<see cref="RateLimitHeaders"/>), so that its limiters are asked here.
/// </summary>
internal sealed class RateLimits(IConfiguration configuration, ProcessBackplane backplane) : IDisposable
{
    public const string AddressHolds = "address-holds";
    public const string Authentication = "authentication";
    public const string Counter = "counter";
    public const string EventStreams = "event-streams";
    public const string GuestBooking = "guest-booking";
    public const string Holds = "holds";
    public const string LookUp = "look-up";
    public const string Queue = "queue";
    public const string Recovery = "recovery";
    public const string Voucher = "voucher";

    private readonly PartitionedRateLimiter<Caller> _limiter = PartitionedRateLimiter.Create<Caller, Caller>(caller =>
        RateLimitPartition.Get<Caller>(
            caller,
            // A place is free again when the stream ends, and with this process.
            _ =>
                caller.Limit == EventStreams
                    ? new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = caller.Quota })
                    : new MinuteLimiter(backplane, $"{caller.Limit}:{caller.Who}", caller.Quota)
        )
    );

    public void Dispose() => _limiter.Dispose();

    public async Task LimitAsync(HttpContext http, RequestDelegate next)
    {
        var limit = http.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName;
        // Who shows a token is a user, or is refused; a key has a limit of its own.
        if (limit is null || (limit == GuestBooking && http.Request.Headers.Authorization.Count > 0))
        {
            await next(http);
            return;
        }

        var caller = new Caller(limit, Quota(limit), CallerAddress.Of(http));
        using var lease = await _limiter.AcquireAsync(caller, cancellationToken: http.RequestAborted);
        if (lease is MinuteLease minute)
        {
            RateLimitHeaders.Tell(http, limit, caller.Quota, minute);
        }
        else
        {
            RateLimitHeaders.TellOpen(http, limit, caller.Quota, _limiter.GetStatistics(caller)!);
        }

        await (lease.IsAcquired ? next(http) : RejectAsync(http, lease, limit).AsTask());
    }

    /// <summary>The same limit for somebody by who they are, from however many addresses they call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="next">What it is for.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="who">Whose calls are counted together.</param>
    /// <param name="name">What callers know it by, where the address has the same limit; else the limit's own.</param>
    public async ValueTask<object?> LimitCallerAsync(
        EndpointFilterInvocationContext call,
        EndpointFilterDelegate next,
        string limit,
        string who,
        string? name = null
    )
    {
        var caller = new Caller(limit, Quota(limit), who);
        using var lease = await _limiter.AcquireAsync(caller);
        RateLimitHeaders.Tell(call.HttpContext, name ?? limit, caller.Quota, (MinuteLease)lease);
        if (lease.IsAcquired)
        {
            return await next(call);
        }

        await RejectAsync(call.HttpContext, lease, limit);
        return Results.Empty;
    }

    /// <summary>
    /// How often somebody with an account may hold seats, and all of one address. Each process counts for itself: no hold waits for another
    /// machine to be counted.
    /// </summary>
    public async ValueTask<object?> LimitHoldsAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var http = call.HttpContext;
        if (http.User.UserIdOrNull() is not { } userId)
        {
            return await next(call);
        }

        var person = (Holds, userId.ToString(CultureInfo.InvariantCulture));
        // A private address is a proxy's that nobody named, or the cinema's own network: many are behind it (AddressBudget).
        (string Limit, string Who)[] counted = CallerAddress.IsPrivate(http) ? [person] : [person, (AddressHolds, CallerAddress.Of(http))];
        foreach (var (limit, who) in counted)
        {
            var caller = new Caller(limit, Quota(limit), who);
            using var lease = _limiter.AttemptAcquire(caller);
            RateLimitHeaders.Tell(http, limit, caller.Quota, (MinuteLease)lease);
            if (!lease.IsAcquired)
            {
                await RejectAsync(http, lease, limit);
                return Results.Empty;
            }
        }

        return await next(call);
    }

    public static ValueTask RejectAsync(HttpContext http, RateLimitLease lease, string limit)
    {
        BookingMeter.Limited(limit);
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter : TimeSpan.FromMinutes(1);
        http.Response.Headers.RetryAfter = RateLimitHeaders.Seconds(wait).ToString(CultureInfo.InvariantCulture);
        return Problems.WriteAsync(http, Problems.Create(ApiError.TooManyRequests));
    }

    private int Quota(string limit) =>
        limit switch
        {
            // Two hundred customers of one address in a busy hour are four a minute, each of whom changes their mind.
            AddressHolds => configuration.GetValue("RateLimits:AddressHolds:PerMinute", 600),
            Authentication => configuration.GetValue("RateLimits:Authentication:PerMinute", 30),
            Recovery => configuration.GetValue("RateLimits:Recovery:PerMinute", 5),
            // A seat a second, which nobody taps who looks at them.
            Holds => configuration.GetValue("RateLimits:Holds:PerMinute", 60),
            LookUp => configuration.GetValue("RateLimits:LookUp:PerMinute", 10),
            // A place in a queue costs nothing, and many people may share an address.
            Queue => configuration.GetValue("RateLimits:Queue:PerMinute", 60),
            // Who mistypes a code may try again; who guesses at 100 bits gets nowhere.
            Voucher => configuration.GetValue("RateLimits:Voucher:PerMinute", 10),
            // A clerk asks with every code, and with every change of the choice that has one; a sale must never wait for it.
            Counter => configuration.GetValue("RateLimits:Counter:PerMinute", 120),
            GuestBooking => configuration.GetValue("RateLimits:GuestBooking:PerMinute", 20),
            EventStreams => configuration.GetValue("RateLimits:EventStreams:PerAddress", 100),
            _ => throw new InvalidOperationException($"There is no limit named {limit}."),
        };

    private readonly record struct Caller(string Limit, int Quota, string Who);
}

/// <summary>An operation that counts its calls by who makes them.</summary>
internal sealed record LimitsCallers;

internal static class RateLimiting
{
    public static WebApplicationBuilder AddRateLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<RateLimits>();
        return builder;
    }

    /// <summary>Where an address is not enough: once it is known who calls.</summary>
    /// <param name="counts">Which calls count; all, where it is left out.</param>
    public static RouteHandlerBuilder LimitCallers(
        this RouteHandlerBuilder route,
        string limit,
        Func<ClaimsPrincipal, string> who,
        Func<EndpointFilterInvocationContext, bool>? counts = null
    ) =>
        route
            .WithErrors(ApiError.TooManyRequests)
            .WithMetadata(new LimitsCallers())
            .AddEndpointFilter(
                (call, next) =>
                    counts?.Invoke(call) == false
                        ? next(call)
                        : Of(call).LimitCallerAsync(call, next, limit, who(call.HttpContext.User), $"{limit}-person")
            );

    /// <summary>For what takes seats: <see cref="RateLimits.LimitHoldsAsync"/>.</summary>
    public static RouteHandlerBuilder LimitHolds(this RouteHandlerBuilder route) =>
        route
            .WithErrors(ApiError.TooManyRequests)
            .WithMetadata(new LimitsCallers())
            .AddEndpointFilter((call, next) => Of(call).LimitHoldsAsync(call, next));

    public static WebApplication UseRateLimits(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<RateLimits>();
        app.Use(limits.LimitAsync);
        return app;
    }

    private static RateLimits Of(EndpointFilterInvocationContext call) => call.HttpContext.RequestServices.GetRequiredService<RateLimits>();
}
