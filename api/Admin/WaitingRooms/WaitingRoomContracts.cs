using FluentValidation;

namespace MovieBooking.Api.Admin.WaitingRooms;

/// <summary>The waiting room of a showtime, or of all showtimes of a movie.</summary>
/// <param name="RoomId" example="1">Its id: one that is closed and opened again has another.</param>
/// <param name="ShowtimeId" example="1">The showtime whose it is; null for a movie's.</param>
/// <param name="MovieId">The movie whose it is; null for a showtime's.</param>
/// <param name="AdmissionsPerMinute" example="60">How many are let in a minute.</param>
/// <param name="BookingMinutes" example="10">How long each may book, from when he is let in.</param>
/// <param name="Waiting" example="420">How many wait now.</param>
/// <param name="Admitted" example="180">How many were let in so far.</param>
public sealed record WaitingRoomState(
    int RoomId,
    int? ShowtimeId,
    int? MovieId,
    int AdmissionsPerMinute,
    int BookingMinutes,
    long Waiting,
    long Admitted
);

/// <summary>How a waiting room lets people in.</summary>
/// <param name="AdmissionsPerMinute" example="60">How many a minute, 1 to 10,000.</param>
/// <param name="BookingMinutes" example="10">How long each may book, 1 to 1,440 minutes.</param>
public sealed record WaitingRoomRequest(int AdmissionsPerMinute, int BookingMinutes)
{
    internal sealed class Validator : AbstractValidator<WaitingRoomRequest>
    {
        public Validator()
        {
            RuleFor(request => request.AdmissionsPerMinute).InclusiveBetween(1, 10_000);
            RuleFor(request => request.BookingMinutes).InclusiveBetween(1, 1440);
        }
    }
}
