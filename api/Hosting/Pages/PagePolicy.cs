using MovieBooking.Api.Captcha;
using MovieBooking.Api.Payments;

namespace MovieBooking.Api.Hosting;

/// <summary>
/// The Content-Security-Policy of the app's pages: its own files, and what the configured providers need, of those alone. Nothing
/// inline, styles neither: components set the styles of elements by script, which no policy stands against. Stripe alone needs more.
/// web/nginx/default.conf.template puts the same together.
/// </summary>
internal sealed class PagePolicy(PaymentSettings payments, CaptchaSettings captcha)
{
    // Where Stripe collects the money: its script, its API, and its frames, in which cards are typed.
    private const string StripeScripts = "https://js.stripe.com https://*.js.stripe.com";
    private const string StripeFrames = $"{StripeScripts} https://hooks.stripe.com";
    private const string StripeConnections = "https://api.stripe.com";

    // Its script writes styles into the page, those of the frames that it puts there among them.
    private const string StripeStyles = "'unsafe-inline'";

    public string Text { get; } = Of(payments.IsStripe, captcha.Provider);

    private static string Of(bool stripe, CaptchaProvider? captcha) =>
        string.Join(
            "; ",
            "default-src 'self'",
            Sources("style-src 'self'", stripe ? StripeStyles : "", captcha?.Styles),
            "img-src 'self' data: https:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            Sources("script-src 'self'", stripe ? StripeScripts : "", captcha?.Scripts),
            Sources("connect-src 'self'", stripe ? StripeConnections : "", captcha?.Connections),
            Sources("frame-src 'self'", stripe ? StripeFrames : "", captcha?.Frames)
        );

    private static string Sources(string directive, params string?[] hosts) =>
        string.Join(' ', [directive, .. hosts.Where(host => !string.IsNullOrEmpty(host))]);
}
