using FluentValidation;
using MovieBooking.Api.Admin.Access;
using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;

namespace MovieBooking.Api.Admin.Showtimes;

/// <summary>Which showtimes to list.</summary>
internal sealed record AdminShowtimeQuery : IPageQuery, INamesCinemas
{
    /// <summary>Only at this cinema.</summary>
    /// <example>1</example>
    public int? CinemaId { get; init; }

    /// <summary>Only of this movie.</summary>
    /// <example>1</example>
    public int? MovieId { get; init; }

    /// <summary>Only those that start on this day, the cinema's, or later.</summary>
    /// <example>2026-11-22</example>
    public DateOnly? From { get; init; }

    /// <summary>Only those that start on this day, the cinema's, or earlier.</summary>
    /// <example>2026-11-28</example>
    public DateOnly? To { get; init; }

    /// <summary>Only scheduled or only cancelled ones.</summary>
    [Words("scheduled", "cancelled")]
    public string? Status { get; init; }

    /// <summary>The page, from 1.</summary>
    /// <example>1</example>
    public int? Page { get; init; }

    /// <summary>How many on a page, 1 to 100.</summary>
    /// <example>20</example>
    public int? PageSize { get; init; }

    IEnumerable<int> INamesCinemas.CinemaIds => CinemaId is { } cinemaId ? [cinemaId] : [];

    public sealed class Validator : AbstractValidator<AdminShowtimeQuery>
    {
        public Validator()
        {
            RuleFor(query => query.To).GreaterThanOrEqualTo(query => query.From).When(query => query.From is not null);
            RuleFor(query => query.Status).OneOf<AdminShowtimeQuery, ShowtimeStatus>();
            this.PageRules();
        }
    }
}
