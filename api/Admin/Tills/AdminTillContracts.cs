using FluentValidation;
using MovieBooking.Api.Admin.Access;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Admin.Tills;

/// <summary>Which shifts to list.</summary>
/// <param name="CinemaId" example="1">Only of this cinema.</param>
/// <param name="From" example="2026-11-22">Only those opened on this day (UTC) or later.</param>
/// <param name="To" example="2026-11-28">Only those opened on this day (UTC) or earlier.</param>
/// <param name="Page" example="1">The page, from 1.</param>
/// <param name="PageSize" example="20">How many on a page, 1 to 100.</param>
internal sealed record TillQuery(int? CinemaId, DateOnly? From, DateOnly? To, int? Page, int? PageSize)
    : ITillFilter,
        INamesCinemas,
        IPageQuery
{
    IEnumerable<int> INamesCinemas.CinemaIds => CinemaId is { } cinemaId ? [cinemaId] : [];

    public sealed class Validator : AbstractValidator<TillQuery>
    {
        public Validator()
        {
            this.TillRules();
            this.PageRules();
        }
    }
}

/// <summary>Which shifts to write down.</summary>
/// <param name="CinemaId" example="1">Only of this cinema.</param>
/// <param name="From" example="2026-11-22">Only those opened on this day (UTC) or later.</param>
/// <param name="To" example="2026-11-28">Only those opened on this day (UTC) or earlier.</param>
internal sealed record TillFileQuery(int? CinemaId, DateOnly? From, DateOnly? To) : ITillFilter, INamesCinemas
{
    IEnumerable<int> INamesCinemas.CinemaIds => CinemaId is { } cinemaId ? [cinemaId] : [];

    public sealed class Validator : AbstractValidator<TillFileQuery>
    {
        public Validator() => this.TillRules();
    }
}

internal interface ITillFilter
{
    int? CinemaId { get; }
    DateOnly? From { get; }
    DateOnly? To { get; }
}

internal static class TillFilterRules
{
    public static void TillRules<T>(this AbstractValidator<T> validator)
        where T : ITillFilter
    {
        validator.RuleFor(query => query.To).GreaterThanOrEqualTo(query => query.From).When(query => query.From is not null);
        // The day after is asked for, and must be a day.
        validator.RuleFor(query => query.To).LessThan(DateOnly.MaxValue);
    }
}
