using System.Text.Json;
using System.Text.Json.Serialization;

namespace MovieBooking.Load.Customers;

/// <summary>The few shapes that customers write and read.</summary>
internal static class Json
{
    public static string SeatIds(IEnumerable<int> seatIds) => $$"""{"seatIds":[{{string.Join(',', seatIds)}}]}""";

    public static string TicketIds(IEnumerable<int> ticketIds) => $$"""{"ticketIds":[{{string.Join(',', ticketIds)}}]}""";

    /// <param name="showtimeId">The showtime.</param>
    /// <param name="seatIds">The seats.</param>
    /// <param name="guestEmail">Who books without an account.</param>
    /// <param name="kindId">A kind of tickets, for the seats at the end of the list.</param>
    /// <param name="ofKind">How many seats are of that kind.</param>
    public static string Reservation(int showtimeId, int[] seatIds, string? guestEmail, int kindId = 0, int ofKind = 0)
    {
        var chosen = seatIds[^ofKind..].Select(seatId => $$"""{"seatId":{{seatId}},"kindId":{{kindId}}}""");
        var kinds = ofKind == 0 ? "" : $$""","kinds":[{{string.Join(',', chosen)}}]""";
        var guest = guestEmail is null ? "" : $$""","guest":{"email":"{{guestEmail}}","name":"Load Guest"}""";
        return $$"""{"showtimeId":{{showtimeId}},"seatIds":[{{string.Join(',', seatIds)}}]{{guest}}{{kinds}}}""";
    }

    public static string Group(int[] seatIds, DateTime until) =>
        JsonSerializer.Serialize(
            new
            {
                seatIds,
                name = "Load",
                until = new DateTimeOffset(until, TimeSpan.Zero),
            }
        );

    /// <param name="seatIds">The seats.</param>
    /// <param name="kindId">A kind of tickets, for the seats at the end of the list.</param>
    /// <param name="ofKind">How many seats are of that kind.</param>
    /// <param name="isCash">In cash, exactly; else by card.</param>
    /// <param name="total">What the seats cost.</param>
    /// <param name="exchange">What is exchanged for them; null: nothing.</param>
    /// <param name="codes">Of a voucher, of a gift card, or of both.</param>
    /// <param name="giftCardAmount">What the gift card pays of the total.</param>
    public static string Sale(
        int[] seatIds,
        int kindId,
        int ofKind,
        bool isCash,
        decimal total,
        (int ShowtimeId, IEnumerable<int> TicketIds, decimal Credit)? exchange = null,
        string[]? codes = null,
        decimal? giftCardAmount = null
    ) =>
        JsonSerializer.Serialize(
            new
            {
                seatIds,
                method = isCash ? "cash" : "card",
                total,
                given = isCash ? Math.Max(0, total - (exchange?.Credit ?? 0) - (giftCardAmount ?? 0)) : (decimal?)null,
                kinds = OfKind(seatIds, kindId, ofKind),
                showtimeId = exchange?.ShowtimeId,
                ticketIds = exchange?.TicketIds,
                credit = exchange?.Credit,
                codes,
                giftCardAmount,
            },
            s_filled
        );

    public static string Quote(int[] seatIds, int kindId, int ofKind, string[] codes) =>
        JsonSerializer.Serialize(
            new
            {
                seatIds,
                codes,
                kinds = OfKind(seatIds, kindId, ofKind),
            },
            s_filled
        );

    private static IEnumerable<object>? OfKind(int[] seatIds, int kindId, int ofKind) =>
        ofKind == 0 ? null : seatIds[^ofKind..].Select(seatId => new { seatId, kindId });

    private static readonly JsonSerializerOptions s_filled = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

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

    /// <summary>What a gift card pays, and what of it came back.</summary>
    public static (decimal Amount, decimal GivenBack) OnCard(JsonElement reservation) =>
        reservation.TryGetProperty("giftCard", out var card) && card.ValueKind == JsonValueKind.Object
            ? (card.GetProperty("amount").GetDecimal(), card.GetProperty("givenBack").GetDecimal())
            : (0, 0);

    public static Dictionary<int, decimal> Prices(JsonElement reservation) =>
        reservation
            .GetProperty("tickets")
            .EnumerateArray()
            .ToDictionary(ticket => ticket.GetProperty("seatId").GetInt32(), ticket => ticket.GetProperty("price").GetDecimal());
}
