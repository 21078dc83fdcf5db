using System.ComponentModel.DataAnnotations;
using FluentValidation;
using MovieBooking.Api.Admin.Access;
using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;
using NodaTime;

namespace MovieBooking.Api.Admin.Cinemas;

/// <summary>What a cinema is to be.</summary>
/// <param name="Name" example="The Meridian">Its name, up to 100 characters; no other cinema has it.</param>
/// <param name="Address" example="214 Lantern Street">Its street address, up to 200 characters.</param>
/// <param name="City" example="New York">Its city, up to 100 characters.</param>
/// <param name="TimeZone" example="America/New_York">Its IANA time zone. It cannot change once a show has been scheduled.</param>
/// <param name="Language">In which language those who book there get mails, tickets and calendar files; left out it stays as it is, which is English.</param>
/// <param name="RefundPolicy">What those who cancel get back; left out it stays as it is, which is all of it until the start.</param>
public sealed record CinemaRequest(
    string Name,
    string Address,
    string City,
    string TimeZone,
    RefundPolicy? RefundPolicy = null,
    SpokenLanguage? Language = null
)
{
    internal sealed class Validator : AbstractValidator<CinemaRequest>
    {
        public Validator(Currency currency)
        {
            RuleFor(request => request.Name).NameRules(100);
            RuleFor(request => request.Address).NameRules(200);
            RuleFor(request => request.City).NameRules(100);
            RuleFor(request => request.TimeZone).Must(IsTimeZone).WithMessage(_ => Texts.Problems["TimeZone"]);
            RuleFor(request => request.RefundPolicy!)
                .SetValidator(new RefundPolicy.Validator(currency))
                .When(request => request.RefundPolicy is not null);
        }

        // In the tz database by exactly this name, and known to this machine as well.
        private static bool IsTimeZone(string? name) =>
            name is { Length: <= 64 }
            && DateTimeZoneProviders.Tzdb.Ids.Contains(name)
            && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);
    }
}

/// <summary>A cinema as it is managed.</summary>
/// <param name="CinemaId" example="1">Its id.</param>
/// <param name="Name" example="The Meridian">Its name.</param>
/// <param name="Address" example="214 Lantern Street">Its street address.</param>
/// <param name="City" example="New York">Its city.</param>
/// <param name="TimeZone" example="America/New_York">Its IANA time zone.</param>
/// <param name="RefundPolicy">What those who cancel get back of what they book from now on.</param>
/// <param name="Language">In which language those who book there get mails, tickets and calendar files.</param>
public sealed record ManagedCinema(
    int CinemaId,
    string Name,
    string Address,
    string City,
    string TimeZone,
    RefundPolicy RefundPolicy,
    SpokenLanguage Language
);

/// <summary>A screen of a cinema.</summary>
/// <param name="ScreenId" example="1">Its id.</param>
/// <param name="CinemaId" example="1">Its cinema.</param>
/// <param name="Name" example="Screen 1">Its name in the cinema.</param>
/// <param name="Format">How it shows movies.</param>
/// <param name="SeatCount" example="96">How many seats it has, those out of service included.</param>
public sealed record Screen(int ScreenId, int CinemaId, string Name, ScreenFormat Format, int SeatCount);

/// <summary>A screen to add: it gets 8 rows of 12 seats, A to E standard, F to H premium.</summary>
/// <param name="CinemaId" example="1">The cinema.</param>
/// <param name="Name" example="Screen 4">Its name, up to 50 characters; no other screen of the cinema has it.</param>
/// <param name="Format">How it shows movies.</param>
public sealed record CreateScreenRequest(int CinemaId, string Name, [property: Required] ScreenFormat? Format) : INamesCinemas
{
    IEnumerable<int> INamesCinemas.CinemaIds => [CinemaId];

    internal sealed class Validator : AbstractValidator<CreateScreenRequest>
    {
        public Validator()
        {
            RuleFor(request => request.Name).NameRules(50);
            RuleFor(request => request.Format).NotNull();
        }
    }
}

/// <summary>What a screen is to be.</summary>
/// <param name="Name" example="Screen 4">Its name, up to 50 characters; no other screen of the cinema has it.</param>
/// <param name="Format">How it shows movies. It cannot change once a show has been scheduled.</param>
public sealed record ScreenRequest(string Name, [property: Required] ScreenFormat? Format)
{
    internal sealed class Validator : AbstractValidator<ScreenRequest>
    {
        public Validator()
        {
            RuleFor(request => request.Name).NameRules(50);
            RuleFor(request => request.Format).NotNull();
        }
    }
}

/// <summary>Which screens to list.</summary>
/// <param name="CinemaId" example="1">Only those of this cinema.</param>
/// <param name="Page" example="1">The page, from 1.</param>
/// <param name="PageSize" example="20">How many on a page, 1 to 100.</param>
internal sealed record ScreenQuery(int? CinemaId, int? Page, int? PageSize) : INamesCinemas, IPageQuery
{
    IEnumerable<int> INamesCinemas.CinemaIds => CinemaId is { } cinemaId ? [cinemaId] : [];

    public sealed class Validator : AbstractValidator<ScreenQuery>
    {
        public Validator() => this.PageRules();
    }
}
