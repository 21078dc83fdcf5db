namespace MovieBooking.Api.Auth;

/// <summary>Keeps a browser's refresh token where no script can read it and no other site can send it.</summary>
internal static class RefreshCookie
{
    public static string? Read(HttpContext http) => http.Request.Cookies[Name(http)];

    public static void Write(HttpContext http, string refreshToken) =>
        http.Response.Cookies.Append(Name(http), refreshToken, Options(http, TokenFamilies.Lifetime));

    public static void Delete(HttpContext http) => http.Response.Cookies.Delete(Name(http), Options(http, maxAge: null));

    /// <summary>The prefix, by which browsers let no other host of the domain set or replace it, they take by TLS alone.</summary>
    private static string Name(HttpContext http) => http.Request.IsHttps ? "__Host-moviebooking_refresh" : "moviebooking_refresh";

    public static CookieOptions Options(HttpContext http, TimeSpan? maxAge) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = http.Request.IsHttps,
            Path = "/",
            MaxAge = maxAge,
        };
}
