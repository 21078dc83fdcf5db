namespace MovieBooking.Api.Admin.Analytics;

/// <summary>Where it was sold: web (by customers themselves), counter (by staff), apiKey (by other companies' programs).</summary>
public enum SalesChannel
{
    Web,
    Counter,
    ApiKey,
}

/// <summary>What one channel sold.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Revenue" example="640.00">The tickets' prices together.</param>
/// <param name="Tickets" example="64">How many tickets.</param>
public sealed record ChannelSales(SalesChannel Channel, decimal Revenue, int Tickets);

/// <summary>What each channel sold in a period.</summary>
/// <param name="From" example="2026-10-24">The period's first day.</param>
/// <param name="To" example="2026-11-22">The period's last day.</param>
/// <param name="Currency" example="USD">The currency of all revenue (ISO 4217).</param>
/// <param name="Channels">Each channel once.</param>
/// <param name="GiftCards" example="120.00">What gift cards paid of bookings that were sold in the period, less what came back to them.</param>
public sealed record SalesByChannel(DateOnly From, DateOnly To, string Currency, IReadOnlyList<ChannelSales> Channels, decimal GiftCards);

/// <summary>What one cinema sold on a day by one channel.</summary>
internal sealed record ChannelLine(
    DateOnly Date,
    int CinemaId,
    string Cinema,
    string Channel,
    int Tickets,
    decimal Revenue,
    string Currency
);
