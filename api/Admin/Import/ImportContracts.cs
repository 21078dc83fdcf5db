using FluentValidation;
using MovieBooking.Api.Admin.Access;
using MovieBooking.Api.Admin.Schedule;

namespace MovieBooking.Api.Admin.Import;

/// <summary>A programme to import.</summary>
/// <param name="CinemaId" example="1">The cinema whose screens it is for.</param>
/// <param name="Csv" example="screen,movieTitle,startsAt&#10;Screen 1,The Long Exposure,2026-12-01 19:30">
/// The file's text, up to 1,000,000 characters and 5000 shows: a first line with the names of the columns, `screen`, `movieTitle` and `startsAt`
/// (the cinema's wall clock, or a time with its offset), then a line for each show. Commas, semicolons or tabs; other columns are ignored,
/// so that a downloaded schedule can be changed and sent back.
/// </param>
/// <param name="DryRun">Only say what would be scheduled and what is in the way.</param>
public sealed record ShowtimeImportRequest(int CinemaId, string Csv, bool? DryRun) : INamesCinemas
{
    IEnumerable<int> INamesCinemas.CinemaIds => [CinemaId];

    internal sealed class Validator : AbstractValidator<ShowtimeImportRequest>
    {
        public Validator()
        {
            RuleFor(request => request.CinemaId).GreaterThan(0);
            RuleFor(request => request.Csv).NotEmpty().MaximumLength(CsvRows.MostCharacters);
        }
    }
}

/// <summary>Movies to import.</summary>
/// <param name="Csv" example="title,durationMinutes,rating,releaseDate&#10;The Long Exposure,112,PG-13,2026-12-04">
/// The file's text, up to 1,000,000 characters and 1000 movies: a first line with the names of the columns, then a line for each movie.
/// `title`, `durationMinutes`, `rating` and `releaseDate` are needed; `scheduledCloseDate`, `status`, `genre`, `director`, `description`,
/// `cast` (names with | between them) and `posterUrl` may be left out. The rules are those of CreateMovie.
/// </param>
/// <param name="DryRun">Only say what would be added and what is wrong.</param>
public sealed record MovieImportRequest(string Csv, bool? DryRun)
{
    internal sealed class Validator : AbstractValidator<MovieImportRequest>
    {
        public Validator() => RuleFor(request => request.Csv).NotEmpty().MaximumLength(CsvRows.MostCharacters);
    }
}

/// <summary>What is wrong with a line.</summary>
/// <param name="Line" example="7">The line of the file, from 1.</param>
/// <param name="Field" example="movieTitle">The column.</param>
/// <param name="Rule" example="There is no such movie.">The rule that it breaks.</param>
public sealed record ImportFault(int Line, string Field, string Rule);

/// <summary>What an import scheduled, or would.</summary>
/// <param name="DryRun">Whether nothing was saved.</param>
/// <param name="Showtimes">The shows, in the order of the file.</param>
/// <param name="Conflicts">In a dry run: what is in the way.</param>
/// <param name="Faults">In a dry run: what is wrong, line by line.</param>
public sealed record ShowtimeImport(
    bool DryRun,
    IReadOnlyList<RepeatedShow> Showtimes,
    IReadOnlyList<ScheduleConflict> Conflicts,
    IReadOnlyList<ImportFault> Faults
);

/// <summary>A movie of an import.</summary>
/// <param name="MovieId" example="1">The movie; null in a dry run.</param>
/// <param name="Title" example="The Long Exposure">Its title.</param>
/// <param name="ReleaseDate" example="2026-12-04">Its first day.</param>
public sealed record ImportedMovie(int? MovieId, string Title, DateOnly ReleaseDate);

/// <summary>What an import added, or would.</summary>
/// <param name="DryRun">Whether nothing was saved.</param>
/// <param name="Movies">The movies, in the order of the file.</param>
/// <param name="Faults">In a dry run: what is wrong, line by line.</param>
public sealed record MovieImport(bool DryRun, IReadOnlyList<ImportedMovie> Movies, IReadOnlyList<ImportFault> Faults);
