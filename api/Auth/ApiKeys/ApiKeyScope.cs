using System.Text.Json.Serialization;

namespace MovieBooking.Api.Auth;

/// <summary>What a key may do.</summary>
public enum ApiKeyScope
{
    /// <summary>Movies, cinemas, showtimes and seat maps.</summary>
    [JsonStringEnumMemberName("movies:read")]
    MoviesRead,

    /// <summary>The reservations that the key made.</summary>
    [JsonStringEnumMemberName("bookings:read")]
    BookingsRead,

    /// <summary>Booking for guests, confirming and cancelling what the key made.</summary>
    [JsonStringEnumMemberName("bookings:write")]
    BookingsWrite,

    /// <summary>What happened to bookings and showtimes.</summary>
    [JsonStringEnumMemberName("events:read")]
    EventsRead,
}
