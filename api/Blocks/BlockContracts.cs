using System.ComponentModel.DataAnnotations;
using FluentValidation;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Blocks;

/// <summary>A seat that the cinema keeps back from sale.</summary>
/// <param name="SeatId" example="53">The seat.</param>
/// <param name="SeatLabel" example="E5">Its row and number.</param>
/// <param name="Reason" example="House seats">Why, for staff to read.</param>
/// <param name="Until" example="2026-11-22T19:30:00-05:00">From then on anybody can have it, with the cinema's offset.</param>
/// <param name="GroupId" example="1">The group that it is kept for (see HoldGroup), whose name is the reason then; null: the house.</param>
public sealed record SeatBlock(int SeatId, string SeatLabel, string Reason, DateTimeOffset Until, int? GroupId);

/// <summary>The seats of a showtime that the cinema keeps back.</summary>
/// <param name="ShowtimeId" example="1">The showtime.</param>
/// <param name="Blocks">The seats, by row and number.</param>
public sealed record SeatBlocks(int ShowtimeId, IReadOnlyList<SeatBlock> Blocks);

/// <summary>Which seats to keep back from sale.</summary>
/// <param name="SeatIds">The seats, all or none; blocked ones get the new reason and end.</param>
/// <param name="Reason" example="Press">Why, for staff to read: 1 to 100 characters.</param>
/// <param name="Until" example="2026-11-22T19:00:00-05:00">When they are for sale again; without it when the show starts, also when it moves.</param>
public sealed record BlockSeatsRequest(
    [property: Required] IReadOnlyList<int>? SeatIds,
    [property: Required] string? Reason,
    DateTimeOffset? Until = null
)
{
    internal sealed class Validator : AbstractValidator<BlockSeatsRequest>
    {
        public Validator()
        {
            RuleFor(request => request.SeatIds).SeatsOfScreen();
            RuleFor(request => request.Reason!).NameRules(100);
        }
    }
}

/// <summary>Which seats are for sale again.</summary>
/// <param name="SeatIds">The seats; those that are not blocked are passed over.</param>
public sealed record ReleaseSeatsRequest([property: Required] IReadOnlyList<int>? SeatIds)
{
    internal sealed class Validator : AbstractValidator<ReleaseSeatsRequest>
    {
        public Validator() => RuleFor(request => request.SeatIds).SeatsOfScreen();
    }
}

internal static class BlockRules
{
    private const int SeatsOfScreenCount = 96;

    public static IRuleBuilderOptions<T, IReadOnlyList<int>?> SeatsOfScreen<T>(this IRuleBuilder<T, IReadOnlyList<int>?> seats) =>
        seats
            .NotEmpty()
            .Must(seatIds => seatIds is null || seatIds.Count <= SeatsOfScreenCount && seatIds.Distinct().Count() == seatIds.Count)
            .WithMessage(_ => Texts.Problems["SeatsOnce"]);
}
