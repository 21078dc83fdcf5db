using FluentValidation;
using MovieBooking.Api.Seats;

namespace MovieBooking.Api.Reservations.Kinds;

/// <summary>
/// Why a ticket cannot be of a kind: unknown (not one of this cinema), ended, day (not on this weekday), time (not at this time of day), class (not
/// for seats of this class), rating (not for films rated so high).
/// </summary>
public enum KindRefusal
{
    Unknown,
    Ended,
    Day,
    Time,
    Class,
    Rating,
}

/// <summary>A seat whose ticket is of a kind.</summary>
/// <param name="SeatId" example="53">The seat.</param>
/// <param name="KindId" example="2">The kind.</param>
public sealed record SeatKind(int SeatId, int KindId);

/// <summary>The first ticket that cannot be of the kind that was asked for.</summary>
/// <param name="SeatId" example="53">Its seat.</param>
/// <param name="KindId" example="2">The kind.</param>
/// <param name="Rule">Why not.</param>
internal sealed record RefusedKind(int SeatId, int KindId, KindRefusal Rule);

/// <summary>A kind of tickets that a showtime has on its day and at its time.</summary>
/// <param name="KindId" example="2">Its id: what it costs never changes.</param>
/// <param name="Name" example="Child">Its name.</param>
/// <param name="Note" example="up to 11">For whom it is, or null.</param>
/// <param name="StandardPrice" example="5.60">What a standard seat costs then; null where it cannot be had.</param>
/// <param name="PremiumPrice" example="11.20">What a premium seat costs then; null where it cannot be had.</param>
/// <param name="RefusedFor">Why it cannot be had at all, which is a rating; else null.</param>
public sealed record OfferedKind(
    int KindId,
    string Name,
    string? Note,
    decimal? StandardPrice,
    decimal? PremiumPrice,
    KindRefusal? RefusedFor
);

/// <summary>The kinds of tickets that a showtime has, beside the full price.</summary>
/// <param name="ShowtimeId" example="1">The showtime.</param>
/// <param name="Currency" example="USD">The currency of the prices (ISO 4217).</param>
/// <param name="Kinds">The kinds, in the cinema's order.</param>
public sealed record ShowtimeKinds(int ShowtimeId, string Currency, IReadOnlyList<OfferedKind> Kinds);

/// <summary>What a ticket costs as one of a kind.</summary>
/// <param name="KindId" example="2">The kind.</param>
/// <param name="Name" example="Child">Its name.</param>
/// <param name="Note" example="up to 11">For whom it is, or null.</param>
/// <param name="Price" example="5.60">What the ticket costs then; null where it cannot be had.</param>
/// <param name="RefusedFor">Why it cannot be had, or null.</param>
public sealed record KindChoice(int KindId, string Name, string? Note, decimal? Price, KindRefusal? RefusedFor);

/// <summary>What a ticket can be.</summary>
/// <param name="TicketId" example="1">The ticket.</param>
/// <param name="SeatId" example="53">Its seat.</param>
/// <param name="SeatLabel" example="E5">The seat's row and number.</param>
/// <param name="FullPrice" example="8.00">What it costs without a kind.</param>
/// <param name="KindId" example="2">What kind it is now; null: the full price.</param>
/// <param name="Kinds">What else it can be.</param>
public sealed record TicketChoices(
    int TicketId,
    int SeatId,
    string SeatLabel,
    decimal FullPrice,
    int? KindId,
    IReadOnlyList<KindChoice> Kinds
);

/// <summary>What each ticket of a booking can be, and costs then.</summary>
/// <param name="ReservationId" example="1">The booking.</param>
/// <param name="Currency" example="USD">The currency of the prices (ISO 4217).</param>
/// <param name="Tickets">Its tickets.</param>
public sealed record BookingKinds(int ReservationId, string Currency, IReadOnlyList<TicketChoices> Tickets);

/// <summary>Which tickets of a booking are of which kind.</summary>
/// <param name="Kinds">Seats, each once at most; all others cost the full price.</param>
public sealed record SetTicketKindsRequest(IReadOnlyList<SeatKind> Kinds)
{
    internal sealed class Validator : AbstractValidator<SetTicketKindsRequest>
    {
        public Validator() => RuleFor(request => request.Kinds).NotNull().SeatKinds();
    }
}

internal static class SeatKindRules
{
    public static IRuleBuilderOptions<T, IReadOnlyList<SeatKind>> SeatKinds<T>(this IRuleBuilder<T, IReadOnlyList<SeatKind>> rule) =>
        rule.Must(kinds => kinds is null || kinds.Count <= SeatListRules.Limit)
            .WithMessage(_ => Texts.Problems["MostSeats", SeatListRules.Limit])
            .Must(kinds => kinds is null || kinds.All(kind => kind is { SeatId: > 0, KindId: > 0 }))
            .WithMessage(_ => Texts.Problems["KindIdsPositive"])
            .Must(kinds => kinds is null || kinds.DistinctBy(kind => kind?.SeatId).Count() == kinds.Count)
            .WithMessage(_ => Texts.Problems["SeatsOnce"]);
}

internal static class TicketKindMapping
{
    /// <summary>Why a kind cannot be had, in the reader's language.</summary>
    public static LocalizedString Reason(KindRefusal refusal) =>
        refusal switch
        {
            KindRefusal.Unknown => Texts.Problems["KindUnknown"],
            KindRefusal.Ended => Texts.Problems["KindEnded"],
            KindRefusal.Day => Texts.Problems["KindDay"],
            KindRefusal.Time => Texts.Problems["KindTime"],
            KindRefusal.Class => Texts.Problems["KindClass"],
            _ => Texts.Problems["KindRating"],
        };
}
