using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using MovieBooking.Api.Captcha;
using MovieBooking.Api.Hosting;
using MovieBooking.Api.Payments;

namespace MovieBooking.Tests.Unit;

public sealed class CaptchaTests
{
    [Theory]
    [InlineData("", "", "", "", "", null)]
    [InlineData("turnstile", "key", "secret", "", "", null)]
    [InlineData("hcaptcha", "key", "secret", "always", "0", null)]
    [InlineData("recaptcha", "key", "secret", "", "", "Captcha__Provider is `recaptcha`")]
    [InlineData("turnstile", "", "secret", "", "", "Captcha__SiteKey is missing")]
    [InlineData("turnstile", "key", "", "", "", "Captcha__Secret is missing")]
    [InlineData("turnstile", "secret", "secret", "", "", "Captcha__SiteKey is the secret")]
    [InlineData("none", "", "secret", "", "", "Captcha__SiteKey or Captcha__Secret is set")]
    [InlineData("hcaptcha", "key", "secret", "sometimes", "", "Captcha__When is `sometimes`")]
    [InlineData("hcaptcha", "key", "secret", "", "-1", "Captcha__HoldsPerMinute")]
    public void Half_a_configuration_is_named(string provider, string siteKey, string secret, string when, string holds, string? problem)
    {
        var found = new CaptchaSettings(Configured(provider, siteKey, secret, when, holds)).Problem;

        Assert.Equal(problem is null, found is null);
        Assert.Contains(problem ?? "", found ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain("`secret`", found ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void A_crowd_is_asked_until_five_minutes_after_its_last_rush()
    {
        var clock = new FakeTimeProvider();
        using var pressure = new ShowtimePressure(new CaptchaSettings(Configured("turnstile", "key", "secret", "", "3")), clock);

        Assert.Equal([false, false, false, true], Enumerable.Range(0, 4).Select(_ => pressure.Count(1)));
        Assert.False(pressure.Count(2));
        clock.Advance(TimeSpan.FromMinutes(4.9));
        Assert.True(pressure.Count(1));
        clock.Advance(TimeSpan.FromMinutes(0.2));
        Assert.False(pressure.Count(1));
    }

    [Theory]
    [InlineData("none", "counter", "script-src 'self'; connect-src 'self'; frame-src 'self'")]
    [InlineData(
        "turnstile",
        "counter",
        "script-src 'self' https://challenges.cloudflare.com; connect-src 'self' https://challenges.cloudflare.com; frame-src 'self' https://challenges.cloudflare.com"
    )]
    [InlineData(
        "hcaptcha",
        "stripe",
        "script-src 'self' https://js.stripe.com https://*.js.stripe.com https://hcaptcha.com https://*.hcaptcha.com; "
            + "connect-src 'self' https://api.stripe.com https://hcaptcha.com https://*.hcaptcha.com; "
            + "frame-src 'self' https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com https://hcaptcha.com https://*.hcaptcha.com"
    )]
    public void Pages_take_scripts_and_frames_of_the_configured_providers_alone(string captcha, string payments, string sources)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>(StringComparer.Ordinal) { ["Captcha:Provider"] = captcha, ["Payments:Provider"] = payments }
            )
            .Build();

        var policy = new PagePolicy(new PaymentSettings(configuration), new CaptchaSettings(configuration)).Text;

        Assert.EndsWith(sources, policy, StringComparison.Ordinal);
        // Stripe alone writes styles into the page, and nobody scripts.
        Assert.Equal(payments == "stripe", policy.Contains("style-src 'self' 'unsafe-inline'", StringComparison.Ordinal));
        Assert.Equal(payments == "stripe" ? 1 : 0, policy.Split("unsafe").Length - 1);
        Assert.Equal(
            captcha == "hcaptcha",
            policy.Contains("style-src 'self' 'unsafe-inline' https://hcaptcha.com", StringComparison.Ordinal)
        );
    }

    private static IConfiguration Configured(string provider, string siteKey, string secret, string when, string holds) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["Captcha:Provider"] = provider,
                    ["Captcha:SiteKey"] = siteKey,
                    ["Captcha:Secret"] = secret,
                    ["Captcha:When"] = when,
                    ["Captcha:HoldsPerMinute"] = holds,
                }
            )
            .Build();
}
