using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Hosting;
using MovieBooking.Api.Http;
using MySqlConnector;

namespace MovieBooking.Api.Admin.Posters;

/// <summary>A poster that was uploaded.</summary>
/// <param name="PosterUrl" example="/posters/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08.webp">Its address, for `posterUrl` of a movie.</param>
public sealed record UploadedPoster(string PosterUrl);

/// <summary>Posters in the database: in every backup of it, and the same for every instance of the API.</summary>
internal static class PosterEndpoints
{
    private const int MostBytes = 8 * 1024 * 1024;

    // The form around the file.
    private const int EnvelopeBytes = 64 * 1024;

    public static IServiceCollection AddPosters(this IServiceCollection services) =>
        services.AddPeriodicWork("purge_posters", TimeSpan.FromHours(1), "CALL sp_purge_posters()");

    public static RouteGroupBuilder MapPosters(this RouteGroupBuilder admin)
    {
        admin
            .MapPost("/posters", UploadPoster)
            .AdminsOnly()
            .WithTags("Admin: movies")
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes + EnvelopeBytes))
            // Megabytes on their way: the server sees that they come (ConnectionLimits).
            .DisableRequestTimeout()
            // No cookie signs anybody in here: there is nothing to forge.
            .DisableAntiforgery();
        return admin;
    }

    public static WebApplication MapPosterFiles(this WebApplication app)
    {
        app.MapGet("/posters/{hash:length(64)}.webp", GetPosterAsync).ExcludeFromDescription();
        return app;
    }

    /// <summary>Takes a picture for a poster, and says its address, which a movie can then name.</summary>
    /// <remarks>
    /// Admins only. JPEG, PNG, WebP or AVIF, at most 8 MB, 10,000 pixels a side and 40 million in all; it is kept as WebP of at
    /// most 800 x 1200 pixels, turned upright, without what cameras write into it. The same picture has the same address,
    /// so that sending it again changes nothing. A poster that no movie names is deleted after a day.
    /// </remarks>
    /// <param name="file">The picture.</param>
    private static async Task<Results<Created<UploadedPoster>, ProblemHttpResult>> UploadPoster(
        IFormFile file,
        MySqlDataSource source,
        HttpContext http,
        CancellationToken cancellationToken
    )
    {
        if (file.Length > MostBytes)
        {
            return Problems.Result(ApiError.PayloadTooLarge, Texts.Problems["FileTooLarge"]);
        }

        var content = new byte[file.Length];
        await using (var sent = file.OpenReadStream())
        {
            await sent.ReadExactlyAsync(content, cancellationToken);
        }

        try
        {
            var url = await KeepAsync(await PosterPicture.EncodeAsync(content, cancellationToken), source, cancellationToken);
            return TypedResults.Created(url, new UploadedPoster(url));
        }
        catch (PictureException refusal)
        {
            return TypedResults.Problem(Problems.Invalid("file", refusal.Rule));
        }
        catch (TimeoutException)
        {
            http.Response.Headers.RetryAfter = "10";
            return Problems.Result(ApiError.Busy);
        }
    }

    private static async Task<string> KeepAsync(byte[] poster, MySqlDataSource source, CancellationToken cancellationToken)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(poster));
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var insert = new MySqlCommand(
            """
            INSERT INTO posters (poster_hash, content, uploaded_at)
            VALUES (@hash, @content, UTC_TIMESTAMP(6))
            ON DUPLICATE KEY UPDATE uploaded_at = VALUES(uploaded_at)
            """,
            connection
        );
        insert.Parameters.AddWithValue("@hash", hash);
        insert.Parameters.AddWithValue("@content", poster);
        await insert.ExecuteNonQueryAsync(cancellationToken);
        return $"/posters/{hash}.webp";
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> GetPosterAsync(
        string hash,
        MySqlDataSource source,
        HttpResponse response,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var read = new MySqlCommand("SELECT content FROM posters WHERE poster_hash = @hash", connection);
        read.Parameters.AddWithValue("@hash", hash);
        if (await read.ExecuteScalarAsync(cancellationToken) is not byte[] content)
        {
            return Problems.Result(ApiError.NotFound);
        }

        // The name is the content's hash: another content is another name.
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.Bytes(content, "image/webp", entityTag: new EntityTagHeaderValue($"\"{hash[..16]}\""));
    }
}
