using Microsoft.Playwright;
using MovieBooking.Load.Stripe;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Browser;

/// <summary>
/// A site whose bookings are paid through Stripe: the API talks to the stand-in, and the browser finds at Stripe's addresses a small
/// script that behaves as Stripe.js does, with a frame of Stripe's for the card.
/// </summary>
public sealed class StripeSite : IAsyncLifetime
{
    // Card numbers that Stripe publishes for tests.
    public const string Card = "4242424242424242";
    public const string DeclinedCard = "4000000000009995";
    public const string AuthenticatedCard = "4000002500003155";

    private const string Script = """
        window.Stripe = Object.assign((key) => {
          const call = async (path, fields) => {
            const body = new URLSearchParams({ key, ...fields })
            return (await fetch(`https://api.stripe.com/v1/payment_intents/${path}`, { method: 'POST', body })).json()
          }
          const asked = (frame, question) =>
            new Promise((answered) => {
              const listen = ({ source, data }) => {
                if (source !== frame.contentWindow) return
                window.removeEventListener('message', listen)
                answered(data)
              }
              window.addEventListener('message', listen)
              if (question) frame.contentWindow.postMessage(question, '*')
            })
          const frameOf = (title, src) => Object.assign(document.createElement('iframe'), { title, src })
          const elements = ({ clientSecret, locale }) => ({
            clientSecret,
            card: null,
            update() {},
            getElement: () => null,
            async fetchUpdates() { return {} },
            async submit() { return {} },
            create() {
              const heard = {}
              const frame = frameOf('Secure payment input frame', 'https://js.stripe.com/card.html')
              frame.style = 'width:100%;height:7rem;border:0'
              frame.lang = locale
              this.card = frame
              return {
                on: (event, listener) => { heard[event] = listener },
                off() {},
                update() {},
                destroy: () => frame.remove(),
                mount(place) {
                  frame.onload = () => heard.ready?.({ elementType: 'payment' })
                  place.append(frame)
                },
              }
            },
          })
          return {
            elements,
            createToken() {},
            createPaymentMethod() {},
            confirmCardPayment() {},
            _registerWrapper() {},
            registerAppInfo() {},
            async confirmPayment({ elements }) {
              const client_secret = elements.clientSecret
              const id = client_secret.split('_secret')[0]
              let answer = await call(`${id}/confirm`, { client_secret, payment_method: await asked(elements.card, 'card') })
              if (answer.status === 'requires_action') {
                const bank = frameOf('Bank authentication', 'https://hooks.stripe.com/bank.html')
                bank.style = 'position:fixed;inset:10% 0 auto;margin:auto;width:18rem;height:10rem;background:#fff;border:2px solid'
                document.body.append(bank)
                const passes = await asked(bank)
                bank.remove()
                answer = await call(`${id}/authenticate`, { client_secret, passes })
              }
              return answer.error ? { error: answer.error } : { paymentIntent: answer }
            },
          }
        }, { version: 'endive' })
        """;

    private const string CardFrame = """
        <!doctype html><html lang="en"><title>Card</title><meta name="color-scheme" content="light dark">
        <body style="background:#fff;color:#111"><main><label>Card number <input id="number" inputmode="numeric" autocomplete="cc-number"></label></main>
        <script>
          const methods = { '4000000000009995': 'pm_card_visa_chargeDeclinedInsufficientFunds', '4000002500003155': 'pm_card_authenticationRequired' }
          window.addEventListener('message', ({ source }) =>
            source.postMessage(methods[document.querySelector('input').value] ?? 'pm_card_visa', '*'))
        </script></body></html>
        """;

    private const string BankFrame = """
        <!doctype html><html lang="en"><title>Bank</title><body><main><h1>Your bank asks</h1>
        <button onclick="parent.postMessage('true', '*')">Approve</button> <button onclick="parent.postMessage('false', '*')">Refuse</button></main></body></html>
        """;

    private static readonly HttpClient s_client = new();

    private StripeStandIn? _stripe;

    internal StripeStandIn Stripe => _stripe!;

    internal LogFile Log { get; } = new();

    public TestSite Site { get; } = new() { WithWallets = false };

    public TestApi Api => Site.Api;

    public async Task InitializeAsync()
    {
        _stripe = await StripeStandIn.StartAsync();
        foreach (var (name, value) in _stripe.Settings)
        {
            Api.Settings[name] = value;
        }

        Api.WithPeriodicWork = true;
        Api.Log = Log;
        await Site.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await Site.DisposeAsync();
        await Stripe.DisposeAsync();
        Log.Dispose();
    }

    /// <summary>Somebody signed in, whose browser finds Stripe.</summary>
    internal async Task<Visitor> VisitorAsync(BrowserNewContextOptions? options = null)
    {
        var visitor = await Visitor.SignedInAsync(Site, options);
        await visitor.Page.Context.RouteAsync(
            "https://js.stripe.com/**",
            route =>
                route.FulfillAsync(
                    route.Request.Url.Contains("card.html", StringComparison.Ordinal)
                        ? new() { ContentType = "text/html", Body = CardFrame }
                        : new() { ContentType = "text/javascript", Body = Script }
                )
        );
        await visitor.Page.Context.RouteAsync(
            "https://hooks.stripe.com/**",
            route => route.FulfillAsync(new() { ContentType = "text/html", Body = BankFrame })
        );
        await visitor.Page.Context.RouteAsync("https://api.stripe.com/**", ForwardAsync);
        return visitor;
    }

    private async Task ForwardAsync(IRoute route)
    {
        var path = new Uri(route.Request.Url).PathAndQuery;
        using var content = new StringContent(route.Request.PostData ?? "");
        content.Headers.ContentType = new("application/x-www-form-urlencoded");
        using var answer = await s_client.PostAsync(new Uri(new Uri(Stripe.Address), path), content);
        await route.FulfillAsync(
            new()
            {
                Status = (int)answer.StatusCode,
                ContentType = "application/json",
                Headers = [new("Access-Control-Allow-Origin", "*")],
                Body = await answer.Content.ReadAsStringAsync(),
            }
        );
    }
}
