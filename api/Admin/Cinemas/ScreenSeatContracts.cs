using System.ComponentModel.DataAnnotations;
using FluentValidation;
using MovieBooking.Api.Reservations;
using MovieBooking.Api.Seats;

namespace MovieBooking.Api.Admin.Cinemas;

/// <summary>A seat of a screen.</summary>
/// <param name="SeatId" example="53">Its id.</param>
/// <param name="Label" example="E5">Its row and number.</param>
/// <param name="Row" example="E">Its row, A (at the screen) to H.</param>
/// <param name="Column" example="5">Its number in the row, 1 to 12.</param>
/// <param name="SeatClass">Its class.</param>
/// <param name="OutOfService">Whether it is broken: then nobody can choose it.</param>
public sealed record ScreenSeat(int SeatId, string Label, string Row, int Column, SeatClass SeatClass, bool OutOfService);

/// <summary>A booking of a seat that is out of service, for a show to come.</summary>
/// <param name="ShowtimeId" example="1">The showtime.</param>
/// <param name="MovieTitle" example="The Long Exposure">The movie's title.</param>
/// <param name="StartsAt" example="2026-11-22T19:30:00-05:00">The start, with the cinema's offset.</param>
/// <param name="SeatId" example="53">The seat.</param>
/// <param name="SeatLabel" example="E5">The seat's row and number.</param>
/// <param name="ReservationId" example="1">The booking.</param>
/// <param name="Reference" example="7K2M9QX4RT">What its owner calls it by.</param>
/// <param name="Status">confirmed, or pending: its owner is paying.</param>
public sealed record AffectedBooking(
    int ShowtimeId,
    string MovieTitle,
    DateTimeOffset StartsAt,
    int SeatId,
    string SeatLabel,
    int ReservationId,
    string Reference,
    ReservationStatus Status
);

/// <summary>The seats of a screen, and who has booked one that is out of service.</summary>
/// <param name="ScreenId" example="1">The screen.</param>
/// <param name="Seats">Its seats by row and number.</param>
/// <param name="AffectedBookings">Bookings of coming shows that hold a seat out of service, by time: they stay good until somebody moves or cancels them.</param>
public sealed record ScreenSeats(int ScreenId, IReadOnlyList<ScreenSeat> Seats, IReadOnlyList<AffectedBooking> AffectedBookings);

/// <summary>Which seats of a screen are out of service.</summary>
/// <param name="OutOfService">The ids of all that are; any other is in service.</param>
public sealed record ScreenSeatsRequest([property: Required] IReadOnlyList<int>? OutOfService)
{
    internal sealed class Validator : AbstractValidator<ScreenSeatsRequest>
    {
        public Validator() =>
            RuleFor(request => request.OutOfService)
                .NotNull()
                .Must(seatIds => seatIds is null || seatIds.Distinct().Count() == seatIds.Count)
                .WithMessage(_ => Texts.Problems["SeatsOnce"]);
    }
}
