using System.Globalization;
using System.Text.Json;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Admin.Movies;
using MovieBooking.Api.Http;
using MovieBooking.Api.Movies;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Admin.Import;

/// <summary>Adds the movies of a file: all of them or none.</summary>
internal sealed class MovieImporter(MovieWriter writer)
{
    private const int MostMovies = 1000;

    private static readonly CreateMovieRequest.Validator s_rules = new();

    public async Task<MovieImport> RunAsync(
        MySqlTransaction transaction,
        MovieImportRequest request,
        AuditActor actor,
        CancellationToken cancellationToken
    )
    {
        var (rows, faults) = CsvRows.Read(request.Csv, MostMovies, "title", "durationMinutes", "rating", "releaseDate");
        List<ImportFault> wrong = [.. faults];
        List<CreateMovieRequest> movies = [];
        var seen = new HashSet<(string, DateOnly)>();
        foreach (var row in rows)
        {
            if (Read(row, wrong) is not { } movie)
            {
                continue;
            }

            if (!seen.Add((movie.Title.ToUpperInvariant(), movie.ReleaseDate)) || await IsThereAsync(transaction, movie, cancellationToken))
            {
                wrong.Add(new ImportFault(row.Line, "title", Texts.Problems["MovieThere"]));
                continue;
            }

            movies.Add(movie);
        }

        if (request.DryRun == true)
        {
            return new MovieImport(true, [.. movies.Select(movie => new ImportedMovie(null, movie.Title, movie.ReleaseDate))], wrong);
        }

        ImportFaults.Refuse(wrong);
        List<ImportedMovie> added = [];
        foreach (var movie in movies)
        {
            var id = await writer.CreateAsync(transaction, movie, actor, cancellationToken);
            added.Add(new ImportedMovie(id, movie.Title, movie.ReleaseDate));
        }

        return new MovieImport(false, added, []);
    }

    /// <summary>The movie of a line, or null and what is wrong with it.</summary>
    private static CreateMovieRequest? Read(CsvRow row, List<ImportFault> faults)
    {
        var before = faults.Count;
        var movie = new CreateMovieRequest(
            row["title"] ?? "",
            Minutes(),
            Chosen<MovieRating>("rating"),
            Day("releaseDate"),
            row["scheduledCloseDate"] is null ? null : Day("scheduledCloseDate"),
            row["status"] is null ? null : Chosen<MovieStatus>("status"),
            row["description"],
            row["director"],
            row["cast"]?.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            row["genre"],
            row["posterUrl"],
            null
        );
        if (faults.Count == before)
        {
            faults.AddRange(
                s_rules
                    .Validate(movie)
                    .Errors.Select(error => new ImportFault(
                        row.Line,
                        JsonNamingPolicy.CamelCase.ConvertName(error.PropertyName.Split('[')[0]),
                        error.ErrorMessage
                    ))
            );
        }

        return faults.Count == before ? movie : null;

        int Minutes() =>
            int.TryParse(row["durationMinutes"], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
                ? minutes
                : Wrong<int>("durationMinutes", Texts.Problems["WholeMinutes"]);

        DateOnly Day(string column) =>
            DateOnly.TryParseExact(row[column], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? day
                : Wrong<DateOnly>(column, Texts.Problems["NoSuchDay"]);

        T Chosen<T>(string column)
            where T : struct, Enum =>
            Word.TryParse<T>(row[column] ?? "", out var value)
                ? value
                : Wrong<T>(column, Texts.Problems["NoSuchWord", string.Join(", ", Enum.GetValues<T>().Select(Word.Of))]);

        T Wrong<T>(string column, string rule)
            where T : struct
        {
            faults.Add(new ImportFault(row.Line, column, rule));
            return default;
        }
    }

    private static async Task<bool> IsThereAsync(
        MySqlTransaction transaction,
        CreateMovieRequest movie,
        CancellationToken cancellationToken
    ) =>
        (
            await transaction.QueryAsync(
                "SELECT movie_id FROM movies WHERE title = @title AND release_date = @release_date",
                row => row.GetInt32(0),
                cancellationToken,
                ("@title", movie.Title),
                ("@release_date", movie.ReleaseDate)
            )
        ).Count > 0;
}
