using System.Net.Http.Headers;
using MovieBooking.Api.Hosting;

namespace MovieBooking.Api.Captcha;

internal static class CaptchaRegistration
{
    private const int AnswerBytes = 64 * 1024;

    public static IServiceCollection AddCaptcha(this IServiceCollection services)
    {
        services
            .AddSingleton<CaptchaSettings>()
            .AddSingleton<CaptchaPasses>()
            .AddSingleton<ShowtimePressure>()
            .AddSingleton<SiteVerify>()
            .AddSingleton<PersonCheck>()
            .AddHttpClient(
                SiteVerify.Client,
                client =>
                {
                    client.Timeout = SiteVerify.Timeout;
                    client.MaxResponseContentBufferSize = AnswerBytes;
                    client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("MovieBooking", ProductVersion.Text));
                }
            )
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
            // The factory would log each address, and each answer, as it does for a library that cannot say what went wrong.
            .RemoveAllLoggers();
        return services;
    }
}
