using System.Globalization;
using System.Text.Json;
using MovieBooking.Api.Http;
using MovieBooking.Api.Movies;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Seats;

/// <summary>A showtime's seats at one moment, and the map of them as each caller sees it.</summary>
/// <param name="Showtime">The showtime.</param>
/// <param name="Seats">Its seats, in order.</param>
/// <param name="WaitingRoomId">The waiting room in front of them, if any.</param>
/// <param name="EndsAt">The timestamp at which this is to be read again.</param>
/// <param name="Currency">Of the prices.</param>
/// <param name="Options">How it is written.</param>
internal sealed record SeatMapSnapshot(
    VShowtimesDetail Showtime,
    IReadOnlyList<VSeatMap> Seats,
    int? WaitingRoomId,
    long EndsAt,
    Currency Currency,
    JsonSerializerOptions Options
)
{
    // The database's clock and ours differ by less.
    private static readonly TimeSpan s_clocks = TimeSpan.FromMinutes(5);

    private readonly Lazy<SharedAnswer> _strangers = new(() =>
        Answer(Map(Showtime, Seats, WaitingRoomId, Currency, userId: null), Options)
    );

    /// <summary>What is sent to a caller: the same bytes to all who keep no seat here.</summary>
    public SharedAnswer AnswerFor(int? userId) => KeepsSeats(userId) ? Answer(MapFor(userId), Options) : _strangers.Value;

    /// <summary>The map as a caller sees it.</summary>
    public SeatMap MapFor(int? userId) => Map(Showtime, Seats, WaitingRoomId, Currency, userId);

    /// <summary>Whether all of these seats are held by a user already.</summary>
    public bool AreKeptBy(int userId, IReadOnlyList<int> seatIds)
    {
        var own = Seats.Where(seat => seat.LockedByUserId == userId).Select(seat => seat.SeatId).ToHashSet();
        return seatIds.All(own.Contains);
    }

    /// <summary>
    /// The seats that a user who keeps none here comes too late for, as the database would list them. Empty: it is to decide.
    /// </summary>
    public IReadOnlyList<RefusedSeat> TooLate(int userId, IReadOnlyList<int> seatIds, DateTimeOffset now)
    {
        // Whatever else there is to refuse comes before the seats.
        if (
            Word.Parse<ShowtimeStatus>(Showtime.Status) != ShowtimeStatus.Scheduled
            || Word.Parse<MovieStatus>(Showtime.MovieStatus) == MovieStatus.Closed
            || Showtime.StartTime <= now.UtcDateTime + s_clocks
            || KeepsSeats(userId)
        )
        {
            return [];
        }

        var available = Word.Of(SeatStatus.Available);
        var wanted = Seats.Where(seat => seatIds.Contains(seat.SeatId)).OrderBy(seat => seat.SeatId).ToList();
        return wanted.Count == seatIds.Count
            ?
            [
                .. wanted
                    .Where(seat => seat.SeatStatus != available)
                    .Select(seat => new RefusedSeat(seat.SeatId, seat.SeatLabel, Word.Parse<SeatStatus>(seat.SeatStatus!))),
            ]
            : [];
    }

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

    private static SeatMap Map(VShowtimesDetail showtime, IReadOnlyList<VSeatMap> seats, int? waitingRoomId, Currency currency, int? userId)
    {
        var own = seats.Where(seat => userId is not null && seat.LockedByUserId == userId).ToList();
        return new SeatMap(
            showtime.ToShowtime(currency),
            currency.Code,
            seats.Select(seat => seat.SeatVersion).FirstOrDefault(),
            own.Select(seat => seat.HoldExpiresAt).FirstOrDefault(time => time is not null)?.In(showtime.TimeZone),
            own.Select(seat => seat.PendingReservationId).Max(),
            waitingRoomId,
            [
                .. seats
                    .GroupBy(seat => seat.SeatRow, StringComparer.Ordinal)
                    .Select(row => new SeatRow(row.Key, [.. row.Select(seat => ToSeat(seat, showtime, currency, userId))])),
            ]
        );
    }

    /// <summary>Null: made for nobody in particular.</summary>
    public static SeatAccessibility? Accessibility(string word) => word == "none" ? null : Word.Parse<SeatAccessibility>(word);

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
            isOwn ? SeatStatus.Selected : status,
            Accessibility(row.Accessibility)
        );
    }
}
