namespace MovieBooking.Api.Payments;

/// <summary>Everybody pays at the cinema: bookings are confirmed without a payment, and no money passes through here.</summary>
internal sealed class CounterPayments : IPayments
{
    public const string Name = "counter";

    public string Provider => Name;

    public bool CollectsMoney => false;

    public string? PublishableKey => null;

    public Task<Intent> OpenAsync(IntentRequest request, CancellationToken cancellationToken) => throw Nothing();

    public Task<Intent> FindAsync(string intentId, CancellationToken cancellationToken) => throw Nothing();

    public Task<string> RefundAsync(RefundRequest request, CancellationToken cancellationToken) => throw Nothing();

    public IAsyncEnumerable<Intent> ListAsync(DateTime since, CancellationToken cancellationToken) => AsyncEnumerable.Empty<Intent>();

    public ProviderEvent Read(string body, string? signature) => throw Nothing();

    private static ProviderRefusedException Nothing() => new("no_provider", "No payment provider is configured.");
}
