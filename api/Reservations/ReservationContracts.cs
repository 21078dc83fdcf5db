using System.Text.Json.Serialization;
using FluentValidation;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Payments;
using MovieBooking.Api.Reservations.GiftCards;
using MovieBooking.Api.Reservations.Kinds;
using MovieBooking.Api.Reservations.Vouchers;
using MovieBooking.Api.Reservations.Wallets;
using MovieBooking.Api.Seats;
using MovieBooking.Api.Showtimes;

namespace MovieBooking.Api.Reservations;

/// <summary>
/// pending: its seats are kept until expiresAt; confirmed: they are yours; cancelled;
/// expired: not confirmed in time.
/// </summary>
public enum ReservationStatus
{
    Pending,
    Confirmed,
    Cancelled,
    Expired,
}

/// <summary>A seat of a reservation.</summary>
/// <param name="TicketId" example="1">Its id.</param>
/// <param name="SeatId" example="53">The seat.</param>
/// <param name="SeatLabel" example="E5">The seat's row and number.</param>
/// <param name="SeatClass">The seat's class.</param>
/// <param name="Price" example="8.00">What it costs.</param>
/// <param name="Refund" example="6.50">What is due back for it once it is cancelled; until then, what would be, were it cancelled in time.</param>
/// <param name="Kind" example="Child">What kind of ticket it is; left out where it is the full price.</param>
/// <param name="Token" example="AEAQAAAAAEAAAAABT4LQ2ZP7W3KDMXUA">
/// What the ticket's QR code holds, for the door: only in the answers of GetReservation and LookUpReservation, and only once the booking is
/// confirmed. Whoever has it comes in: keep it to yourself.
/// </param>
public sealed record Ticket(
    int TicketId,
    int SeatId,
    string SeatLabel,
    SeatClass SeatClass,
    decimal Price,
    decimal Refund,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Kind = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Token = null
);

/// <summary>What a booking's owner gets back who cancels it, or tickets of it: fixed when it was made.</summary>
/// <param name="Until" example="2026-11-22T18:30:00-05:00">
/// Until when a confirmed one can be cancelled; one that is not confirmed yet can always be given back.
/// </param>
/// <param name="FeeKind">Whether something is kept, and how it is reckoned: none where the show has moved (movedFrom).</param>
/// <param name="Fee" example="1.50">What is kept of each ticket: an amount, or a percentage.</param>
/// <param name="RefundNow" example="13.00">What would be due back if all its tickets were cancelled now; null when they cannot be.</param>
public sealed record RefundTerms(DateTimeOffset Until, RefundFeeKind FeeKind, decimal Fee, decimal? RefundNow);

/// <summary>A booking.</summary>
/// <param name="ReservationId" example="1">Its id.</param>
/// <param name="Reference" example="K7PX4MRW2T">The code to show at the cinema.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Showtime">The showtime.</param>
/// <param name="Tickets">Its seats; those it had, once cancelled or expired.</param>
/// <param name="CancelledTickets">Those of its tickets that have been cancelled, one by one or all of them.</param>
/// <param name="Total" example="16.00">What the tickets cost together: those it has, or had.</param>
/// <param name="Voucher">The voucher that makes the tickets cheaper; null without one.</param>
/// <param name="GiftCard">What a gift card pays of the total; null without one.</param>
/// <param name="RefundDue" example="0.00">What is due back for the tickets that were cancelled, to a gift card (giftCard.givenBack) and else.</param>
/// <param name="Currency" example="USD">The currency (ISO 4217).</param>
/// <param name="RefundPolicy">What its owner gets back who cancels.</param>
/// <param name="MovedFrom">When the show was to start as this was booked, where it starts at another time now; else null.</param>
/// <param name="Payment">What is paid for it.</param>
/// <param name="CreatedAt" example="2026-11-22T12:00:00-05:00">When it was made.</param>
/// <param name="ExpiresAt">Until when it must be confirmed; null once it is, or is cancelled.</param>
/// <param name="ConfirmedAt">When it was confirmed, or null.</param>
/// <param name="CancelledAt">When it was cancelled, or null.</param>
/// <param name="AccessToken">
/// Only in the answers of CreateReservation and LookUpReservation to a guest: send it as `Authorization: Bearer …` to read,
/// confirm or cancel this booking, until a day after the show. It opens nothing else.
/// </param>
/// <param name="Wallets">
/// Only in the answers of GetReservation and LookUpReservation, and only where there are any: the wallets that its tickets can be put into
/// once it is confirmed.
/// </param>
/// <param name="InPlaceOf">The booking whose tickets were exchanged for these at the counter; left out where there is none.</param>
/// <param name="ExchangedFor">The bookings that tickets of this one were exchanged for at the counter; left out where there are none.</param>
public sealed record Reservation(
    int ReservationId,
    string Reference,
    ReservationStatus Status,
    Showtime Showtime,
    IReadOnlyList<Ticket> Tickets,
    IReadOnlyList<Ticket> CancelledTickets,
    decimal Total,
    UsedVoucher? Voucher,
    UsedGiftCard? GiftCard,
    decimal RefundDue,
    string Currency,
    RefundTerms RefundPolicy,
    DateTimeOffset? MovedFrom,
    Payment Payment,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? ConfirmedAt,
    DateTimeOffset? CancelledAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? AccessToken = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Wallet>? Wallets = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ExchangedBooking? InPlaceOf = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ExchangedBooking>? ExchangedFor = null
);

/// <summary>A booking that another one has to do with, of the same owner.</summary>
/// <param name="ReservationId" example="1">Its id.</param>
/// <param name="Reference" example="K7PX4MRW2T">The code to show at the cinema.</param>
public sealed record ExchangedBooking(int ReservationId, string Reference);

/// <summary>Somebody who books without an account.</summary>
/// <param name="Email" example="sam@example.com">Finds the booking again, with its reference.</param>
/// <param name="Name" example="Sam Rivers">Who comes, 1 to 100 characters.</param>
public sealed record Guest(string Email, string Name)
{
    internal sealed class Validator : AbstractValidator<Guest>
    {
        public Validator()
        {
            RuleFor(guest => guest.Email).EmailAddressRules();
            RuleFor(guest => guest.Name).DisplayNameRules();
        }
    }
}

/// <summary>What to book.</summary>
/// <param name="ShowtimeId" example="1">The showtime.</param>
/// <param name="SeatIds" example="[53, 54]">1 to 10 seats of its screen: free ones, or ones you hold.</param>
/// <param name="Guest">Who books, when you are not signed in; else leave it out.</param>
/// <param name="Kinds">Which of the seats' tickets are of a kind (see ListShowtimeKinds); all others cost the full price.</param>
public sealed record CreateReservationRequest(
    int ShowtimeId,
    IReadOnlyList<int> SeatIds,
    Guest? Guest = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<SeatKind>? Kinds = null
)
{
    internal sealed class Validator : AbstractValidator<CreateReservationRequest>
    {
        public Validator()
        {
            RuleFor(request => request.ShowtimeId).GreaterThan(0);
            RuleFor(request => request.SeatIds).NotEmpty().DistinctSeats();
            RuleFor(request => request.Kinds!).SeatKinds().When(request => request.Kinds is not null);
            RuleFor(request => request.Kinds!)
                .Must((request, kinds) => kinds.All(kind => kind is null || request.SeatIds.Contains(kind.SeatId)))
                .WithMessage(_ => Texts.Problems["KindSeats"])
                .When(request => request is { Kinds: not null, SeatIds: not null });
            RuleFor(request => request.Guest!).SetValidator(new Guest.Validator()).When(request => request.Guest is not null);
        }
    }
}

/// <summary>Which tickets of a booking to cancel.</summary>
/// <param name="TicketIds" example="[1]">1 to 10 of its tickets, each once.</param>
public sealed record CancelTicketsRequest(IReadOnlyList<int> TicketIds)
{
    internal sealed class Validator : AbstractValidator<CancelTicketsRequest>
    {
        public Validator() => RuleFor(request => request.TicketIds).NotEmpty().DistinctTickets();
    }
}

/// <summary>A guest's booking to find again.</summary>
/// <param name="Reference" example="K7PX4MRW2T">Its reference.</param>
/// <param name="Email" example="sam@example.com">The address it was made with.</param>
public sealed record LookUpReservationRequest(string Reference, string Email)
{
    internal sealed class Validator : AbstractValidator<LookUpReservationRequest>
    {
        public Validator()
        {
            RuleFor(request => request.Reference)
                .Cascade(CascadeMode.Stop)
                .NotEmpty()
                .MaximumLength(20)
                .Must(reference => reference.All(char.IsAsciiLetterOrDigit))
                .WithMessage(_ => Texts.Problems["Reference"]);
            RuleFor(request => request.Email).EmailAddressRules();
        }
    }
}

/// <summary>How to get tickets as a file.</summary>
internal sealed record TicketFileQuery
{
    /// <summary>a4: all on one page, to print, also without a word; phone: each on a page of its own, to show at the door.</summary>
    [Words("a4", "phone")]
    public string? Format { get; init; }

    public sealed class Validator : AbstractValidator<TicketFileQuery>
    {
        public Validator() => RuleFor(query => query.Format).OneOf<TicketFileQuery, TicketFormat>();
    }
}
