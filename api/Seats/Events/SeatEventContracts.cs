using System.Text.Json.Serialization;

namespace MovieBooking.Api.Seats.Events;

/// <summary>The state of a seat, as a stranger sees it: never `selected`.</summary>
/// <param name="SeatId" example="53">Its id.</param>
/// <param name="Status" example="locked">available, locked, sold or unavailable.</param>
public sealed record SeatState(int SeatId, SeatStatus Status);

/// <summary>Why nothing more comes: the show has started, or its showtime is cancelled or gone.</summary>
public enum SeatEventsEnd
{
    [JsonStringEnumMemberName("show_started")]
    ShowStarted,

    [JsonStringEnumMemberName("showtime_cancelled")]
    ShowtimeCancelled,

    [JsonStringEnumMemberName("not_found")]
    NotFound,
}

/// <summary>What changed on a seat map since the event before.</summary>
/// <param name="Version" example="8">The version of the seat map that this leads to; also the event's id.</param>
/// <param name="Seats">The seats that changed and what they are now; none when a stranger sees no difference.</param>
/// <param name="Closed">Only in the last event, whose type is `closed`: why nothing more comes.</param>
public sealed record SeatChanges(
    int Version,
    IReadOnlyList<SeatState> Seats,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SeatEventsEnd? Closed = null
);
