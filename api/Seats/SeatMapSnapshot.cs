using System.Globalization;
using System.Text.Json;
using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Seats;

/// <summary>A showtime's seats at one moment, and the map of them as each caller sees it.</summary>
/// <param name="Showtime">The showtime.</param>
/// <param name="Seats">Its seats, in order.</param>
/// <param name="EndsAt">The timestamp at which this is to be read again.</param>
/// <param name="Currency">Of the prices.</param>
/// <param name="Options">How it is written.</param>
internal sealed record SeatMapSnapshot(
    VShowtimesDetail Showtime,
    IReadOnlyList<VSeatMap> Seats,
    long EndsAt,
    Currency Currency,
    JsonSerializerOptions Options
)
{
    private readonly Lazy<SharedAnswer> _strangers = new(() => Answer(Map(Showtime, Seats, Currency, userId: null), Options));

    /// <summary>What is sent to a caller: the same bytes to all who keep no seat here.</summary>
    public SharedAnswer AnswerFor(int? userId) => KeepsSeats(userId) ? Answer(MapFor(userId), Options) : _strangers.Value;

    /// <summary>The map as a caller sees it.</summary>
    public SeatMap MapFor(int? userId) => Map(Showtime, Seats, Currency, userId);

    // Not the version alone: a hold that ends, or a fare that changes, alters the map without a write to the showtime.
    private static SharedAnswer Answer(SeatMap map, JsonSerializerOptions options) =>
        SharedAnswer.Of(map, options, string.Create(CultureInfo.InvariantCulture, $"{map.Version}-"));

    private bool KeepsSeats(int? userId)
    {
        if (userId is not null)
        {
            foreach (var seat in Seats)
            {
                if (seat.LockedByUserId == userId)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static SeatMap Map(VShowtimesDetail showtime, IReadOnlyList<VSeatMap> seats, Currency currency, int? userId)
    {
        var own = seats.Where(seat => userId is not null && seat.LockedByUserId == userId).ToList();
        return new SeatMap(
            showtime.ToShowtime(currency),
            currency.Code,
            seats.Select(seat => seat.SeatVersion).FirstOrDefault(),
            own.Select(seat => seat.HoldExpiresAt).FirstOrDefault(time => time is not null)?.In(showtime.TimeZone),
            own.Select(seat => seat.PendingReservationId).Max(),
            [
                .. seats
                    .GroupBy(seat => seat.SeatRow, StringComparer.Ordinal)
                    .Select(row => new SeatRow(row.Key, [.. row.Select(seat => ToSeat(seat, showtime, currency, userId))])),
            ]
        );
    }

    private static Seat ToSeat(VSeatMap row, VShowtimesDetail showtime, Currency currency, int? userId)
    {
        var seatClass = Word.Parse<SeatClass>(row.SeatClass);
        var status = Word.Parse<SeatStatus>(row.SeatStatus!);
        var isOwn = status == SeatStatus.Locked && userId is not null && row.LockedByUserId == userId;
        return new Seat(
            row.SeatId,
            row.SeatLabel,
            row.SeatRow,
            row.SeatColumn,
            seatClass,
            currency.Round(isOwn && row.FixedPrice is { } fixedPrice ? fixedPrice : showtime.Price(seatClass)),
            isOwn ? SeatStatus.Selected : status
        );
    }
}
