namespace MovieBooking.Api.Auth;

/// <summary>Keeps a browser's refresh token where no script can read it and no other site can send it.</summary>
internal static class RefreshCookie
{
    private const string Name = "moviebooking_refresh";

    public static string? Read(HttpContext http) => http.Request.Cookies[Name];

    public static void Write(HttpContext http, string refreshToken) =>
        http.Response.Cookies.Append(Name, refreshToken, Options(http, TokenFamilies.Lifetime));

    public static void Delete(HttpContext http) => http.Response.Cookies.Delete(Name, Options(http, maxAge: null));

    private static CookieOptions Options(HttpContext http, TimeSpan? maxAge) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = http.Request.IsHttps,
            Path = "/api/v1/auth",
            MaxAge = maxAge,
        };
}
