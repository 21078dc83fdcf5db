using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Stripe;

namespace MovieBooking.Api.Payments;

/// <summary>
/// Stripe: PaymentIntents, captured automatically, which the customer's browser pays with Stripe's own form. What of a card is typed there
/// never comes here.
/// </summary>
internal sealed class StripePayments : IPayments, IDisposable
{
    public const string Name = "stripe";

    private const string PaymentKey = "payment_id";
    private const string ReferenceKey = "booking_reference";
    private const string RefundKey = "refund_id";

    // Of a webhook: older than this it may be one that somebody kept. Stripe signs each delivery anew, also of an old event.
    private const int SignatureSeconds = 300;

    private readonly PaymentSettings _settings;
    private readonly HttpClient _http;
    private readonly PaymentIntentService _intents;
    private readonly RefundService _refunds;

    public StripePayments(PaymentSettings settings)
    {
        _settings = settings;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = settings.Timeout,
        };
        var client = new StripeClient(
            // That one is missing the start says, in its own words (PaymentSettings.Problem).
            settings.SecretKey
                is { Length: > 0 } key
                ? key
                : null,
            httpClient: new SystemNetHttpClient(_http, maxNetworkRetries: 2, enableTelemetry: false),
            apiBase: settings.ApiBase
        );
        (_intents, _refunds) = (new PaymentIntentService(client), new RefundService(client));
    }

    public string Provider => Name;

    public bool CollectsMoney => true;

    public string? PublishableKey => _settings.PublishableKey;

    public Task<Intent> OpenAsync(IntentRequest request, CancellationToken cancellationToken) =>
        AskAsync(async () =>
        {
            var options = new PaymentIntentCreateOptions
            {
                Amount = Units(request.Amount, request.Currency),
                Currency = request.Currency.ToLowerInvariant(),
                Description = $"Booking {request.Reference}",
                AutomaticPaymentMethods = new PaymentIntentAutomaticPaymentMethodsOptions { Enabled = true },
                CaptureMethod = "automatic",
                Metadata = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    [PaymentKey] = request.PaymentId.ToString(CultureInfo.InvariantCulture),
                    [ReferenceKey] = request.Reference,
                },
            };
            // The reference tells this installation from another on the same account.
            return ToIntent(
                await _intents.CreateAsync(options, Once($"payment-{request.Reference}-{request.PaymentId}"), cancellationToken)
            );
        });

    public Task<Intent> FindAsync(string intentId, CancellationToken cancellationToken) =>
        AskAsync(async () => ToIntent(await _intents.GetAsync(intentId, cancellationToken: cancellationToken)));

    public Task<string> RefundAsync(RefundRequest request, CancellationToken cancellationToken) =>
        AskAsync(async () =>
        {
            var number = request.RefundId.ToString(CultureInfo.InvariantCulture);
            var failed = 0;
            if (request.MayBeMade)
            {
                // Stripe forgets an idempotency key after a day, and what a manager sends again may be older.
                var made = _refunds.ListAutoPagingAsync(
                    new RefundListOptions { PaymentIntent = request.IntentId, Limit = 100 },
                    cancellationToken: cancellationToken
                );
                await foreach (var earlier in made)
                {
                    if (earlier.Metadata?.GetValueOrDefault(RefundKey) != number)
                    {
                        continue;
                    }

                    if (earlier.Status is not ("failed" or "canceled"))
                    {
                        return earlier.Id;
                    }

                    failed++;
                }
            }

            var options = new RefundCreateOptions
            {
                PaymentIntent = request.IntentId,
                Amount = Units(request.Amount, request.Currency),
                Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [RefundKey] = number },
            };
            var refund = await CreateRefundAsync(
                options,
                $"refund-{request.IntentId}-{number}{(failed == 0 ? "" : $"-{failed}")}",
                cancellationToken
            );
            return refund.Status is "failed" or "canceled"
                ? throw new ProviderRefusedException("refund_failed", $"The refund failed: {refund.FailureReason ?? refund.Status}")
                : refund.Id;
        });

    public async IAsyncEnumerable<Intent> ListAsync(DateTime since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? last = null;
        do
        {
            var after = last;
            var page = await AskAsync(() =>
                _intents.ListAsync(
                    new PaymentIntentListOptions
                    {
                        Limit = 100,
                        StartingAfter = after,
                        Created = new DateRangeOptions { GreaterThanOrEqual = since },
                    },
                    cancellationToken: cancellationToken
                )
            );
            foreach (var intent in page.Data)
            {
                yield return ToIntent(intent);
            }

            last = page.HasMore ? page.Data[^1].Id : null;
        } while (last is not null);
    }

    public ProviderEvent Read(string body, string? signature)
    {
        if (string.IsNullOrEmpty(signature))
        {
            throw new ProviderRefusedException("signature", "There is no signature.");
        }

        if (!body.StartsWith('{'))
        {
            throw new ProviderRefusedException("unreadable", "An event is an object.");
        }

        try
        {
            // What an event says is said in the version of the account, and the few fields read here are the same in all.
            var told = EventUtility.ConstructEvent(
                body,
                signature,
                _settings.WebhookSecret,
                SignatureSeconds,
                throwOnApiVersionMismatch: false
            );
            if (told.Livemode != _settings.IsLive)
            {
                throw new ProviderRefusedException("wrong_mode", "The event is of the other mode, live or test, than the keys here.");
            }

            return told.Data?.Object switch
            {
                PaymentIntent { Id.Length: > 0 } intent => new ProviderEvent(ToIntent(intent), null, null),
                Refund { Status: "failed" } refund => new ProviderEvent(null, refund.Id, refund.FailureReason ?? refund.Status),
                _ => new ProviderEvent(null, null, null),
            };
        }
        catch (StripeException exception)
        {
            throw new ProviderRefusedException("signature", exception.Message, exception);
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or InvalidOperationException or ArgumentException)
        {
            throw new ProviderRefusedException("unreadable", "The event cannot be read.", exception);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Stripe repeats for a day what it answered to a key, refusals too: one that is certain is asked anew, under the next key.</summary>
    private async Task<Refund> CreateRefundAsync(RefundCreateOptions options, string key, CancellationToken cancellationToken)
    {
        for (var refused = 0; ; refused++)
        {
            try
            {
                return await _refunds.CreateAsync(options, Once(refused == 0 ? key : $"{key}-again-{refused}"), cancellationToken);
            }
            catch (StripeException repeated)
                when (!IsTrouble(repeated.HttpStatusCode) && repeated.StripeResponse?.Headers?.Contains("Idempotent-Replayed") == true)
            {
                // That attempt came to nothing, for certain.
            }
        }
    }

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (StripeException exception) when (IsTrouble(exception.HttpStatusCode))
        {
            throw new ProviderUnavailableException($"Stripe answers {(int)exception.HttpStatusCode}: {exception.Message}", exception);
        }
        catch (StripeException exception)
        {
            throw new ProviderRefusedException(exception.StripeError?.Code ?? "refused", exception.Message, exception);
        }
        catch (Exception exception)
            when (exception is HttpRequestException or IOException or TaskCanceledException { InnerException: TimeoutException })
        {
            throw new ProviderUnavailableException($"Stripe cannot be reached: {exception.Message}", exception);
        }
    }

    // 409: another request with the same idempotency key is under way. 401 and 403: a key that was withdrawn, until it is set right.
    private static bool IsTrouble(HttpStatusCode status) =>
        (int)status is 0 or >= 500
        || status
            is HttpStatusCode.TooManyRequests
                or HttpStatusCode.Conflict
                or HttpStatusCode.RequestTimeout
                or HttpStatusCode.Unauthorized
                or HttpStatusCode.Forbidden;

    private static RequestOptions Once(string key) => new() { IdempotencyKey = key };

    private static long Units(decimal amount, string currency) =>
        StripeAmounts.Units(amount, currency)
        ?? throw new ProviderRefusedException("amount", $"Stripe cannot collect or return {amount} {currency} exactly.");

    private static Intent ToIntent(PaymentIntent intent)
    {
        var currency = intent.Currency.ToUpperInvariant();
        return new Intent(
            intent.Id,
            State(intent),
            StripeAmounts.Amount(intent.Amount, currency),
            StripeAmounts.Amount(intent.AmountReceived, currency),
            currency,
            intent.ClientSecret,
            intent.LastPaymentError is { } error ? error.DeclineCode ?? error.Code : null,
            intent.Created,
            intent.Metadata?.GetValueOrDefault(ReferenceKey)
        );
    }

    private static IntentState State(PaymentIntent intent) =>
        intent.Status switch
        {
            "succeeded" => IntentState.Captured,
            "canceled" => IntentState.Cancelled,
            "requires_payment_method" when intent.LastPaymentError is not null => IntentState.Declined,
            _ => IntentState.Open,
        };
}
