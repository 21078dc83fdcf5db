using Microsoft.AspNetCore.Authorization;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Auth;

/// <summary>What is open to whoever still has to set up a second factor. Where an endpoint says nothing, it is closed.</summary>
internal sealed record OpenWithoutSecondFactor;

/// <summary>
/// Whose accounts must have a second factor: the setting <c>Auth:SecondFactor:RequiredFor</c>. Whether one lacks it stands in the access token, so
/// that no request asks the database for it; where the session is looked up anyway, a token that does not know yet is out of date.
/// </summary>
internal sealed class SecondFactorDuty(IConfiguration configuration)
{
    public const string SetUp = "/api/v1/auth/me/second-factor";

    private const string Setting = "Auth:SecondFactor:RequiredFor";

    private readonly HashSet<UserRole> _roles = [.. Words(configuration).Select(Word.Parse<UserRole>)];

    public bool Holds(UserRole role) => _roles.Contains(role);

    /// <summary>What is wrong with the setting; null when it can be used.</summary>
    public static string? Problem(IConfiguration configuration)
    {
        var roles = Enum.GetValues<UserRole>().Where(role => role != UserRole.Customer).Select(Word.Of).ToList();
        return Words(configuration).Except(roles, StringComparer.Ordinal).Any()
            ? $"Auth__SecondFactor__RequiredFor is `{configuration[Setting]}`: it must be roles, separated by commas: {string.Join(", ", roles)}."
            : null;
    }

    /// <summary>
    /// After authentication. Closed is whatever wants to know who calls, and whatever may change something; what anybody may read, these may.
    /// </summary>
    public static async Task RefuseAsync(HttpContext http, RequestDelegate next)
    {
        if (http.User.LacksSecondFactor() && http.GetEndpoint() is RouteEndpoint endpoint && IsClosed(endpoint, http.Request.Method))
        {
            var problem = Problems.Create(ApiError.SecondFactorNeeded);
            problem.Extensions["setUp"] = SetUp;
            await Problems.WriteAsync(http, problem);
        }
        else
        {
            await next(http);
        }
    }

    private static bool IsClosed(Endpoint endpoint, string method) =>
        endpoint.Metadata.GetMetadata<OpenWithoutSecondFactor>() is null
        && (endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null || !(HttpMethods.IsGet(method) || HttpMethods.IsHead(method)));

    private static string[] Words(IConfiguration configuration) =>
        (configuration[Setting] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
