using System.Text.Json;
using MovieBooking.Api.Http;
using MovieBooking.Api.Movies;
using MovieBooking.Db;
using MySqlConnector;
using Row = MovieBooking.Db.Model.Movie;

namespace MovieBooking.Api.Admin.Movies;

/// <summary>The row of a movie, read and written inside a transaction.</summary>
internal static class MovieRows
{
    /// <summary>A movie, or null. Locked, it stays as it is until the transaction ends.</summary>
    public static async Task<Row?> MovieRowAsync(
        this MySqlTransaction transaction,
        int movieId,
        bool locked,
        CancellationToken cancellationToken
    )
    {
        var rows = await transaction.QueryAsync(
            $"""
            SELECT
                movie_id, title, duration_minutes, rating, release_date, scheduled_close_date,
                movie_status, description, director, cast_members, genre, poster_url, version
            FROM movies
            WHERE movie_id = @id
            {(locked ? "FOR UPDATE" : "")}
            """,
            row => new Row
            {
                MovieId = row.GetInt32(0),
                Title = row.GetString(1),
                DurationMinutes = row.GetInt16(2),
                Rating = row.GetString(3),
                ReleaseDate = row.GetDateOnly(4),
                ScheduledCloseDate = row.GetDateOnly(5),
                MovieStatus = row.GetString(6),
                Description = Text(row, 7),
                Director = Text(row, 8),
                CastMembers = Text(row, 9),
                Genre = Text(row, 10),
                PosterUrl = Text(row, 11),
                Version = row.GetInt32(12),
            },
            cancellationToken,
            ("@id", movieId)
        );
        return rows.SingleOrDefault();
    }

    public static Task<int> InsertMovieAsync(this MySqlTransaction transaction, MovieRequest movie, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(
            """
            INSERT INTO movies (
                title, duration_minutes, rating, release_date, scheduled_close_date,
                movie_status, description, director, cast_members, genre, poster_url
            )
            VALUES (
                @title, @duration_minutes, @rating, @release_date, @scheduled_close_date,
                @movie_status, @description, @director, @cast_members, @genre, @poster_url
            )
            """,
            cancellationToken,
            [
                .. Columns(movie),
                ("@scheduled_close_date", movie.ScheduledCloseDate),
                ("@movie_status", Word.Of(movie.Status ?? MovieStatus.Open)),
            ]
        );

    public static async Task UpdateMovieAsync(
        this MySqlTransaction transaction,
        Row before,
        MovieRequest movie,
        CancellationToken cancellationToken
    )
    {
        var status = movie.Status is { } given ? Word.Of(given) : before.MovieStatus;
        await transaction.ExecuteAsync(
            """
            UPDATE movies
            SET title = @title, duration_minutes = @duration_minutes, rating = @rating, release_date = @release_date,
                movie_status = @movie_status, description = @description, director = @director,
                cast_members = @cast_members, genre = @genre, poster_url = @poster_url, version = version + 1
            WHERE movie_id = @id
            """,
            cancellationToken,
            [.. Columns(movie), ("@movie_status", status), ("@id", before.MovieId)]
        );
        if (movie.ScheduledCloseDate is { } closeDate)
        {
            // By itself: beside a new release date the trigger could not tell a close date that is given again from none.
            await transaction.ExecuteAsync(
                "UPDATE movies SET scheduled_close_date = @close_date, movie_status = @movie_status WHERE movie_id = @id",
                cancellationToken,
                ("@close_date", closeDate),
                ("@movie_status", status),
                ("@id", before.MovieId)
            );
        }
    }

    private static (string Name, object? Value)[] Columns(MovieRequest movie) =>
        [
            ("@title", movie.Title.Trim()),
            ("@duration_minutes", movie.DurationMinutes),
            ("@rating", movie.Rating is { } rating ? Word.Of(rating) : null),
            ("@release_date", movie.ReleaseDate),
            ("@description", Given(movie.Description)),
            ("@director", Given(movie.Director)),
            ("@cast_members", movie.Cast is { Count: > 0 } cast ? JsonSerializer.Serialize(cast.Select(name => name.Trim())) : null),
            ("@genre", Given(movie.Genre)),
            ("@poster_url", Given(movie.PosterUrl)),
        ];

    // A form sends an empty field for what is not known.
    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string? Text(MySqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
