using FluentValidation;
using MovieBooking.Api.Http;
using MovieBooking.Api.Movies;

namespace MovieBooking.Api.Admin.Movies;

/// <summary>Which movies to list.</summary>
internal sealed record AdminMovieQuery : IPageQuery
{
    /// <summary>Only open or only closed ones.</summary>
    [Words("open", "closed")]
    public string? Status { get; init; }

    /// <summary>One genre.</summary>
    /// <example>Drama</example>
    public string? Genre { get; init; }

    /// <summary>A part of the title or of the director's name, in whatever case, accents, quotes, dashes, ligatures and widths.</summary>
    /// <example>exposure</example>
    public string? Q { get; init; }

    /// <summary>The page, from 1.</summary>
    /// <example>1</example>
    public int? Page { get; init; }

    /// <summary>How many on a page, 1 to 100.</summary>
    /// <example>20</example>
    public int? PageSize { get; init; }

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
