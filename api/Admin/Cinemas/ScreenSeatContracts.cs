using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
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
/// <param name="Accessibility">What it is made for; left out of a seat like any other.</param>
public sealed record ScreenSeat(
    int SeatId,
    string Label,
    string Row,
    int Column,
    SeatClass SeatClass,
    bool OutOfService,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SeatAccessibility? Accessibility
);

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

/// <summary>Which seats of a screen are out of service, and which are made for wheelchair users and who comes with them.</summary>
/// <param name="OutOfService">The ids of all that are; any other is in service.</param>
/// <param name="Wheelchair">The ids of all wheelchair places; null leaves them as they are.</param>
/// <param name="Companion">The ids of all companion places, which are sold with wheelchair places; null leaves them as they are.</param>
public sealed record ScreenSeatsRequest(
    [property: Required] IReadOnlyList<int>? OutOfService,
    IReadOnlyList<int>? Wheelchair = null,
    IReadOnlyList<int>? Companion = null
)
{
    internal sealed class Validator : AbstractValidator<ScreenSeatsRequest>
    {
        public Validator()
        {
            RuleFor(request => request.OutOfService).NotNull().Must(AreOnce).WithMessage(_ => Texts.Problems["SeatsOnce"]);
            RuleFor(request => request.Wheelchair).Must(AreOnce).WithMessage(_ => Texts.Problems["SeatsOnce"]);
            RuleFor(request => request.Companion)
                .Must(AreOnce)
                .WithMessage(_ => Texts.Problems["SeatsOnce"])
                .Must(
                    (request, companion) =>
                        companion is null || request.Wheelchair is null || !companion.Intersect(request.Wheelchair).Any()
                )
                .WithMessage(_ => Texts.Problems["SeatOfOneKind"]);
        }

        private static bool AreOnce(IReadOnlyList<int>? seatIds) => seatIds is null || seatIds.Distinct().Count() == seatIds.Count;
    }
}
