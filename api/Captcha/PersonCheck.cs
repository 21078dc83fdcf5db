using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Queue;
using MovieBooking.Api.Seats;

namespace MovieBooking.Api.Captcha;

/// <summary>
/// Has those who take seats show, where the operator wants it and the showtime is under pressure, that they are people: by a token that the
/// provider gave their page. Programs with keys are known, and admins; what one has already, one may always book.
/// </summary>
/// <remarks>
/// It makes hoarding dear, and never decides over a seat. A provider that is down stops no sale: then everybody passes for a minute.
/// </remarks>
internal sealed class PersonCheck(
    CaptchaSettings settings,
    SiteVerify verify,
    CaptchaPasses passes,
    ShowtimePressure pressure,
    WaitingRooms rooms,
    SeatMapSnapshots maps
)
{
    /// <summary>The header that carries the provider's token.</summary>
    public const string Header = "Captcha-Token";

    private static readonly TimeSpan s_lasts = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_lastsUnchecked = TimeSpan.FromMinutes(1);

    /// <summary>Why the caller may not take these seats yet; null when he may.</summary>
    /// <param name="showtimeId">The showtime.</param>
    /// <param name="seatIds">The seats.</param>
    /// <param name="guest">The address in whose name a guest books; null for who is signed in.</param>
    /// <param name="token">What the provider gave the caller's page.</param>
    /// <param name="http">The request.</param>
    /// <param name="cancellationToken">The request's.</param>
    public ValueTask<ProblemHttpResult?> RefuseAsync(
        int showtimeId,
        IReadOnlyList<int> seatIds,
        string? guest,
        string? token,
        HttpContext http,
        CancellationToken cancellationToken
    ) =>
        settings.Provider is null || http.User.ApiKeyId() is not null || http.User.IsInRole(Word.Of(UserRole.Admin))
            ? default
            : CheckAsync(showtimeId, seatIds, guest, token, http, cancellationToken);

    private async ValueTask<ProblemHttpResult?> CheckAsync(
        int showtimeId,
        IReadOnlyList<int> seatIds,
        string? guest,
        string? token,
        HttpContext http,
        CancellationToken cancellationToken
    )
    {
        if (!await IsDemandedAsync(showtimeId, cancellationToken))
        {
            return null;
        }

        var visitor = guest is null ? CaptchaPasses.Of(showtimeId, http.User.UserId()) : CaptchaPasses.Of(showtimeId, guest, http);
        if (await passes.HasAsync(visitor) || await KeepsAsync(http.User, showtimeId, seatIds, cancellationToken))
        {
            return null;
        }

        if (string.IsNullOrEmpty(token))
        {
            return Refusal(Texts.Problems["ShowPerson"]);
        }

        switch (await verify.AskAsync(token, AddressOf(http), cancellationToken))
        {
            case Verdict.Passed:
                await passes.KeepAsync(visitor, s_lasts);
                return null;
            case Verdict.Unavailable:
                await passes.KeepAsync(visitor, s_lastsUnchecked);
                return null;
            default:
                // Of two requests with one token at once, the provider passes the first; that one speaks for both.
                return await passes.HasAsync(visitor) ? null : Refusal(Texts.Problems["ShowPersonAgain"]);
        }
    }

    private async ValueTask<bool> IsDemandedAsync(int showtimeId, CancellationToken cancellationToken) =>
        settings.IsAlways
        // What is counted is kept for minutes: only showtimes that there are.
        || (await maps.GetAsync(showtimeId, cancellationToken) is not null && pressure.Count(showtimeId))
        || (await rooms.GetAsync(cancellationToken)).Of(showtimeId) is not null;

    private async ValueTask<bool> KeepsAsync(
        ClaimsPrincipal caller,
        int showtimeId,
        IReadOnlyList<int> seatIds,
        CancellationToken cancellationToken
    ) => caller.UserIdOrNull() is { } userId && (await maps.GetAsync(showtimeId, cancellationToken))?.AreKeptBy(userId, seatIds) == true;

    private static string? AddressOf(HttpContext http) =>
        CallerAddress.IsPrivate(http) ? null : http.Connection.RemoteIpAddress?.ToString();

    private ProblemHttpResult Refusal(LocalizedString detail)
    {
        var problem = Problems.Create(ApiError.CaptchaRequired, detail);
        problem.Extensions["captcha"] = new CaptchaChallenge(settings.Provider!.Name, settings.SiteKey);
        return TypedResults.Problem(problem);
    }
}
