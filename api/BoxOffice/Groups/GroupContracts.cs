using System.ComponentModel.DataAnnotations;
using FluentValidation;
using MovieBooking.Api.Blocks;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.BoxOffice.Groups;

/// <summary>A seat that is kept for a group.</summary>
/// <param name="SeatId" example="53">The seat.</param>
/// <param name="SeatLabel" example="E5">Its row and number.</param>
public sealed record GroupSeat(int SeatId, string SeatLabel);

/// <summary>A group whose seats are kept without payment.</summary>
/// <param name="GroupId" example="1">The group.</param>
/// <param name="ShowtimeId" example="1">The show.</param>
/// <param name="MovieTitle" example="The Long Exposure">Its movie.</param>
/// <param name="ScreenName" example="Screen 1">Its screen.</param>
/// <param name="StartsAt" example="2026-11-27T10:00:00+01:00">The start, by the cinema's clock.</param>
/// <param name="Name" example="Class 4b, Riverside School">Who comes.</param>
/// <param name="Contact" example="office@riverside.example">How to reach them, or null.</param>
/// <param name="Seats" example="30">How many seats it was made for.</param>
/// <param name="Held">What is still kept of them, by row and number: the others were sold, released, or have run out.</param>
/// <param name="Until" example="2026-11-25T18:00:00+01:00">From then on anybody can have them; null where none is kept any more.</param>
/// <param name="Price" example="240.00">What the seats that are still kept cost now at the full price.</param>
/// <param name="Currency" example="USD">The currency (ISO 4217).</param>
/// <param name="MadeBy" example="Sam Rivers">Who took it down; null where the account is closed.</param>
/// <param name="MadeAt" example="2026-11-20T12:00:00+01:00">When, by the cinema's clock.</param>
public sealed record GroupBooking(
    int GroupId,
    int ShowtimeId,
    string MovieTitle,
    string ScreenName,
    DateTimeOffset StartsAt,
    string Name,
    string? Contact,
    int Seats,
    IReadOnlyList<GroupSeat> Held,
    DateTimeOffset? Until,
    decimal Price,
    string Currency,
    string? MadeBy,
    DateTimeOffset MadeAt
);

/// <summary>Which groups to list.</summary>
/// <param name="CinemaId" example="1">Only of shows of this cinema.</param>
/// <param name="Page" example="1">The page, from 1.</param>
/// <param name="PageSize" example="20">How many on a page, 1 to 100.</param>
internal sealed record GroupQuery(int CinemaId, int? Page, int? PageSize) : IPageQuery
{
    public sealed class Validator : AbstractValidator<GroupQuery>
    {
        public Validator() => this.PageRules();
    }
}

/// <summary>For whom to keep which seats.</summary>
/// <param name="SeatIds">The seats, all or none: as many as the screen has at most.</param>
/// <param name="Name" example="Class 4b, Riverside School">Who comes, 1 to 100 characters.</param>
/// <param name="Until" example="2026-11-25T18:00:00+01:00">When they are for sale again: later than now and not after the start.</param>
/// <param name="Contact" example="office@riverside.example">How to reach them, an e-mail address or a phone number: 1 to 254 characters. Gone a day after the show began.</param>
public sealed record GroupRequest(
    [property: Required] IReadOnlyList<int>? SeatIds,
    [property: Required] string? Name,
    [property: Required] DateTimeOffset? Until,
    string? Contact = null
)
{
    internal sealed class Validator : AbstractValidator<GroupRequest>
    {
        public Validator()
        {
            RuleFor(request => request.SeatIds).SeatsOfScreen();
            RuleFor(request => request.Name!).NameRules(100);
            RuleFor(request => request.Until).NotNull();
            When(request => request.Contact is not null, () => RuleFor(request => request.Contact!).NameRules(GroupRules.ContactLength));
        }
    }
}

/// <summary>What a group is from now on.</summary>
/// <param name="Name" example="Class 4b, Riverside School">Who comes, 1 to 100 characters.</param>
/// <param name="Until" example="2026-11-26T18:00:00+01:00">When what is still kept is for sale again: later than now and not after the start.</param>
/// <param name="Contact" example="office@riverside.example">How to reach them: 1 to 254 characters; left out it is forgotten.</param>
public sealed record GroupChange([property: Required] string? Name, [property: Required] DateTimeOffset? Until, string? Contact = null)
{
    internal sealed class Validator : AbstractValidator<GroupChange>
    {
        public Validator()
        {
            RuleFor(request => request.Name!).NameRules(100);
            RuleFor(request => request.Until).NotNull();
            When(request => request.Contact is not null, () => RuleFor(request => request.Contact!).NameRules(GroupRules.ContactLength));
        }
    }
}

/// <summary>Which of a group's seats are for sale again.</summary>
/// <param name="SeatIds">The seats; those that are not kept for it are passed over. Left out it is all of them.</param>
public sealed record GroupRelease(IReadOnlyList<int>? SeatIds = null)
{
    internal sealed class Validator : AbstractValidator<GroupRelease>
    {
        public Validator() => RuleFor(request => request.SeatIds).SeatsOfScreen().When(request => request.SeatIds is not null);
    }
}

internal static class GroupRules
{
    // As long as an address can be (RFC 5321).
    public const int ContactLength = 254;
}
