using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using MovieBooking.Api.Http;
using MovieBooking.Db;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Movies;

/// <summary>
/// A movie's page with the movie in its HTML, as the web app's build prepared it (web/shells.js): it is painted before the
/// script has arrived, and named by those who never run one. What stands in it is what <c>GET /movies/:id</c> tells everybody.
/// </summary>
internal sealed partial class MoviePage(IOptions<JsonOptions> json, IServiceScopeFactory scopes) : IDisposable
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(1);

    private readonly SharedReads<WrittenPage> _pages = new();

    // The API's JSON, but with every character escaped that could end the element it stands in.
    private readonly JsonSerializerOptions _forHtml = new(json.Value.SerializerOptions) { Encoder = JavaScriptEncoder.Default };

    /// <summary>The page with its movie, the same for all who ask at the same time: half a second old at most. The app asks anew for what is in it.</summary>
    public async Task<WrittenPage> WriteAsync(int movieId, IFileInfo template, CancellationToken cancellationToken) =>
        (await _pages.Begin(movieId, () => ReadAsync(movieId, template), _ => true).Read.WaitAsync(cancellationToken))!;

    public void Dispose() => _pages.Dispose();

    private async Task<WrittenPage?> ReadAsync(int movieId, IFileInfo template)
    {
        var (movie, isMissing) = await FindAsync(movieId);
        if (!template.Exists || movie is not { Description: not null, PosterUrl: not null })
        {
            return new WrittenPage(null, isMissing);
        }

        await using var file = template.CreateReadStream();
        using var reader = new StreamReader(file);
        // In one pass: a title with braces in it is only text.
        return new WrittenPage(Gap().Replace(await reader.ReadToEndAsync(), gap => Fill(gap.Groups["name"].Value, movie)), false);
    }

    private async Task<(Movie? Movie, bool IsMissing)> FindAsync(int movieId)
    {
        // A page does not wait for a database in trouble: the app asks again, and says what is wrong.
        using var timeout = new CancellationTokenSource(s_timeout);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<MovieBookingContext>();
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

    /// <param name="Html">Null where there is nothing to put into it, or no such movie.</param>
    /// <param name="IsMissing">Whether there is no such movie.</param>
    public sealed record WrittenPage(string? Html, bool IsMissing);

    [GeneratedRegex(@"\{\{(?<name>\w+)\}\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Gap();
}
