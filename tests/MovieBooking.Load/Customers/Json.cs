using System.Text.Json;

namespace MovieBooking.Load.Customers;

/// <summary>The few shapes that customers write and read.</summary>
internal static class Json
{
    public static string SeatIds(IEnumerable<int> seatIds) => $$"""{"seatIds":[{{string.Join(',', seatIds)}}]}""";

    public static string TicketIds(IEnumerable<int> ticketIds) => $$"""{"ticketIds":[{{string.Join(',', ticketIds)}}]}""";

    public static string Reservation(int showtimeId, IEnumerable<int> seatIds, string? guestEmail)
    {
        var guest = guestEmail is null ? "" : $$""","guest":{"email":"{{guestEmail}}","name":"Load Guest"}""";
        return $$"""{"showtimeId":{{showtimeId}},"seatIds":[{{string.Join(',', seatIds)}}]{{guest}}}""";
    }

    public static DateTime Time(JsonElement time) => time.GetDateTimeOffset().UtcDateTime;

    /// <summary>The id of each seat's ticket, and what is due back for it, as it is told.</summary>
    public static Dictionary<int, (int TicketId, decimal Refund)> Tickets(JsonElement reservation) =>
        reservation
            .GetProperty("tickets")
            .EnumerateArray()
            .ToDictionary(
                ticket => ticket.GetProperty("seatId").GetInt32(),
                ticket => (ticket.GetProperty("ticketId").GetInt32(), ticket.GetProperty("refund").GetDecimal())
            );

    public static Dictionary<int, decimal> Prices(JsonElement reservation) =>
        reservation
            .GetProperty("tickets")
            .EnumerateArray()
            .ToDictionary(ticket => ticket.GetProperty("seatId").GetInt32(), ticket => ticket.GetProperty("price").GetDecimal());
}
