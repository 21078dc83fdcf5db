using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using MovieBooking.Db;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Movies;

/// <summary>
/// A movie's page with the movie in its HTML, as the web app's build prepared it (web/shells.js): it is painted before the
/// script has arrived, and named by those who never run one. What stands in it is what <c>GET /movies/:id</c> tells everybody.
/// </summary>
internal sealed partial class MoviePage(IOptions<JsonOptions> json)
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(1);

    // The API's JSON, but with every character escaped that could end the element it stands in.
    private readonly JsonSerializerOptions _forHtml = new(json.Value.SerializerOptions) { Encoder = JavaScriptEncoder.Default };

    /// <summary>The page with its movie; without one where there is nothing to put into it, or no such movie.</summary>
    public async Task<(string? Html, bool IsMissing)> WriteAsync(int movieId, IFileInfo template, HttpContext http)
    {
        var (movie, isMissing) = await FindAsync(movieId, http);
        if (!template.Exists || movie is not { Description: not null, PosterUrl: not null })
        {
            return (null, isMissing);
        }

        await using var file = template.CreateReadStream();
        using var reader = new StreamReader(file);
        // In one pass: a title with braces in it is only text.
        return (Gap().Replace(await reader.ReadToEndAsync(http.RequestAborted), gap => Fill(gap.Groups["name"].Value, movie)), false);
    }

    private static async Task<(Movie? Movie, bool IsMissing)> FindAsync(int movieId, HttpContext http)
    {
        // A page does not wait for a database in trouble: the app asks again, and says what is wrong.
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        timeout.CancelAfter(s_timeout);
        try
        {
            var db = http.RequestServices.GetRequiredService<MovieBookingContext>();
            var row = await db.Movies.SingleOrDefaultAsync(movie => movie.MovieId == movieId, timeout.Token);
            return (row?.ToMovie(), row is null);
        }
        catch (Exception exception)
            when (exception is OperationCanceledException || exception.InDatabase() is not null || exception.IsLostConnection())
        {
            return (null, false);
        }
    }

    private string Fill(string gap, Movie movie) =>
        gap switch
        {
            "title" => HtmlEncoder.Default.Encode(movie.Title),
            "description" => HtmlEncoder.Default.Encode(movie.Description!),
            "posterUrl" => HtmlEncoder.Default.Encode(movie.PosterUrl!),
            "outline" => JsonSerializer.Serialize(movie, _forHtml),
            _ => throw new InvalidOperationException($"The movie page has no {gap}."),
        };

    [GeneratedRegex(@"\{\{(?<name>\w+)\}\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Gap();
}
