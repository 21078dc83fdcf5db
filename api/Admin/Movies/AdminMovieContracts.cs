using FluentValidation;
using MovieBooking.Api.Http;
using MovieBooking.Api.Movies;

namespace MovieBooking.Api.Admin.Movies;

/// <summary>Which movies to list.</summary>
/// <param name="Status">Only open or only closed ones.</param>
/// <param name="Genre" example="Drama">One genre.</param>
/// <param name="Q" example="exposure">A part of the title or of the director's name, in whatever case, accents, quotes, dashes, ligatures and widths.</param>
/// <param name="Page" example="1">The page, from 1.</param>
/// <param name="PageSize" example="20">How many on a page, 1 to 100.</param>
internal sealed record AdminMovieQuery(
    [property: Words("open", "closed")] string? Status,
    string? Genre,
    string? Q,
    int? Page,
    int? PageSize
) : IPageQuery
{
    public sealed class Validator : AbstractValidator<AdminMovieQuery>
    {
        public Validator()
        {
            RuleFor(query => query.Status).OneOf<AdminMovieQuery, MovieStatus>();
            RuleFor(query => query.Genre).MaximumLength(50);
            RuleFor(query => query.Q).MaximumLength(100);
            this.PageRules();
        }
    }
}
