namespace MovieBooking.Api.Queue;

/// <summary>Your place in the queue of a waiting room.</summary>
/// <param name="Ticket" example="AAAAAQAAAAAAAAAHk3v2hZ8mJm1r0c0QW3sB4n5pX9yT2eLd">
/// Names the place: send it as `Queue-Ticket` to ask how far it is, and with what takes seats. It lets in one account.
/// </param>
/// <param name="RoomId" example="1">The waiting room: a movie's showtimes may share one.</param>
/// <param name="Place" example="7">Its number: the lower one is let in first. Numbers for which nobody came are left out.</param>
/// <param name="Ahead" example="3">How many places are let in before.</param>
/// <param name="Admitted" example="false">Whether seats can be taken with it now.</param>
/// <param name="AdmitsAt" example="2026-11-22T12:00:30Z">When it is let in; it may move while a manager changes the rate.</param>
/// <param name="BookingUntil" example="2026-11-22T12:10:30Z">Until when seats can be taken with it.</param>
/// <param name="AdmissionsPerMinute" example="60">How many are let in a minute.</param>
public sealed record QueuePlace(
    string Ticket,
    int RoomId,
    long Place,
    long Ahead,
    bool Admitted,
    DateTimeOffset AdmitsAt,
    DateTimeOffset BookingUntil,
    int AdmissionsPerMinute
);
