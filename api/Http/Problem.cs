using MovieBooking.Api.Seats;

namespace MovieBooking.Api.Http;

/// <summary>An error (RFC 9457). Programs decide by code; title and detail are for people.</summary>
/// <param name="Code" example="seats_taken">The cause, a stable word.</param>
/// <param name="Title" example="Somebody else has a seat of your choice.">The cause in words.</param>
/// <param name="Status" example="409">The HTTP status.</param>
/// <param name="Detail">What is particular to this case.</param>
/// <param name="Errors">For validation_failed: the rules broken, by field.</param>
/// <param name="Seats">For seats_taken and seat_in_reservation: each lost seat and why.</param>
/// <param name="TraceId">Names this request in the server's log.</param>
public sealed record Problem(
    string Code,
    string Title,
    int Status,
    string? Detail,
    IReadOnlyDictionary<string, string[]>? Errors,
    IReadOnlyList<RefusedSeat>? Seats,
    string TraceId
);
