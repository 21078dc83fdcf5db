namespace MovieBooking.Api.Payments;

/// <summary>What a provider knows of an intent.</summary>
internal enum IntentState
{
    /// <summary>Not paid yet, or under way.</summary>
    Open,

    /// <summary>The last attempt was declined; another may follow.</summary>
    Declined,
    Captured,
    Cancelled,
}

/// <summary>One amount that a provider collects once.</summary>
/// <param name="IntentId">The provider's name for it.</param>
/// <param name="State">How far it is.</param>
/// <param name="Amount">What is asked for.</param>
/// <param name="Captured">What was collected.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="ClientSecret">What the customer's browser pays with; null where it is not told.</param>
/// <param name="DeclineCode">Why the last attempt was declined.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="Reference">The booking it was made for, as the provider was told.</param>
internal sealed record Intent(
    string IntentId,
    IntentState State,
    decimal Amount,
    decimal Captured,
    string Currency,
    string? ClientSecret,
    string? DeclineCode,
    DateTime CreatedAt,
    string? Reference
);

/// <summary>An amount to collect. The number of the payment makes it one intent, however often it is asked for.</summary>
internal sealed record IntentRequest(int PaymentId, int ReservationId, string Reference, decimal Amount, string Currency);

/// <summary>Money to give back. The number of the refund makes it one refund, however often it is asked for.</summary>
/// <param name="MayBeMade">Whether it was asked for before: the provider may have forgotten the number since, and is looked through first.</param>
internal sealed record RefundRequest(int RefundId, string IntentId, decimal Amount, string Currency, bool MayBeMade);

/// <summary>What a provider tells on its own: of an intent, or of a refund that came to nothing.</summary>
internal sealed record ProviderEvent(Intent? Intent, string? FailedRefundId, string? Reason);

/// <summary>Who collects what bookings cost: nobody but the cinema's counter, or a payment provider.</summary>
internal interface IPayments
{
    /// <summary>Its word in the database and the API.</summary>
    string Provider { get; }

    /// <summary>Whether a booking is paid before it is confirmed.</summary>
    bool CollectsMoney { get; }

    /// <summary>What the web page names the provider's account with.</summary>
    string? PublishableKey { get; }

    Task<Intent> OpenAsync(IntentRequest request, CancellationToken cancellationToken);

    Task<Intent> FindAsync(string intentId, CancellationToken cancellationToken);

    /// <summary>The provider's name for the refund.</summary>
    Task<string> RefundAsync(RefundRequest request, CancellationToken cancellationToken);

    /// <summary>Every intent since a time, the newest first.</summary>
    IAsyncEnumerable<Intent> ListAsync(DateTime since, CancellationToken cancellationToken);

    /// <summary>Reads what claims to come from the provider; throws where it does not, or is of another mode.</summary>
    ProviderEvent Read(string body, string? signature);
}

/// <summary>The provider does not answer, or is too busy: nothing is known to have changed, and it may be asked again.</summary>
internal sealed class ProviderUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);

/// <summary>The provider refuses, and would again.</summary>
internal sealed class ProviderRefusedException(string code, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    public string Code { get; } = code;
}
