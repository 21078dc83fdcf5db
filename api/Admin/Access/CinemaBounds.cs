using System.Globalization;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Admin.Access;

/// <summary>A request, in a body or a query, that names cinemas or what is of one.</summary>
internal interface INamesCinemas
{
    IEnumerable<int> CinemaIds => [];
    IEnumerable<int> ScreenIds => [];
    IEnumerable<int> ShowtimeIds => [];
}

/// <summary>
/// The one place that keeps managers to their cinemas: reads the scope of the call, and refuses what names another cinema, or a thing of one, before any
/// handler (403, as to staff of another cinema). What names none is narrowed by <see cref="CinemaScope"/>.
/// </summary>
internal static class CinemaBounds
{
    /// <summary>The parts of a path that are of a cinema.</summary>
    public static readonly IReadOnlyList<string> Bounded = ["cinemaId", "screenId", "showtimeId", "reservationId", "refundId"];

    public static async ValueTask<object?> RefuseOthersAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var http = call.HttpContext;
        var scope = http.RequestServices.GetRequiredService<CinemaScope>();
        await scope.ReadAsync(http.User, http.RequestAborted);
        return scope.IsBounded && !await scope.HoldsAsync(Named(call), http.RequestAborted)
            ? Problems.Result(ApiError.Forbidden, Texts.Problems["NotYourCinema"])
            : await next(call);
    }

    private static NamedCinemas Named(EndpointFilterInvocationContext call)
    {
        var requests = call.Arguments.OfType<INamesCinemas>().ToList();
        return new NamedCinemas(
            [.. InPath(call, "cinemaId"), .. requests.SelectMany(request => request.CinemaIds)],
            [.. InPath(call, "screenId"), .. requests.SelectMany(request => request.ScreenIds)],
            [.. InPath(call, "showtimeId"), .. requests.SelectMany(request => request.ShowtimeIds)],
            [.. InPath(call, "reservationId")],
            [.. InPath(call, "refundId")]
        );
    }

    private static int[] InPath(EndpointFilterInvocationContext call, string name) =>
        int.TryParse(call.HttpContext.Request.RouteValues[name] as string, CultureInfo.InvariantCulture, out var id) ? [id] : [];
}
