using MovieBooking.Api.Admin.Schedule;
using MovieBooking.Api.Captcha;
using MovieBooking.Api.Seats;

namespace MovieBooking.Api.Http;

/// <summary>An error (RFC 9457). Programs decide by code; title and detail are for people.</summary>
/// <param name="Code" example="seats_taken">The cause, a stable word.</param>
/// <param name="Title" example="Somebody else has a seat of your choice.">The cause in words.</param>
/// <param name="Status" example="409">The HTTP status.</param>
/// <param name="Detail">What is particular to this case.</param>
/// <param name="Errors">For validation_failed: the rules broken, by field.</param>
/// <param name="Seats">For seats_taken and seat_in_reservation: each lost seat and why.</param>
/// <param name="Conflicts">For schedule_conflict: each show that another one is in the way of.</param>
/// <param name="Bookings" example="3">For showtime_has_bookings: how many reservations there are.</param>
/// <param name="Tickets" example="7">For showtime_has_bookings: how many tickets those have.</param>
/// <param name="RefundDue" example="96.00">For showtime_has_bookings: what is due back when they are cancelled.</param>
/// <param name="Until" example="2026-11-22T18:30:00-05:00">For refund_period_over: until when tickets could be given back.</param>
/// <param name="RetryAt" example="2026-11-22T18:30:00Z">For showtime_limit, hold_pause, address_limit and sign_in_pause: when to come again; Retry-After says it in seconds. For companion_place: when it is for everybody.</param>
/// <param name="Queue" example="/api/v1/showtimes/1/queue">For waiting_room and queue_ticket_taken: where to join the queue, and to ask for one's place in it.</param>
/// <param name="Captcha">For captcha_required: which check to show.</param>
/// <param name="Scope" example="bookings:write">For insufficient_scope: the scope that the key lacks.</param>
/// <param name="Challenge" example="m5Xk0Zc1s8V3yqJt7R2hPwUu4LbN9eDfGaKiQoTxWvY">For second_factor_required: what to send to FinishSignIn with a code.</param>
/// <param name="ExpiresAt" example="2026-11-22T18:30:00Z">For second_factor_required: until when.</param>
/// <param name="SetUp" example="/api/v1/auth/me/second-factor">For second_factor_needed: where to set one up.</param>
/// <param name="TraceId">Names this request in the server's log.</param>
public sealed record Problem(
    string Code,
    string Title,
    int Status,
    string? Detail,
    IReadOnlyDictionary<string, string[]>? Errors,
    IReadOnlyList<RefusedSeat>? Seats,
    IReadOnlyList<ScheduleConflict>? Conflicts,
    int? Bookings,
    int? Tickets,
    decimal? RefundDue,
    DateTimeOffset? Until,
    DateTimeOffset? RetryAt,
    string? Queue,
    CaptchaChallenge? Captcha,
    string? Scope,
    string? Challenge,
    DateTimeOffset? ExpiresAt,
    string? SetUp,
    string TraceId
);
