using FluentValidation;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Admin.Messages;
using MovieBooking.Api.Messages;
using MovieBooking.Api.Reservations;
using MovieBooking.Api.WaitingList;

namespace MovieBooking.Api.Auth;

/// <summary>Everything that is held about a person who has an account.</summary>
/// <param name="ExportedAt" example="2026-11-28T12:00:00Z">When it was written.</param>
/// <param name="Account">Who they are.</param>
/// <param name="Reservations">Their bookings, newest first, with tickets and what was paid and given back.</param>
/// <param name="Holds">The seats that are held for them, unless that has run out.</param>
/// <param name="UnpaidHolds">Where seats that they held, or had a pending booking of, ran out unpaid; kept for a day.</param>
/// <param name="WaitingPlaces">Their places on waiting lists for seats, until a day after the show.</param>
/// <param name="TillShifts">Their shifts at the tills of counters, newest first.</param>
/// <param name="Groups">Groups for which they kept seats at a counter, until a day after the show.</param>
/// <param name="Sessions">Where they are signed in, or were in the last 30 days.</param>
/// <param name="SecondFactor">Their second factor; null without one.</param>
/// <param name="Passkeys">Their passkeys, without their keys.</param>
/// <param name="ExternalLogins">Logins at providers that open the account.</param>
/// <param name="HalfSignIns">Sign-ins that got as far as the second factor, finished or not; kept for a day.</param>
/// <param name="FailedSignIns">Wrong passwords and codes that were tried for the account in a row, by devices that it knows and by others; kept for a day.</param>
/// <param name="MailedLinks">Links to set a password or confirm an address, without what opens them; kept for a day.</param>
/// <param name="StoredAnswers">Requests whose answers are kept for a day, so that they can be repeated; the answers are the bookings above.</param>
/// <param name="Changes">What they did, as the audit log has it.</param>
/// <param name="Messages">Mails to them of the last weeks.</param>
public sealed record PersonalData(
    DateTimeOffset ExportedAt,
    PersonalAccount Account,
    IReadOnlyList<Reservation> Reservations,
    IReadOnlyList<PersonalHold> Holds,
    IReadOnlyList<PersonalUnpaidHold> UnpaidHolds,
    IReadOnlyList<PersonalWaitingPlace> WaitingPlaces,
    IReadOnlyList<PersonalTillShift> TillShifts,
    IReadOnlyList<PersonalGroup> Groups,
    IReadOnlyList<PersonalSession> Sessions,
    PersonalSecondFactor? SecondFactor,
    IReadOnlyList<Passkey> Passkeys,
    IReadOnlyList<PersonalExternalLogin> ExternalLogins,
    IReadOnlyList<PersonalHalfSignIn> HalfSignIns,
    IReadOnlyList<PersonalFailedSignIn> FailedSignIns,
    IReadOnlyList<PersonalLink> MailedLinks,
    IReadOnlyList<PersonalAnswer> StoredAnswers,
    IReadOnlyList<AuditEntry> Changes,
    IReadOnlyList<PersonalMessage> Messages
);

/// <summary>The account itself; of the password there is a hash alone, which tells nothing.</summary>
/// <param name="UserId" example="2">Its id.</param>
/// <param name="Email" example="user@example.com">The address.</param>
/// <param name="DisplayName" example="Robin Vale">The name.</param>
/// <param name="Role" example="customer">What they may do.</param>
/// <param name="CreatedAt" example="2026-11-22T12:00:00Z">When it was opened.</param>
/// <param name="WorksAt" example="[]">The cinemas at whose doors they work.</param>
public sealed record PersonalAccount(
    int UserId,
    string Email,
    string DisplayName,
    UserRole Role,
    DateTimeOffset CreatedAt,
    IReadOnlyList<string> WorksAt
);

/// <summary>A seat that is held.</summary>
/// <param name="ShowtimeId" example="1">The showtime.</param>
/// <param name="SeatId" example="53">The seat.</param>
/// <param name="SeatLabel" example="E5">Its row and number.</param>
/// <param name="Price" example="8.00">The price that the hold keeps.</param>
/// <param name="HeldSince" example="2026-11-22T12:00:00Z">Since when.</param>
/// <param name="ExpiresAt" example="2026-11-22T12:15:00Z">Until when.</param>
public sealed record PersonalHold(
    int ShowtimeId,
    int SeatId,
    string SeatLabel,
    decimal Price,
    DateTimeOffset HeldSince,
    DateTimeOffset ExpiresAt
);

/// <summary>A showtime on which what was held ran out unpaid.</summary>
/// <param name="ShowtimeId" example="1">The showtime.</param>
/// <param name="Times" example="1">How often.</param>
/// <param name="LapsedAt" example="2026-11-22T12:15:00Z">When it last did.</param>
public sealed record PersonalUnpaidHold(int ShowtimeId, int Times, DateTimeOffset LapsedAt);

/// <summary>A place on the waiting list of a showtime.</summary>
/// <param name="ShowtimeId" example="1">The showtime.</param>
/// <param name="Seats" example="2">For how many seats.</param>
/// <param name="Status" example="waiting">How far it is.</param>
/// <param name="JoinedAt" example="2026-11-22T12:00:00Z">Since when.</param>
/// <param name="OfferedAt" example="2026-11-22T15:00:00Z">When seats were offered, or null.</param>
public sealed record PersonalWaitingPlace(
    int ShowtimeId,
    int Seats,
    WaitingStatus Status,
    DateTimeOffset JoinedAt,
    DateTimeOffset? OfferedAt
);

/// <summary>A shift at a till.</summary>
/// <param name="Cinema" example="Riverside">The cinema.</param>
/// <param name="Till" example="Till 1">Which till.</param>
/// <param name="OpenedAt" example="2026-11-22T12:00:00Z">Since when.</param>
/// <param name="ClosedAt" example="2026-11-22T20:00:00Z">Until when; null while it is open.</param>
/// <param name="Sales" example="41">How many sales they made in it.</param>
public sealed record PersonalTillShift(string Cinema, string Till, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, int Sales);

/// <summary>A group for which they kept seats at a counter; who comes is not theirs to have.</summary>
/// <param name="ShowtimeId" example="1">The show.</param>
/// <param name="Seats" example="30">For how many seats.</param>
/// <param name="MadeAt" example="2026-11-20T12:00:00Z">When.</param>
public sealed record PersonalGroup(int ShowtimeId, int Seats, DateTimeOffset MadeAt);

/// <summary>A login at a provider.</summary>
/// <param name="Provider" example="google">The provider.</param>
/// <param name="Subject" example="110169484474386276334">What the provider calls them.</param>
/// <param name="CreatedAt" example="2026-11-22T12:00:00Z">Since when it opens the account.</param>
public sealed record PersonalExternalLogin(string Provider, string Subject, DateTimeOffset CreatedAt);

/// <summary>A session, from a sign-in on.</summary>
/// <param name="SessionId" example="5f0c1f0e-7a55-4f2c-9d43-0c3f5f9a8a11">Its id.</param>
/// <param name="App" example="Firefox">The browser or program that signed in, or null.</param>
/// <param name="System" example="Windows">What that runs on, or null.</param>
/// <param name="StartedAt" example="2026-11-22T12:00:00Z">When it began, or the oldest of it that is still stored.</param>
/// <param name="LastUsedAt" example="2026-11-22T13:00:00Z">When it was last continued.</param>
/// <param name="ExpiresAt" example="2026-12-22T13:00:00Z">When it ends by itself.</param>
/// <param name="HasEnded">Whether it was ended.</param>
public sealed record PersonalSession(
    Guid SessionId,
    string? App,
    string? System,
    DateTimeOffset StartedAt,
    DateTimeOffset LastUsedAt,
    DateTimeOffset ExpiresAt,
    bool HasEnded
);

/// <summary>A second factor; what computes its codes is a secret.</summary>
/// <param name="SetUpAt" example="2026-11-22T12:00:00Z">When it was set up.</param>
/// <param name="ConfirmedAt" example="2026-11-22T12:01:00Z">Since when it is asked for; null where it was never confirmed.</param>
/// <param name="RecoveryCodesLeft" example="9">How many recovery codes are unused.</param>
public sealed record PersonalSecondFactor(DateTimeOffset SetUpAt, DateTimeOffset? ConfirmedAt, int RecoveryCodesLeft);

/// <summary>A sign-in whose password was right.</summary>
/// <param name="StartedAt" example="2026-11-22T12:00:00Z">When.</param>
/// <param name="Tries" example="1">How many codes were tried.</param>
/// <param name="FinishedAt">When one was right, or null.</param>
public sealed record PersonalHalfSignIn(DateTimeOffset StartedAt, int Tries, DateTimeOffset? FinishedAt);

/// <summary>Wrong passwords in a row.</summary>
/// <param name="Times" example="2">How many.</param>
/// <param name="FailedAt" example="2026-11-22T12:00:00Z">When the last was tried.</param>
/// <param name="RetryAt">Until when no other is taken from devices that the account does not know, or null.</param>
public sealed record PersonalFailedSignIn(int Times, DateTimeOffset FailedAt, DateTimeOffset? RetryAt);

/// <summary>A link that was mailed.</summary>
/// <param name="Purpose" example="passwordReset">passwordReset or emailChange.</param>
/// <param name="NewEmail" example="new@example.com">The address that it confirms; null for a password.</param>
/// <param name="CreatedAt" example="2026-11-22T12:00:00Z">When it was asked for.</param>
/// <param name="UsedAt">When it was used, or null.</param>
public sealed record PersonalLink(string Purpose, string? NewEmail, DateTimeOffset CreatedAt, DateTimeOffset? UsedAt);

/// <summary>A request whose answer is kept.</summary>
/// <param name="Route" example="confirm 1">What was asked for.</param>
/// <param name="CreatedAt" example="2026-11-22T12:00:00Z">When.</param>
public sealed record PersonalAnswer(string Route, DateTimeOffset CreatedAt);

/// <summary>A mail.</summary>
/// <param name="Kind">What it tells.</param>
/// <param name="ReservationId" example="1">The booking it is about; null where it is about none.</param>
/// <param name="Recipient" example="user@example.com">Where it went, or is to go.</param>
/// <param name="Status">What has become of it.</param>
/// <param name="CreatedAt" example="2026-11-22T12:00:00Z">When it was written.</param>
/// <param name="FinishedAt">When it was sent, dropped or given up.</param>
public sealed record PersonalMessage(
    MessageKind Kind,
    int? ReservationId,
    string? Recipient,
    MessageStatus Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FinishedAt
);

/// <summary>The end of an account.</summary>
/// <param name="Password" example="Passw0rd!demo">Its password, so that nobody does it at a page that was left open.</param>
/// <param name="KeepBookings">
/// Whether you know that bookings of shows to come stay, and that nobody can open or cancel them any more: needed where there are any.
/// </param>
public sealed record DeleteAccountRequest(string Password, bool KeepBookings = false)
{
    internal sealed class Validator : AbstractValidator<DeleteAccountRequest>
    {
        public Validator() => RuleFor(request => request.Password).GivenPasswordRules();
    }
}
