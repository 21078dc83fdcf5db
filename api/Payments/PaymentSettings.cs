namespace MovieBooking.Api.Payments;

/// <summary>
/// Who collects what bookings cost, from the settings <c>Payments:…</c>: <c>counter</c> (pay at the cinema) unless
/// <c>Payments:Provider</c> is <c>stripe</c>, which needs all three keys.
/// </summary>
internal sealed class PaymentSettings
{
    public const string DefaultApiBase = "https://api.stripe.com";

    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(10);

    private readonly string _apiBase;

    public PaymentSettings(IConfiguration configuration)
    {
        string Given(string name) => configuration[$"Payments:{name}"]?.Trim() ?? "";
        Provider = Given("Provider") is { Length: > 0 } provider ? provider : CounterPayments.Name;
        (SecretKey, PublishableKey) = (Given("Stripe:SecretKey"), Given("Stripe:PublishableKey"));
        WebhookSecret = Given("Stripe:WebhookSecret");
        _apiBase = Given("Stripe:ApiBase") is { Length: > 0 } apiBase ? apiBase.TrimEnd('/') : DefaultApiBase;
        Timeout = configuration.GetValue<TimeSpan?>("Payments:Stripe:Timeout") ?? s_timeout;
    }

    public string Provider { get; }

    public bool IsStripe => Provider == StripePayments.Name;

    public string SecretKey { get; }

    public string PublishableKey { get; }

    public string WebhookSecret { get; }

    public string ApiBase => _apiBase;

    /// <summary>How long one request to the provider may take. Not for whoever runs a cinema: tests do not wait so long.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>Whether real money moves: the keys say so.</summary>
    public bool IsLive => Mode(SecretKey) == "live";

    /// <summary>What is wrong with the settings; null when they can be used.</summary>
    public string? Problem =>
        Provider == CounterPayments.Name ? HalfSet()
        : !IsStripe ? $"Payments__Provider is `{Provider}`: it must be {CounterPayments.Name} (pay at the cinema) or {StripePayments.Name}."
        : Mode(SecretKey) is null
        || !(SecretKey.StartsWith("sk_", StringComparison.Ordinal) || SecretKey.StartsWith("rk_", StringComparison.Ordinal))
            ? "Payments__Stripe__SecretKey is missing or no secret key of Stripe: it begins with sk_live_, sk_test_, rk_live_ or rk_test_."
        : Mode(PublishableKey) is null || !PublishableKey.StartsWith("pk_", StringComparison.Ordinal)
            ? "Payments__Stripe__PublishableKey is missing or no publishable key of Stripe: it begins with pk_live_ or pk_test_."
        : Mode(SecretKey) != Mode(PublishableKey)
            ? "Payments__Stripe__SecretKey and Payments__Stripe__PublishableKey are of different modes: one is live, the other is for tests."
        : !WebhookSecret.StartsWith("whsec_", StringComparison.Ordinal)
            ? "Payments__Stripe__WebhookSecret is missing or no signing secret of a webhook: it begins with whsec_."
        : !IsSafe(_apiBase) ? "Payments__Stripe__ApiBase must be an https address, or one on this machine."
        : null;

    // Somebody who set a key meant to be paid.
    private string? HalfSet() =>
        SecretKey.Length + PublishableKey.Length + WebhookSecret.Length > 0
            ? $"Payments__Stripe__… is set, but Payments__Provider is {CounterPayments.Name}: set it to {StripePayments.Name}, or remove the keys."
            : null;

    private static string? Mode(string key) => key.Split('_') is [_, ("live" or "test") and var mode, { Length: > 0 }, ..] ? mode : null;

    private static bool IsSafe(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
