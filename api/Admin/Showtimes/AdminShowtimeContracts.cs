using FluentValidation;
using MovieBooking.Api.Admin.Access;
using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;

namespace MovieBooking.Api.Admin.Showtimes;

/// <summary>Which showtimes to list.</summary>
/// <param name="CinemaId" example="1">Only at this cinema.</param>
/// <param name="MovieId" example="1">Only of this movie.</param>
/// <param name="From" example="2026-11-22">Only those that start on this day, the cinema's, or later.</param>
/// <param name="To" example="2026-11-28">Only those that start on this day, the cinema's, or earlier.</param>
/// <param name="Status">Only scheduled or only cancelled ones.</param>
/// <param name="Page" example="1">The page, from 1.</param>
/// <param name="PageSize" example="20">How many on a page, 1 to 100.</param>
internal sealed record AdminShowtimeQuery(
    int? CinemaId,
    int? MovieId,
    DateOnly? From,
    DateOnly? To,
    [property: Words("scheduled", "cancelled")] string? Status,
    int? Page,
    int? PageSize
) : IPageQuery, INamesCinemas
{
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
