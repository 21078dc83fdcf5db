using System.Globalization;
using System.Text.Json;

namespace MovieBooking.Tests.Support;

/// <summary>What an exchange at the counter takes.</summary>
internal static class ExchangeCalls
{
    /// <summary>The tickets of a booking's seats, named in one text.</summary>
    public static int[] TicketIds(this JsonElement booking, string labels) =>
        [
            .. booking
                .GetProperty("tickets")
                .EnumerateArray()
                .Where(ticket => labels.Split(' ').Contains(ticket.Text("seatLabel"), StringComparer.Ordinal))
                .Select(ticket => ticket.Int("ticketId")),
        ];

    /// <summary>What asks for seats in place of the tickets of those that are named.</summary>
    public static object Exchange(
        this JsonElement booking,
        string labels,
        int showtimeId,
        int[] seatIds,
        decimal total,
        decimal credit,
        string method = "card",
        decimal? given = null
    ) =>
        new
        {
            ticketIds = booking.TicketIds(labels),
            showtimeId,
            seatIds,
            method,
            total,
            credit,
            given,
        };

    /// <summary>Another show of the cinema, in two days, and the day.</summary>
    public static async Task<(int ShowtimeId, string Day)> LaterShowAsync(this TestApi api, int cinemaId)
    {
        var screenId = await api.Given.ScreenAsync(cinemaId: cinemaId);
        var id = await api.Given.ShowtimeAsync(screenId: screenId, startsAt: DateTime.UtcNow.AddDays(2));
        var day = await api.Database.ScalarAsync<DateTime>("SELECT local_date FROM showtimes WHERE showtime_id = @id", ("@id", id));
        return (id, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }
}
