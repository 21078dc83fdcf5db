namespace MovieBooking.Api.Captcha;

/// <summary>Which check to show on the page.</summary>
/// <param name="Provider" example="turnstile">Whose: `turnstile` or `hcaptcha`.</param>
/// <param name="SiteKey" example="0x4AAAAAAABkMYinukE8nzYS">The site's public key there.</param>
public sealed record CaptchaChallenge(string Provider, string SiteKey);
