using UserRow = MovieBooking.Db.Model.User;

namespace MovieBooking.Api.Auth;

/// <summary>By which a browser is known to the account that was last signed in to there; it outlives the session.</summary>
internal static class DeviceCookie
{
    // As long as browsers keep any.
    private static readonly TimeSpan s_lifetime = TimeSpan.FromDays(400);

    public static string? Read(HttpContext http) => http.Request.Cookies[Name(http)];

    /// <summary>Makes the browser known, unless it is.</summary>
    public static void Keep(HttpContext http, KnownDevices devices, UserRow user)
    {
        if (devices.Read(Read(http), user) is null)
        {
            http.Response.Cookies.Append(Name(http), devices.Issue(user), RefreshCookie.Options(http, s_lifetime));
        }
    }

    private static string Name(HttpContext http) => http.Request.IsHttps ? "__Host-moviebooking_device" : "moviebooking_device";
}
