using System.Text.Json.Serialization;
using FluentValidation;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Events;

/// <summary>What happened.</summary>
public enum EventType
{
    /// <summary>A booking is final.</summary>
    [JsonStringEnumMemberName("reservation.confirmed")]
    ReservationConfirmed,

    /// <summary>A confirmed booking is cancelled, with its last ticket.</summary>
    [JsonStringEnumMemberName("reservation.cancelled")]
    ReservationCancelled,

    /// <summary>Tickets of a booking are cancelled, and it stands with the others.</summary>
    [JsonStringEnumMemberName("reservation.tickets_cancelled")]
    ReservationTicketsCancelled,

    /// <summary>Money that was paid online has gone back.</summary>
    [JsonStringEnumMemberName("reservation.refunded")]
    ReservationRefunded,

    /// <summary>A showtime is scheduled.</summary>
    [JsonStringEnumMemberName("showtime.created")]
    ShowtimeCreated,

    /// <summary>A showtime has another start, screen or movie.</summary>
    [JsonStringEnumMemberName("showtime.moved")]
    ShowtimeMoved,

    /// <summary>A showtime is called off.</summary>
    [JsonStringEnumMemberName("showtime.cancelled")]
    ShowtimeCancelled,

    /// <summary>Seats of a coming showtime were taken, freed or changed. Told only to whoever asks for it.</summary>
    [JsonStringEnumMemberName("seats.changed")]
    SeatsChanged,
}

/// <summary>What an event is about. Read the rest where it is: an event has no names, addresses or prices.</summary>
/// <param name="CinemaId" example="1">The cinema.</param>
/// <param name="ShowtimeId" example="17">The showtime.</param>
/// <param name="ReservationId" example="99">Of reservation events: the booking.</param>
/// <param name="TicketIds" example="[201, 202]">Of cancellations: the tickets that are cancelled.</param>
/// <param name="ByCinema" example="false">Of cancellations: whether the cinema cancelled, and not whoever had booked.</param>
/// <param name="Amount" example="24.00">Of refunds: what has gone back.</param>
/// <param name="Currency" example="USD">Of refunds: its currency.</param>
/// <param name="MovieId" example="3">Of showtime events: the movie.</param>
/// <param name="ScreenId" example="2">Of showtime events: the screen.</param>
/// <param name="StartsAt" example="2026-11-22T19:30:00-05:00">Of showtime events: the start.</param>
/// <param name="PreviousStartsAt" example="2026-11-22T18:30:00-05:00">Of a move: the start until then.</param>
public sealed record EventData(
    int CinemaId,
    int ShowtimeId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? ReservationId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<int>? TicketIds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? ByCinema,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Amount,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Currency,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? MovieId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? ScreenId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? StartsAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? PreviousStartsAt
);

/// <summary>Something that happened.</summary>
/// <param name="EventId" example="1204">Its place in the order of all events.</param>
/// <param name="Type">What happened.</param>
/// <param name="OccurredAt" example="2026-11-22T12:00:00Z">When.</param>
/// <param name="Data">To what.</param>
public sealed record EventEntry(long EventId, EventType Type, DateTimeOffset OccurredAt, EventData Data);

/// <summary>Events in their order.</summary>
/// <param name="Items">Those that were asked for; empty: nothing has happened since.</param>
/// <param name="Next" example="1204">What to ask for after next time.</param>
/// <param name="HasMore" example="false">Whether there is more already.</param>
public sealed record EventList(IReadOnlyList<EventEntry> Items, long Next, bool HasMore);

/// <summary>Which events to list.</summary>
internal sealed record EventQuery
{
    private static readonly string[] s_types = [.. Enum.GetValues<EventType>().Select(Word.Of)];

    /// <summary>Those after this one; without it from the oldest that is kept.</summary>
    /// <example>1200</example>
    public long? After { get; init; }

    /// <summary>How many at most, 1 to 1000; 100 where nothing is said.</summary>
    /// <example>100</example>
    public int? Limit { get; init; }

    /// <summary>Of these types alone, separated by commas; without it of all but `seats.changed`.</summary>
    /// <example>showtime.cancelled,seats.changed</example>
    public string? Types { get; init; }

    /// <summary>As the database has them.</summary>
    public IReadOnlyCollection<string> ReadTypes() =>
        Types?.Split(',') ?? s_types.Where(type => type != Word.Of(EventType.SeatsChanged)).ToArray();

    public sealed class Validator : AbstractValidator<EventQuery>
    {
        public Validator()
        {
            RuleFor(query => query.After).GreaterThanOrEqualTo(0);
            RuleFor(query => query.Limit).InclusiveBetween(1, 1000);
            RuleFor(query => query.Types)
                .Must(types => types is null || types.Split(',').All(type => s_types.Contains(type, StringComparer.Ordinal)))
                .WithMessage(_ => Texts.Problems["OneOf", string.Join(", ", s_types)]);
        }
    }
}
