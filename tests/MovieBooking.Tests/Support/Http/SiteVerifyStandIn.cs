using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MovieBooking.Tests.Support;

/// <summary>
/// Stands in for the address where Turnstile and hCaptcha check tokens: one that begins with <c>good</c> is good once; others are
/// answered as they say.
/// </summary>
public sealed class SiteVerifyStandIn : IAsyncLifetime
{
    public const string SiteKey = "a-site-key";
    private const string Secret = "a secret of the site's";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, bool> _used = new(StringComparer.Ordinal);

    public SiteVerifyStandIn()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>Each form that came.</summary>
    public ConcurrentQueue<IFormCollection> Came { get; } = new();

    /// <summary>Whether it breaks every connection.</summary>
    public bool IsDown { get; set; }

    public IEnumerable<(string Name, string Value)> Settings(string provider, string when) =>
        [
            ("Captcha:Provider", provider),
            ("Captcha:SiteKey", SiteKey),
            ("Captcha:Secret", Secret),
            ("Captcha:When", when),
            ("Captcha:VerifyUrl", $"{_app.Urls.Single()}/siteverify"),
        ];

    public Task InitializeAsync() => _app.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        if (IsDown)
        {
            http.Abort();
            return;
        }

        var form = await http.Request.ReadFormAsync();
        Came.Enqueue(form);
        var token = form["response"].ToString();
        if (http.Request.Path != "/siteverify" || form["secret"] != Secret)
        {
            await RefuseAsync(http, "invalid-input-secret");
            return;
        }

        switch (token.Split('-')[0])
        {
            case "good":
                await (
                    _used.TryAdd(token, true)
                        ? http.Response.WriteAsJsonAsync(
                            new
                            {
                                success = true,
                                hostname = "localhost",
                                challenge_ts = "2026-11-22T12:00:00Z",
                            }
                        )
                        : RefuseAsync(http, "timeout-or-duplicate")
                );
                break;
            case "slow":
                await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            case "broken":
                http.Response.StatusCode = 500;
                await http.Response.WriteAsync("{}");
                break;
            case "html":
                await http.Response.WriteAsync("<html>");
                break;
            case "empty":
                await http.Response.WriteAsync("[]");
                break;
            case "fault":
                await RefuseAsync(http, "internal-error");
                break;
            case "long":
                await http.Response.WriteAsync(new string(' ', 1_000_000));
                break;
            default:
                await RefuseAsync(http, "invalid-input-response");
                break;
        }
    }

    private static Task RefuseAsync(HttpContext http, string code)
    {
        var fields = new Dictionary<string, object>(StringComparer.Ordinal) { ["success"] = false, ["error-codes"] = new[] { code } };
        return http.Response.WriteAsJsonAsync(fields);
    }
}
