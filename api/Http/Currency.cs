namespace MovieBooking.Api.Http;

/// <summary>The one currency of all prices, from the setting <c>Currency</c>.</summary>
internal sealed class Currency(IConfiguration configuration)
{
    /// <summary>ISO 4217.</summary>
    public string Code { get; } = configuration["Currency"] ?? "USD";
}
