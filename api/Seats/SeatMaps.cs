using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Seats;

/// <summary>Reads a showtime's seat map as one caller sees it.</summary>
internal sealed class SeatMaps(MovieBookingContext db, Currency currency)
{
    public async Task<SeatMap?> ReadAsync(int showtimeId, int? userId, CancellationToken cancellationToken)
    {
        if (await db.VShowtimesDetails.SingleOrDefaultAsync(row => row.ShowtimeId == showtimeId, cancellationToken) is not { } showtime)
        {
            return null;
        }

        var seats = await db
            .VSeatMaps.Where(seat => seat.ShowtimeId == showtimeId)
            .OrderBy(seat => seat.SeatRow)
            .ThenBy(seat => seat.SeatColumn)
            .ToListAsync(cancellationToken);
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
                    .Select(row => new SeatRow(row.Key, [.. row.Select(seat => ToSeat(seat, userId, showtime))])),
            ]
        );
    }

    private Seat ToSeat(VSeatMap row, int? userId, VShowtimesDetail showtime)
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
