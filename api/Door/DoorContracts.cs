using FluentValidation;
using MovieBooking.Api.Http;
using MovieBooking.Api.Seats;

namespace MovieBooking.Api.Door;

/// <summary>What the door says to a ticket.</summary>
public enum DoorAnswer
{
    /// <summary>Let in now, by this request.</summary>
    Admitted,

    /// <summary>Good, and not used yet: said where a booking is looked up.</summary>
    Ready,

    /// <summary>Somebody is in with it.</summary>
    AlreadyAdmitted,

    /// <summary>Of another show of this cinema's day.</summary>
    WrongShowtime,

    /// <summary>Of another day, at this cinema.</summary>
    WrongDay,

    /// <summary>Of another cinema.</summary>
    WrongCinema,

    /// <summary>Cancelled; no money has gone back through a provider.</summary>
    Cancelled,

    /// <summary>Cancelled, and its money has gone back or is on its way.</summary>
    Refunded,

    /// <summary>The booking is not confirmed, or its time ran out.</summary>
    NotConfirmed,

    /// <summary>Nothing that we have made: another's code, or a reference that is none.</summary>
    Unknown,

    /// <summary>Looks like a ticket of ours and is not signed by us.</summary>
    Forged,
}

/// <summary>A cinema whose doors the account keeps.</summary>
/// <param name="CinemaId" example="1">The cinema.</param>
/// <param name="Name" example="Riverside">Its name.</param>
/// <param name="TimeZone" example="Europe/Berlin">Its time zone (IANA).</param>
public sealed record DoorCinema(int CinemaId, string Name, string TimeZone);

/// <summary>A show that people come to now.</summary>
/// <param name="ShowtimeId" example="1">The showtime.</param>
/// <param name="MovieTitle" example="The Long Exposure">The movie.</param>
/// <param name="ScreenName" example="Screen 1">The screen.</param>
/// <param name="CinemaId" example="1">The cinema.</param>
/// <param name="CinemaName" example="Riverside">Its name.</param>
/// <param name="StartsAt" example="2026-11-22T19:30:00+01:00">The start, by the cinema's clock.</param>
/// <param name="EndsAt" example="2026-11-22T21:00:00+01:00">The end.</param>
public sealed record DoorShowtime(
    int ShowtimeId,
    string MovieTitle,
    string ScreenName,
    int CinemaId,
    string CinemaName,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt
);

/// <summary>The keys that verify lists of doors: a JWK Set (RFC 7517).</summary>
/// <param name="Keys">The one that signs now first; older ones until they are removed from the settings.</param>
public sealed record DoorKeys(IReadOnlyList<DoorKey> Keys);

/// <summary>A public key (RFC 7517, RFC 7518 section 6.2).</summary>
/// <param name="Kty" example="EC">Its type.</param>
/// <param name="Crv" example="P-256">Its curve.</param>
/// <param name="X" example="MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4">The first coordinate, base64url.</param>
/// <param name="Y" example="4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM">The second coordinate, base64url.</param>
/// <param name="Kid" example="cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s">Its name in `List-Signature`: its thumbprint (RFC 7638).</param>
/// <param name="Use" example="sig">What it is for.</param>
/// <param name="Alg" example="ES256">How it signs.</param>
public sealed record DoorKey(string Kty, string Crv, string X, string Y, string Kid, string Use, string Alg);

/// <summary>How full it is.</summary>
/// <param name="Sold" example="64">Tickets of confirmed bookings.</param>
/// <param name="Admitted" example="41">How many of them are in.</param>
/// <param name="Minutes">How many came in, minute by minute; minutes without anybody are left out.</param>
public sealed record DoorCounts(int Sold, int Admitted, IReadOnlyList<DoorMinute> Minutes);

/// <summary>A minute at the door.</summary>
/// <param name="At" example="2026-11-22T19:21:00+01:00">The minute, by the cinema's clock.</param>
/// <param name="Admitted" example="7">How many came in.</param>
public sealed record DoorMinute(DateTimeOffset At, int Admitted);

/// <summary>Which shows to list.</summary>
/// <param name="CinemaId" example="1">The cinema.</param>
internal sealed record DoorShowtimeQuery(int CinemaId);

/// <summary>What was scanned or typed: `token` or `reference`.</summary>
/// <param name="Door" example="Door 1">Which door, 1 to 40 characters.</param>
/// <param name="Token" example="AEAQAAAAFIAAAAABY7KQ2XWZ5J3LMNOP">What the QR code says, as it was read: at most 2,048 characters.</param>
/// <param name="Reference" example="K7PX4MRW2T">A booking's reference: all its tickets, or those of `ticketIds`.</param>
/// <param name="TicketIds" example="[1]">With a reference: 1 to 10 of its tickets, each once.</param>
/// <param name="AdmittedAt" example="2026-11-22T19:21:00+01:00">
/// When it was, at a door that had no network then (GetDoorList); left out: now. A time to come counts as now, one of more than a day ago as a day ago.
/// </param>
public sealed record AdmissionRequest(
    string Door,
    string? Token = null,
    string? Reference = null,
    IReadOnlyList<int>? TicketIds = null,
    DateTimeOffset? AdmittedAt = null
)
{
    internal sealed class Validator : AbstractValidator<AdmissionRequest>
    {
        public Validator()
        {
            RuleFor(request => request.Door).NameRules(40);
            RuleFor(request => request.Token!).NotEmpty().MaximumLength(2048).When(request => request.Reference is null);
            RuleFor(request => request.Token)
                .Null()
                .When(request => request.Reference is not null)
                .WithMessage(_ => Texts.Problems["TokenOrReference"]);
            RuleFor(request => request.Reference!).NotEmpty().MaximumLength(40).When(request => request.Reference is not null);
            RuleFor(request => request.TicketIds)
                .Null()
                .When(request => request.Reference is null)
                .WithMessage(_ => Texts.Problems["TicketIdsAlone"]);
            RuleFor(request => request.TicketIds!).NotEmpty().DistinctTickets().When(request => request.TicketIds is not null);
        }
    }
}

/// <summary>What the door says, ticket by ticket.</summary>
/// <param name="Tickets">At least one, in the order of seats.</param>
public sealed record Admission(IReadOnlyList<DoorTicket> Tickets);

/// <summary>A ticket at the door; of one that is unknown or forged there is nothing but the answer.</summary>
/// <param name="Answer">What the door says.</param>
/// <param name="TicketId" example="1">The ticket.</param>
/// <param name="Reference" example="K7PX4MRW2T">Its booking.</param>
/// <param name="SeatLabel" example="E5">Its seat.</param>
/// <param name="SeatClass" example="standard">The seat's class.</param>
/// <param name="Kind" example="Child">What kind of ticket it is; null: the full price.</param>
/// <param name="AdmittedAt" example="2026-11-22T19:21:00+01:00">Since when somebody is in with it.</param>
/// <param name="Door" example="Door 1">At which door they came in.</param>
/// <param name="Showtime">The show that it is for.</param>
public sealed record DoorTicket(
    DoorAnswer Answer,
    int? TicketId = null,
    string? Reference = null,
    string? SeatLabel = null,
    SeatClass? SeatClass = null,
    string? Kind = null,
    DateTimeOffset? AdmittedAt = null,
    string? Door = null,
    DoorShowtime? Showtime = null
);
