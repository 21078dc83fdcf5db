namespace MovieBooking.Api.Captcha;

/// <summary>Somebody who tells people from programs: both are asked in the same words.</summary>
/// <param name="Name">As in the setting <c>Captcha:Provider</c>.</param>
/// <param name="VerifyUrl">Where a token is checked.</param>
/// <param name="Scripts">From where pages load its script, as Content-Security-Policy puts it.</param>
/// <param name="Frames">Where its frames come from.</param>
/// <param name="Connections">Where its script calls.</param>
/// <param name="Styles">Where its styles come from.</param>
internal sealed record CaptchaProvider(string Name, string VerifyUrl, string Scripts, string Frames, string Connections, string Styles)
{
    public const string None = "none";

    private const string TurnstileHost = "https://challenges.cloudflare.com";
    private const string HCaptchaHosts = "https://hcaptcha.com https://*.hcaptcha.com";

    public static readonly CaptchaProvider Turnstile = new(
        "turnstile",
        $"{TurnstileHost}/turnstile/v0/siteverify",
        TurnstileHost,
        TurnstileHost,
        TurnstileHost,
        ""
    );

    public static readonly CaptchaProvider HCaptcha = new(
        "hcaptcha",
        "https://api.hcaptcha.com/siteverify",
        HCaptchaHosts,
        HCaptchaHosts,
        HCaptchaHosts,
        HCaptchaHosts
    );

    public static readonly IReadOnlyList<CaptchaProvider> All = [Turnstile, HCaptcha];
}
