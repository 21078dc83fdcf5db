using System.Text.Json.Serialization;
using FluentValidation;
using MovieBooking.Api.Reservations;
using MovieBooking.Api.Seats;

namespace MovieBooking.Api.WaitingList;

/// <summary>
/// waiting: seats are offered when so many are free; offered: they are kept until offerUntil; taken: they were booked; lapsed: they were not;
/// left: given up by choice.
/// </summary>
public enum WaitingStatus
{
    Waiting,
    Offered,
    Taken,
    Lapsed,
    Left,
}

/// <summary>For how many seats to wait.</summary>
/// <param name="Seats" example="2">1 to 10.</param>
/// <param name="Guest">Who waits, when you are not signed in; else leave it out.</param>
public sealed record JoinWaitingListRequest(int Seats, Guest? Guest = null)
{
    internal sealed class Validator : AbstractValidator<JoinWaitingListRequest>
    {
        public Validator()
        {
            RuleFor(request => request.Seats).InclusiveBetween(1, SeatListRules.Limit);
            RuleFor(request => request.Guest!).SetValidator(new Guest.Validator()).When(request => request.Guest is not null);
        }
    }
}

/// <summary>A place on the waiting list of a showtime.</summary>
/// <param name="EntryId" example="1">Its id.</param>
/// <param name="ShowtimeId" example="1">The showtime.</param>
/// <param name="MovieTitle" example="Night Train">What it shows.</param>
/// <param name="StartsAt" example="2026-11-22T19:30:00-05:00">When it starts.</param>
/// <param name="CinemaName" example="Riverside">Where.</param>
/// <param name="Seats" example="2">How many seats are waited for.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Place" example="3">How many wait up to here, this one included; null once nobody waits.</param>
/// <param name="JoinedAt" example="2026-11-22T12:00:00-05:00">Since when.</param>
/// <param name="OfferUntil" example="2026-11-22T15:15:00-05:00">Until when the offered seats are kept; null without an offer.</param>
/// <param name="Ticket" example="AAAAAQjeJ8Fkm8AAk3v2hZ8mJm1r0c0QW3sB4n5pX9yT">
/// Only for a guest: send it as `Waiting-List-Ticket` to ask how far it is, and to leave. It opens no booking: the mail does.
/// </param>
public sealed record WaitingPlace(
    int EntryId,
    int ShowtimeId,
    string MovieTitle,
    DateTimeOffset StartsAt,
    string CinemaName,
    int Seats,
    WaitingStatus Status,
    int? Place,
    DateTimeOffset JoinedAt,
    DateTimeOffset? OfferUntil,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Ticket = null
);

/// <summary>Where you wait.</summary>
/// <param name="Items">Of shows to come, the next one first.</param>
public sealed record WaitingPlaces(IReadOnlyList<WaitingPlace> Items);

/// <summary>Who waits for seats of a showtime.</summary>
/// <param name="ShowtimeId" example="1">The showtime.</param>
/// <param name="Waiting" example="12">How many people wait.</param>
/// <param name="SeatsWanted" example="29">For how many seats.</param>
/// <param name="Offered" example="1">How many have an offer just now.</param>
/// <param name="Entries">Everybody who has joined, in order: those whose turn is over, too.</param>
public sealed record ShowtimeWaitingList(int ShowtimeId, int Waiting, int SeatsWanted, int Offered, IReadOnlyList<WaitingPerson> Entries);

/// <summary>Somebody on the waiting list of a showtime.</summary>
/// <param name="Name" example="Sam Rivers">Who.</param>
/// <param name="Email" example="sam@example.com">The address that the offer goes to.</param>
/// <param name="Guest" example="true">Whether it is somebody without an account.</param>
/// <param name="Seats" example="2">How many seats are waited for.</param>
/// <param name="Status">How far it is.</param>
/// <param name="JoinedAt" example="2026-11-22T12:00:00-05:00">Since when.</param>
/// <param name="OfferUntil">Until when the offered seats are, or were, kept; null without an offer.</param>
public sealed record WaitingPerson(
    string Name,
    string Email,
    bool Guest,
    int Seats,
    WaitingStatus Status,
    DateTimeOffset JoinedAt,
    DateTimeOffset? OfferUntil
);
