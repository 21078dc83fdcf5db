using System.Text.Json.Serialization;
using FluentValidation;
using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;

namespace MovieBooking.Api.Seats;

/// <summary>What a seat costs depends on its class: rows A to E are standard, F to H premium.</summary>
public enum SeatClass
{
    Standard,
    Premium,
}

/// <summary>wheelchair: a place without a chair, for somebody who comes in a wheelchair; companion: the seat beside one.</summary>
public enum SeatAccessibility
{
    Wheelchair,
    Companion,
}

/// <summary>
/// available: free; selected: kept for you, by a hold or a pending reservation; locked: kept for somebody
/// else; sold; unavailable: out of service.
/// </summary>
public enum SeatStatus
{
    Available,
    Selected,
    Locked,
    Sold,
    Unavailable,
}

/// <summary>A seat that was asked for and cannot be had.</summary>
/// <param name="SeatId" example="53">Its id.</param>
/// <param name="SeatLabel" example="E5">Its row and number.</param>
/// <param name="Reason">sold, locked or unavailable.</param>
public sealed record RefusedSeat(int SeatId, string SeatLabel, SeatStatus Reason);

/// <summary>A seat on the map of a showtime.</summary>
/// <param name="SeatId" example="53">Its id.</param>
/// <param name="Label" example="E5">Its row and number.</param>
/// <param name="Row" example="E">Its row, A (at the screen) to H.</param>
/// <param name="Column" example="5">Its number in the row, 1 to 12.</param>
/// <param name="SeatClass">Its class.</param>
/// <param name="Price" example="8.00">What it costs you now.</param>
/// <param name="Status">Its state, as you see it.</param>
/// <param name="Accessibility">What it is made for; left out of a seat like any other.</param>
public sealed record Seat(
    int SeatId,
    string Label,
    string Row,
    int Column,
    SeatClass SeatClass,
    decimal Price,
    SeatStatus Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SeatAccessibility? Accessibility = null
);

/// <summary>A row of seats, in order.</summary>
/// <param name="Label" example="E">The row's letter.</param>
/// <param name="Seats">Its seats by number.</param>
public sealed record SeatRow(string Label, IReadOnlyList<Seat> Seats);

/// <summary>The seat map of a showtime: 8 rows of 12, the screen in front of row A.</summary>
/// <param name="Showtime">The showtime.</param>
/// <param name="Currency" example="USD">The currency of all prices (ISO 4217).</param>
/// <param name="Version" example="7">Raised by one with every change of a seat.</param>
/// <param name="HoldExpiresAt">When your holds here end, or null.</param>
/// <param name="ReservationId">Your pending reservation here, or null.</param>
/// <param name="WaitingRoomId">The waiting room where seats are taken in turn (see JoinQueue), or null: everybody may take seats.</param>
/// <param name="Rows">The rows, A to H.</param>
public sealed record SeatMap(
    Showtime Showtime,
    string Currency,
    int Version,
    DateTimeOffset? HoldExpiresAt,
    int? ReservationId,
    int? WaitingRoomId,
    IReadOnlyList<SeatRow> Rows
);

/// <summary>A seat held for you.</summary>
/// <param name="ShowtimeId" example="1">The showtime.</param>
/// <param name="SeatId" example="53">The seat.</param>
/// <param name="Price" example="8.00">Its price, fixed by the hold.</param>
/// <param name="ExpiresAt" example="2026-11-22T19:45:00-05:00">When all your holds on this showtime end.</param>
/// <param name="WouldLeaveLoneSeat">Whether your choice leaves a single free seat that another choice would not.</param>
public sealed record HeldSeat(int ShowtimeId, int SeatId, decimal Price, DateTimeOffset ExpiresAt, bool WouldLeaveLoneSeat);

/// <summary>One of several seats held for you.</summary>
/// <param name="SeatId" example="53">The seat.</param>
/// <param name="Price" example="8.00">Its price, fixed by the hold.</param>
public sealed record SeatHold(int SeatId, decimal Price);

/// <summary>Seats held for you.</summary>
/// <param name="ShowtimeId" example="1">The showtime.</param>
/// <param name="Seats">The seats you asked for, by id.</param>
/// <param name="ExpiresAt" example="2026-11-22T19:45:00-05:00">When all your holds on this showtime end.</param>
/// <param name="WouldLeaveLoneSeat">Whether your choice leaves a single free seat that another choice would not.</param>
public sealed record HeldSeats(int ShowtimeId, IReadOnlyList<SeatHold> Seats, DateTimeOffset ExpiresAt, bool WouldLeaveLoneSeat);

/// <summary>How long your holds last now.</summary>
/// <param name="ExpiresAt" example="2026-11-22T20:00:00-05:00">When all your holds on this showtime end.</param>
public sealed record ExtendedHolds(DateTimeOffset ExpiresAt);

/// <summary>Which seats to look for.</summary>
internal sealed record BestSeatsQuery
{
    /// <summary>How many together, 1 to 10.</summary>
    /// <example>2</example>
    public int Count { get; init; }

    /// <summary>Only of this class.</summary>
    [Words("standard", "premium")]
    public string? SeatClass { get; init; }

    public sealed class Validator : AbstractValidator<BestSeatsQuery>
    {
        public Validator()
        {
            RuleFor(query => query.Count).InclusiveBetween(1, SeatListRules.Limit);
            RuleFor(query => query.SeatClass).OneOf<BestSeatsQuery, SeatClass>();
        }
    }
}

/// <summary>The best free seats for a party.</summary>
/// <param name="ShowtimeId" example="1">The showtime.</param>
/// <param name="Version" example="7">The version of the seat map they were found on.</param>
/// <param name="Seats">The seats, from the front row to the back.</param>
/// <param name="IsSplit">Whether the party sits in two rows, because no row has room for all.</param>
/// <param name="Total" example="16.00">What they cost together now.</param>
/// <param name="Currency" example="USD">The currency (ISO 4217).</param>
public sealed record SeatProposal(int ShowtimeId, int Version, IReadOnlyList<Seat> Seats, bool IsSplit, decimal Total, string Currency);

/// <summary>Which seats to hold.</summary>
/// <param name="SeatIds" example="[53, 54]">1 to 10 seats of the showtime's screen.</param>
public sealed record LockSeatsRequest(IReadOnlyList<int> SeatIds)
{
    internal sealed class Validator : AbstractValidator<LockSeatsRequest>
    {
        public Validator() => RuleFor(request => request.SeatIds).NotEmpty().DistinctSeats();
    }
}

/// <summary>Which holds to give back.</summary>
/// <param name="SeatIds" example="[53, 54]">1 to 10 seats; all of yours when left out.</param>
public sealed record UnlockSeatsRequest(IReadOnlyList<int>? SeatIds)
{
    internal sealed class Validator : AbstractValidator<UnlockSeatsRequest>
    {
        public Validator() => RuleFor(request => request.SeatIds!).NotEmpty().DistinctSeats().When(request => request.SeatIds is not null);
    }
}

/// <summary>The rules of a list of seats, or of their tickets, the same wherever one is taken.</summary>
internal static class SeatListRules
{
    // fn_seat_limit in the database, which has the last word.
    public const int Limit = 10;

    public static IRuleBuilderOptions<T, IReadOnlyList<int>> DistinctSeats<T>(this IRuleBuilder<T, IReadOnlyList<int>> rule) =>
        rule.DistinctIds(
            () => Texts.Problems["MostSeats", Limit],
            () => Texts.Problems["SeatIdsPositive"],
            () => Texts.Problems["SeatsOnce"]
        );

    public static IRuleBuilderOptions<T, IReadOnlyList<int>> DistinctTickets<T>(this IRuleBuilder<T, IReadOnlyList<int>> rule) =>
        rule.DistinctIds(
            () => Texts.Problems["MostTickets", Limit],
            () => Texts.Problems["TicketIdsPositive"],
            () => Texts.Problems["TicketsOnce"]
        );

    private static IRuleBuilderOptions<T, IReadOnlyList<int>> DistinctIds<T>(
        this IRuleBuilder<T, IReadOnlyList<int>> rule,
        Func<string> tooMany,
        Func<string> notPositive,
        Func<string> twice
    ) =>
        rule.Must(ids => ids is null || ids.Count <= Limit)
            .WithMessage(_ => tooMany())
            .Must(ids => ids is null || ids.All(id => id > 0))
            .WithMessage(_ => notPositive())
            .Must(ids => ids is null || ids.Distinct().Count() == ids.Count)
            .WithMessage(_ => twice());
}
