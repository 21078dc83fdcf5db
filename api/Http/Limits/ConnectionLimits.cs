using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace MovieBooking.Api.Http;

/// <summary>
/// How many connections the web server keeps, and how long it waits on one: for headers, for a body, for the next request, for an
/// answer. Whoever sends or reads a byte now and then takes no place of a request; how many connections one address has is the proxy's to count.
/// </summary>
internal sealed class ConnectionLimits
{
    // What a phone that changes its cell may need.
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(5);

    /// <summary>Further ones are closed at once. Twice the event streams (<c>SeatEvents:Total</c>), each of which is one; 0: any number.</summary>
    public int Connections { get; init; } = 20_000;

    /// <summary>Within which a request's headers have come.</summary>
    public int HeadersSeconds { get; init; } = 15;

    /// <summary>For how long a connection is kept between two requests: longer than proxies keep theirs, or they send into one that ends.</summary>
    public int IdleSeconds { get; init; } = 130;

    /// <summary>How fast a body comes, and an answer is taken, at least.</summary>
    public int BytesPerSecond { get; init; } = 1_000;

    /// <summary>Within which an answer has begun, or the request is given up: as long as nginx waits for one.</summary>
    public int AnswerSeconds { get; init; } = 60;

    public static ConnectionLimits Of(IConfiguration configuration) =>
        configuration.GetSection("RequestLimits").Get<ConnectionLimits>() ?? new();

    public void Limit(KestrelServerLimits server)
    {
        server.MaxConcurrentConnections = Connections == 0 ? null : Connections;
        server.RequestHeadersTimeout = TimeSpan.FromSeconds(HeadersSeconds);
        server.KeepAliveTimeout = TimeSpan.FromSeconds(IdleSeconds);
        server.MinRequestBodyDataRate = new MinDataRate(BytesPerSecond, s_grace);
        server.MinResponseDataRate = new MinDataRate(BytesPerSecond, s_grace);
    }

    public void Limit(RequestTimeoutOptions requests) =>
        requests.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = TimeSpan.FromSeconds(AnswerSeconds),
            WriteTimeoutResponse = async http =>
            {
                // It is the work that was given up; the answer may be written.
                http.RequestAborted = CancellationToken.None;
                await Problems.WriteAsync(http, Problems.Create(ApiError.Busy));
            },
        };
}
