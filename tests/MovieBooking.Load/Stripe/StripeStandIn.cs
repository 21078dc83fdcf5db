using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MovieBooking.Load.Stripe;

/// <summary>
/// Stands in for Stripe's HTTP API on this machine, as its published description says it (<see cref="StripeParameters"/>,
/// <see cref="StandInIntent"/>, <see cref="StandInRefund"/>): what the product asks for, what a customer's browser does, and the webhooks
/// that follow. It keeps what happened, so that a test can compare.
/// </summary>
internal sealed class StripeStandIn : IAsyncDisposable
{
    public const string SecretKey = "sk_test_standin";
    public const string PublishableKey = "pk_test_standin";
    public const string WebhookSecret = "whsec_standin";

    /// <summary>Payment methods, as Stripe names those for tests.</summary>
    public const string Card = "pm_card_visa";
    public const string DeclinedCard = "pm_card_visa_chargeDeclinedInsufficientFunds";
    public const string AuthenticatedCard = "pm_card_authenticationRequired";

    private const int LongestKey = 255;
    private const long MostUnits = 99_999_999;

    private static readonly StripeError s_declined = new("card_error", "Your card was declined.", "card_declined")
    {
        DeclineCode = "insufficient_funds",
    };

    private static readonly StripeError s_unauthenticated = new(
        "card_error",
        "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
        "payment_intent_authentication_failure"
    );

    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(5);
    private static readonly string[] s_threeDecimals = ["bhd", "jod", "kwd", "omr", "tnd"];

    private readonly Lock _state = new();
    private readonly Dictionary<string, StandInIntent> _intents = new(StringComparer.Ordinal);
    private readonly List<StandInIntent> _order = [];
    private readonly List<StandInRefund> _refunds = [];
    private readonly Dictionary<string, (string Request, int Status, string Body)> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConcurrentQueue<StripeFault>> _faults = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _events = [];
    private readonly ConcurrentQueue<string> _keys = [];
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly WebApplication _app;
    private int _number;

    private StripeStandIn(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>Where events go by themselves; null: they wait in <see cref="Events"/>.</summary>
    public Uri? Webhook { get; set; }

    /// <summary>Every event so far, as it is or was to be sent.</summary>
    public IReadOnlyList<string> Events => [.. _events];

    /// <summary>Every idempotency key that came, as often as it came.</summary>
    public IReadOnlyList<string> Keys => [.. _keys];

    public IReadOnlyList<StandInIntent> Intents
    {
        get
        {
            lock (_state)
            {
                return [.. _order];
            }
        }
    }

    public IReadOnlyList<StandInRefund> Refunds
    {
        get
        {
            lock (_state)
            {
                return [.. _refunds];
            }
        }
    }

    /// <summary>How many requests came, by method and path without ids.</summary>
    public ConcurrentDictionary<string, int> Requests { get; } = new(StringComparer.Ordinal);

    /// <summary>The settings of an API that talks to it.</summary>
    public IEnumerable<KeyValuePair<string, string>> Settings =>
        [
            new("Payments:Provider", "stripe"),
            new("Payments:Stripe:SecretKey", SecretKey),
            new("Payments:Stripe:PublishableKey", PublishableKey),
            new("Payments:Stripe:WebhookSecret", WebhookSecret),
            new("Payments:Stripe:ApiBase", Address),
        ];

    public static async Task<StripeStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var standIn = new StripeStandIn(app);
        app.Run(standIn.AnswerAsync);
        await app.StartAsync();
        return standIn;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _client.Dispose();
    }

    /// <summary>The next requests of this name, as <see cref="Requests"/> counts them, go wrong, one each.</summary>
    /// <remarks>By name, because what the product does of itself for another booking would use up what is meant for this one.</remarks>
    public void Fail(string request, params ReadOnlySpan<StripeFault> faults)
    {
        var queue = _faults.GetOrAdd(request, _ => []);
        foreach (var fault in faults)
        {
            queue.Enqueue(fault);
        }
    }

    /// <summary>An intent that somebody made elsewhere, such as in the dashboard.</summary>
    public StandInIntent Make(long amount, string currency = "usd", DateTimeOffset? created = null)
    {
        lock (_state)
        {
            var intent = new StandInIntent(Id("pi"), amount, currency, [], created ?? DateTimeOffset.UtcNow);
            _intents.Add(intent.Id, intent);
            _order.Add(intent);
            return intent;
        }
    }

    /// <summary>What a browser does with the client secret. The answer is the intent's status then.</summary>
    public string Confirm(string clientSecret, string paymentMethod = Card)
    {
        lock (_state)
        {
            var intent = _order.Single(intent => intent.ClientSecret == clientSecret);
            Pay(intent, paymentMethod);
            return intent.Status;
        }
    }

    /// <summary>The customer passes, or fails, what the bank asked for (3-D Secure).</summary>
    public string Authenticate(string clientSecret, bool passes = true)
    {
        lock (_state)
        {
            var intent = _order.Single(intent => intent.ClientSecret == clientSecret);
            if (intent.Status == "requires_action")
            {
                Pay(intent, passes ? Card : "failed_authentication");
            }

            return intent.Status;
        }
    }

    /// <summary>What of an amount was collected and has not gone back.</summary>
    public long Kept(string intentId)
    {
        lock (_state)
        {
            return _intents[intentId].Received
                - _refunds.Where(refund => refund.IntentId == intentId && refund.Status != "failed").Sum(refund => refund.Amount);
        }
    }

    /// <summary>A refund that Stripe took comes to nothing at the bank.</summary>
    public void FailRefund(string refundId)
    {
        lock (_state)
        {
            var refund = _refunds.Single(refund => refund.Id == refundId);
            refund.Status = "failed";
            Tell("refund.failed", refund.ToJson());
        }
    }

    /// <summary>An event about an object, as Stripe words it.</summary>
    public static string Event(string type, JsonObject about, bool isLive = false) =>
        new JsonObject
        {
            ["id"] = $"evt_{Guid.NewGuid():N}",
            ["object"] = "event",
            ["api_version"] = "2026-10-28.endive",
            ["created"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
            ["livemode"] = isLive,
            ["pending_webhooks"] = 1,
            ["request"] = new JsonObject { ["id"] = null, ["idempotency_key"] = null },
            ["type"] = type,
            ["data"] = new JsonObject { ["object"] = about },
        }.ToJsonString();

    /// <summary>An event on its way, signed at a time (now, unless told).</summary>
    public static HttpRequestMessage Delivery(string body, Uri webhook, DateTimeOffset? signedAt = null, string secret = WebhookSecret)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, webhook)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        var time = (signedAt ?? DateTimeOffset.UtcNow).ToUnixTimeSeconds();
        var signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{time}.{body}"));
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
        request.Headers.Add("Stripe-Signature", string.Create(CultureInfo.InvariantCulture, $"t={time},v1={signature}"));
        return request;
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var name = $"{http.Request.Method} {string.Join('/', path.Where(part => !part.StartsWith("pi_", StringComparison.Ordinal)))}";
        Requests.AddOrUpdate(name, 1, (_, count) => count + 1);
        // The browser's own calls do not use up what the product is to meet.
        var isBrowser = path is [_, _, _, "confirm" or "authenticate"];
        var fault = !isBrowser && _faults.TryGetValue(name, out var queue) && queue.TryDequeue(out var next) ? next : StripeFault.None;
        if (fault is StripeFault.TooManyRequests or StripeFault.ServerError)
        {
            await WriteAsync(
                http,
                fault == StripeFault.TooManyRequests ? 429 : 500,
                fault == StripeFault.TooManyRequests
                    ? Refusal("Request rate limit exceeded.", "rate_limit")
                    : Body(new StripeError("api_error", "An unknown error occurred."))
            );
            return;
        }

        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync() : FormCollection.Empty;
        var (status, body) = Answer(http, path, form, isBrowser);
        if (fault == StripeFault.LostAnswer)
        {
            http.Abort();
            return;
        }

        if (fault == StripeFault.Silence)
        {
            await SilenceAsync(http.RequestAborted);
            return;
        }

        await WriteAsync(http, status, body);
    }

    private (int Status, string Body) Answer(HttpContext http, string[] path, IFormCollection form, bool isBrowser)
    {
        lock (_state)
        {
            if (!isBrowser && http.Request.Headers.Authorization != $"Bearer {SecretKey}")
            {
                return (401, Refusal("Invalid API Key provided."));
            }

            var key = (string?)http.Request.Headers["Idempotency-Key"];
            if (key is not null)
            {
                _keys.Enqueue(key);
            }

            var request = $"{http.Request.Path} {string.Join('&', form.OrderBy(field => field.Key, StringComparer.Ordinal))}";
            if (key is not null && _answers.TryGetValue(key, out var known))
            {
                if (known.Request != request)
                {
                    return (400, Body(new("idempotency_error", "Keys for idempotent requests can only be used with the same parameters.")));
                }

                http.Response.Headers["Idempotent-Replayed"] = "true";
                return (known.Status, known.Body);
            }

            // What is refused before it is begun is not kept under its key.
            if (!isBrowser && Fault(http.Request, path, form, key) is { } wrong)
            {
                return (400, Body(wrong));
            }

            var answer = (http.Request.Method, path) switch
            {
                ("POST", ["v1", "payment_intents"]) => Create(form),
                ("GET", ["v1", "payment_intents"]) => List(http.Request.Query),
                ("GET", ["v1", "payment_intents", var id]) => _intents.TryGetValue(id, out var intent)
                    ? (200, intent.ToJson().ToJsonString())
                    : Missing(id),
                ("POST", ["v1", "payment_intents", var id, "cancel"]) => Cancel(id),
                ("POST", ["v1", "payment_intents", var id, "confirm" or "authenticate"]) => FromBrowser(id, path[3], form),
                ("POST", ["v1", "refunds"]) => Refund(form),
                ("GET", ["v1", "refunds"]) => ListRefunds(http.Request.Query["payment_intent"]!),
                _ => (404, Refusal($"Unrecognized request URL ({http.Request.Path}).")),
            };
            if (key is not null && answer.Item1 < 500)
            {
                _answers[key] = (request, answer.Item1, answer.Item2);
            }

            return answer;
        }
    }

    private static StripeError? Fault(HttpRequest request, string[] path, IFormCollection form, string? key)
    {
        if (key?.Length > LongestKey)
        {
            return new("idempotency_error", $"An idempotency key has {LongestKey} characters at most.");
        }

        var operation = string.Join('/', path.Select((part, depth) => depth == 2 ? "{id}" : part));
        return StripeParameters.Fault($"{request.Method} /{operation}", [.. request.Query, .. form]);
    }

    private (int Status, string Body) Create(IFormCollection form)
    {
        var (currency, amount) = ($"{form["currency"]}", long.Parse(form["amount"]!, CultureInfo.InvariantCulture));
        if (currency is "usd" && amount < 50)
        {
            return (400, Refusal("Amount must be at least $0.50 usd", "amount_too_small"));
        }

        if (amount > MostUnits)
        {
            return (400, Refusal("Amount must be no more than $999,999.99", "amount_too_large"));
        }

        if (s_threeDecimals.Contains(currency, StringComparer.Ordinal) && amount % 10 != 0)
        {
            return (400, Refusal("The last digit must be 0."));
        }

        var intent = new StandInIntent(Id("pi"), amount, currency, Metadata(form), DateTimeOffset.UtcNow)
        {
            Description = form["description"],
        };
        _intents.Add(intent.Id, intent);
        _order.Add(intent);
        Tell("payment_intent.created", intent.ToJson());
        return (200, intent.ToJson().ToJsonString());
    }

    private (int Status, string Body) Cancel(string id)
    {
        if (!_intents.TryGetValue(id, out var intent))
        {
            return Missing(id);
        }

        if (intent.Status is "succeeded" or "canceled")
        {
            return (400, Refusal($"It is {intent.Status}.", "payment_intent_unexpected_state"));
        }

        (intent.Status, intent.CancelledAt) = ("canceled", DateTimeOffset.UtcNow);
        Tell("payment_intent.canceled", intent.ToJson());
        return (200, intent.ToJson().ToJsonString());
    }

    private (int Status, string Body) FromBrowser(string id, string verb, IFormCollection form)
    {
        if (!_intents.TryGetValue(id, out var intent) || intent.ClientSecret != form["client_secret"])
        {
            return Missing(id);
        }

        if (verb == "confirm")
        {
            Pay(intent, form["payment_method"]!);
        }
        else if (intent.Status == "requires_action")
        {
            Pay(intent, form["passes"] == "true" ? Card : "failed_authentication");
        }

        return intent is { Status: "requires_payment_method", Decline: { } decline }
            ? (402, Body(decline with { Intent = intent }))
            : (200, intent.ToJson().ToJsonString());
    }

    private void Pay(StandInIntent intent, string paymentMethod)
    {
        if (intent.Status is "succeeded" or "canceled")
        {
            return;
        }

        (intent.Status, intent.Decline) = paymentMethod switch
        {
            Card => ("succeeded", null),
            AuthenticatedCard => ("requires_action", null),
            "failed_authentication" => ("requires_payment_method", s_unauthenticated),
            _ => ("requires_payment_method", (StripeError?)s_declined),
        };
        intent.Received = intent.Status == "succeeded" ? intent.Amount : 0;
        Tell(
            intent.Status switch
            {
                "succeeded" => "payment_intent.succeeded",
                "requires_action" => "payment_intent.requires_action",
                _ => "payment_intent.payment_failed",
            },
            intent.ToJson()
        );
    }

    private (int Status, string Body) List(IQueryCollection query)
    {
        var since = long.Parse($"{query["created[gte]"].FirstOrDefault("0")}", CultureInfo.InvariantCulture);
        var limit = int.Parse($"{query["limit"].FirstOrDefault("10")}", CultureInfo.InvariantCulture);
        var after = (string?)query["starting_after"];
        var all = _order.AsEnumerable().Reverse().Where(intent => intent.Created.ToUnixTimeSeconds() >= since).ToList();
        var rest = all.Skip(after is null ? 0 : all.FindIndex(intent => intent.Id == after) + 1).ToList();
        return (200, Page("/v1/payment_intents", rest.Take(limit).Select(intent => intent.ToJson()), rest.Count > limit));
    }

    private (int Status, string Body) Refund(IFormCollection form)
    {
        var id = $"{form["payment_intent"]}";
        if (!_intents.TryGetValue(id, out var intent))
        {
            return Missing(id);
        }

        var back = _refunds.Where(refund => refund.IntentId == id && refund.Status != "failed").Sum(refund => refund.Amount);
        var amount = form.TryGetValue("amount", out var asked)
            ? long.Parse($"{asked}", CultureInfo.InvariantCulture)
            : intent.Received - back;
        if (amount <= 0 || amount > intent.Received - back)
        {
            return (
                400,
                Refusal(
                    $"Refund amount ({amount}) is greater than unrefunded amount ({intent.Received - back})",
                    back == intent.Received ? "charge_already_refunded" : null
                )
            );
        }

        var refund = new StandInRefund(Id("re"), id, amount, intent.Currency, Metadata(form));
        _refunds.Add(refund);
        Tell("refund.created", refund.ToJson());
        return (200, refund.ToJson().ToJsonString());
    }

    private (int Status, string Body) ListRefunds(string intentId) =>
        (200, Page("/v1/refunds", _refunds.Where(refund => refund.IntentId == intentId).Select(refund => refund.ToJson()), false));

    private void Tell(string type, JsonObject about)
    {
        var body = Event(type, about);
        _events.Enqueue(body);
        if (Webhook is { } webhook)
        {
            _ = DeliverAsync(body, webhook);
        }
    }

    // As Stripe does: until it is taken, with growing pauses, here of fractions of a second.
    private async Task DeliverAsync(string body, Uri webhook)
    {
        for (
            var (pause, started) = (100, Stopwatch.GetTimestamp());
            Stopwatch.GetElapsedTime(started) < s_longest;
            pause = Math.Min(pause * 2, 5_000)
        )
        {
            try
            {
                using var request = Delivery(body, webhook);
                using var answer = await _client.SendAsync(request);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or ObjectDisposedException)
            {
                // The product is away.
            }

            await Task.Delay(pause);
        }
    }

    private string Id(string kind) => $"{kind}_standin{Interlocked.Increment(ref _number):0000000}{Guid.NewGuid():N}"[..27];

    private static JsonObject Metadata(IFormCollection form) =>
        new(
            form.Where(field => field.Key.StartsWith("metadata[", StringComparison.Ordinal))
                .Select(field => KeyValuePair.Create(field.Key["metadata[".Length..^1], (JsonNode?)$"{field.Value}"))
        );

    private static string Page(string url, IEnumerable<JsonObject> items, bool hasMore) =>
        new JsonObject
        {
            ["object"] = "list",
            ["url"] = url,
            ["has_more"] = hasMore,
            ["data"] = new JsonArray([.. items]),
        }.ToJsonString();

    private static (int Status, string Body) Missing(string id) => (404, Refusal($"No such object: '{id}'", "resource_missing"));

    private static string Refusal(string message, string? code = null) => Body(new("invalid_request_error", message, code));

    private static string Body(StripeError error) => new JsonObject { ["error"] = error.ToJson() }.ToJsonString();

    /// <summary>Until whoever asked has given up.</summary>
    private static async Task SilenceAsync(CancellationToken givenUp)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, givenUp);
        }
        catch (OperationCanceledException)
        {
            // Nobody waits any more.
        }
    }

    private static Task WriteAsync(HttpContext http, int status, string body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.Headers.AccessControlAllowOrigin = "*";
        return http.Response.WriteAsync(body);
    }
}

/// <summary>How a request to Stripe goes wrong: not done (429, 500), or done and the answer lost, or never given.</summary>
internal enum StripeFault
{
    None,
    TooManyRequests,
    ServerError,
    LostAnswer,
    Silence,
}
