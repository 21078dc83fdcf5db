using FluentValidation;
using MovieBooking.Api.Admin.Access;
using MovieBooking.Api.Admin.Schedule;

namespace MovieBooking.Api.Admin.Showtimes;

/// <summary>A showtime to schedule, or what one is to be. It ends when the movie is over.</summary>
/// <param name="MovieId" example="1">The movie.</param>
/// <param name="ScreenId" example="1">The screen.</param>
/// <param name="StartsAt" example="2026-12-01T19:30:00">The start (ISO 8601): with an offset a moment; without one the cinema's wall clock.</param>
public sealed record ShowtimeRequest(int MovieId, int ScreenId, string StartsAt) : INamesCinemas
{
    IEnumerable<int> INamesCinemas.ScreenIds => [ScreenId];

    internal PlannedStart Start => new(ScreenId, StartsAt);

    internal sealed class Validator : AbstractValidator<ShowtimeRequest>
    {
        public Validator()
        {
            RuleFor(request => request.MovieId).GreaterThan(0);
            RuleFor(request => request.ScreenId).GreaterThan(0);
            RuleFor(request => request.StartsAt).NotEmpty().MaximumLength(40);
        }
    }
}

/// <summary>What to check: one show (screenId, startsAt) or several (showtimes), of a movie or of one that is still to be added.</summary>
/// <param name="MovieId" example="1">The movie.</param>
/// <param name="DurationMinutes">Instead of movieId: how long the movie takes, 1 to 1440.</param>
/// <param name="ScreenId" example="1">The screen of the one show.</param>
/// <param name="StartsAt" example="2026-12-01T19:30:00">Its start, as in CreateShowtime.</param>
/// <param name="ShowtimeId">The showtime that is to be moved there, which is in nobody's way.</param>
/// <param name="Showtimes">Instead of screenId and startsAt: 1 to 200 shows, which must not be in each other's way either.</param>
public sealed record CheckConflictsRequest(
    int? MovieId,
    int? DurationMinutes,
    int? ScreenId,
    string? StartsAt,
    int? ShowtimeId,
    IReadOnlyList<PlannedStart>? Showtimes
) : INamesCinemas
{
    IEnumerable<int> INamesCinemas.ScreenIds =>
        [.. ScreenId is { } one ? [one] : Array.Empty<int>(), .. (Showtimes ?? []).Select(start => start.ScreenId)];

    IEnumerable<int> INamesCinemas.ShowtimeIds => ShowtimeId is { } one ? [one] : [];

    internal sealed class Validator : AbstractValidator<CheckConflictsRequest>
    {
        public Validator()
        {
            RuleFor(request => request.MovieId).NotNull().When(request => request.DurationMinutes is null);
            RuleFor(request => request.MovieId).Null().When(request => request.DurationMinutes is not null);
            RuleFor(request => request.DurationMinutes).InclusiveBetween(1, 1440);
            When(
                    request => request.Showtimes is null,
                    () =>
                    {
                        RuleFor(request => request.ScreenId).NotNull();
                        RuleFor(request => request.StartsAt).NotEmpty().MaximumLength(40);
                    }
                )
                .Otherwise(() =>
                {
                    RuleFor(request => request.ScreenId).Null();
                    RuleFor(request => request.StartsAt).Null();
                    RuleFor(request => request.ShowtimeId).Null();
                    RuleFor(request => request.Showtimes).NotEmpty();
                    this.StartListRules(request => request.Showtimes);
                });
        }
    }
}

/// <summary>What is in the way.</summary>
/// <param name="Conflicts">Each show in the way; empty when the screens are free.</param>
public sealed record ConflictCheck(IReadOnlyList<ScheduleConflict> Conflicts);
