using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ImageMagick;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Admin;

/// <summary>Pictures that managers upload: decoded and encoded again, and nothing else is ever served.</summary>
[Collection(SharedApi.One)]
public sealed class PosterTests(TestApi api)
{
    private const string Posters = $"{ManagerCalls.Admin}/posters";

    [Theory]
    [InlineData(MagickFormat.Jpeg)]
    [InlineData(MagickFormat.Png)]
    [InlineData(MagickFormat.WebP)]
    [InlineData(MagickFormat.Avif)]
    public async Task A_picture_of_each_kind_becomes_a_poster_sized_for_the_pages(MagickFormat format)
    {
        using var drawn = new MagickImage(MagickColors.Crimson, 1600, 2400);

        var url = await UploadedAsync(drawn.ToByteArray(format));
        using var answer = await api.CreateClient().GetAsync(url);
        using var poster = new MagickImage(await answer.Content.ReadAsByteArrayAsync());

        Assert.Matches("^/posters/[0-9a-f]{64}\\.webp$", url);
        Assert.Equal((MagickFormat.WebP, 800u, 1200u), (poster.Format, poster.Width, poster.Height));
        Assert.Equal("image/webp", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl?.ToString());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task What_a_camera_wrote_is_gone_and_the_picture_stands_upright()
    {
        using var taken = new MagickImage(MagickColors.Navy, 300, 200) { Orientation = ImageMagick.Orientation.RightTop };
        var exif = new ExifProfile();
        exif.SetValue(ExifTag.Orientation, (ushort)6);
        exif.SetValue(ExifTag.GPSLatitudeRef, "N");
        exif.SetValue(ExifTag.Artist, "Somebody");
        taken.SetProfile(exif);

        var url = await UploadedAsync(taken.ToByteArray(MagickFormat.Jpeg));
        using var poster = new MagickImage(await api.CreateClient().GetByteArrayAsync(url));

        Assert.Null(poster.GetExifProfile());
        // Small ones are not blown up; a quarter turn swaps the sides.
        Assert.Equal((200u, 300u), (poster.Width, poster.Height));
    }

    [Fact]
    public async Task The_same_picture_has_the_same_address_and_is_kept_once()
    {
        using var drawn = new MagickImage(MagickColors.Teal, 30, 45);
        var picture = drawn.ToByteArray(MagickFormat.Png);

        Assert.Equal(await UploadedAsync(picture), await UploadedAsync(picture));
    }

    public static TheoryData<string, byte[]> NoPictures
    {
        get
        {
            using var drawn = new MagickImage(MagickColors.Olive, 300, 450);
            return new()
            {
                { "empty", [] },
                { "text", "Not a picture at all, but long enough to be one."u8.ToArray() },
                { "an SVG with a script", """<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>"""u8.ToArray() },
                { "HTML that begins like a GIF", "GIF89a<script>alert(1)</script>"u8.ToArray() },
                { "a GIF", drawn.ToByteArray(MagickFormat.Gif) },
                { "half a PNG", drawn.ToByteArray(MagickFormat.Png)[..60] },
                { "a PNG of 30,000 x 30,000", Png(30_000, 30_000) },
                { "a PNG of 9,000 x 9,000", Png(9_000, 9_000) },
                { "a JPEG in name alone", [0xFF, 0xD8, 0xFF, 0xE0, .. Encoding.ASCII.GetBytes("push graphic-context")] },
            };
        }
    }

    [Theory]
    [MemberData(nameof(NoPictures))]
    public async Task What_is_no_picture_or_too_large_is_refused_and_nothing_is_kept(string what, byte[] content)
    {
        Assert.NotEmpty(what);
        var before = await api.Database.ScalarAsync<int>("SELECT COUNT(*) FROM posters");

        await UploadAsync(await api.AdminAsync(), content).ProblemAsync(400, "validation_failed", "file");

        Assert.Equal(before, await api.Database.ScalarAsync<int>("SELECT COUNT(*) FROM posters"));
    }

    [Fact]
    public async Task A_picture_that_would_fill_the_memory_is_refused_by_its_header_and_told_its_size()
    {
        var problem = await UploadAsync(await api.AdminAsync(), Png(30_000, 30_000)).ProblemAsync(400, "validation_failed", "file");

        Assert.Contains(
            "30000 x 30000 pixels",
            problem.GetProperty("errors").GetProperty("file")[0].GetString()!,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task More_than_8_MB_are_refused() =>
        await UploadAsync(await api.AdminAsync(), new byte[(8 * 1024 * 1024) + 1]).ProblemAsync(413, "payload_too_large");

    [Fact]
    public async Task Only_admins_upload_and_only_forms_with_a_file_are_taken()
    {
        var admin = await api.AdminAsync();

        await UploadAsync(await api.CustomerAsync(), [1]).ProblemAsync(403, "forbidden");
        await UploadAsync(api.CreateClient(), [1]).ProblemAsync(401, "unauthenticated");
        await admin
            .PostAsync(Posters, new StringContent("{}", Encoding.UTF8, "application/json"))
            .ProblemAsync(415, "unsupported_media_type");
        await admin.PostAsync(Posters, null).ProblemAsync(415, "unsupported_media_type");
        using var empty = new MultipartFormDataContent { { new StringContent("x"), "other" } };
        await admin.PostAsync(Posters, empty).ProblemAsync(400, "validation_failed", "file");
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000.webp")]
    [InlineData("..%2f..%2fappsettings.webp")]
    [InlineData("x.webp")]
    public async Task A_poster_that_is_not_there_is_not_found(string name) =>
        await api.CreateClient().GetAsync($"/posters/{name}").ProblemAsync(404, "not_found");

    [Fact]
    public async Task A_poster_that_no_movie_names_is_deleted_after_a_day_and_any_other_stays()
    {
        using var used = new MagickImage(MagickColors.Gold, 20, 30);
        using var unused = new MagickImage(MagickColors.Silver, 20, 30);
        using var fresh = new MagickImage(MagickColors.Black, 20, 30);
        var (usedUrl, unusedUrl) = (
            await UploadedAsync(used.ToByteArray(MagickFormat.Png)),
            await UploadedAsync(unused.ToByteArray(MagickFormat.Png))
        );
        await api.Given.ArtAsync(await api.Given.MovieAsync(), "Something", usedUrl);
        await api.Database.ExecuteAsync("UPDATE posters SET uploaded_at = uploaded_at - INTERVAL 25 HOUR");
        var freshUrl = await UploadedAsync(fresh.ToByteArray(MagickFormat.Png));

        await api.Database.ExecuteAsync("CALL sp_purge_posters()");

        var client = api.CreateClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(usedUrl)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(freshUrl)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(unusedUrl)).StatusCode);
    }

    [Fact]
    public async Task Many_pictures_at_once_wait_for_each_other()
    {
        var admin = await api.AdminAsync();
        using var drawn = new MagickImage(MagickColors.Maroon, 400, 600);
        var picture = drawn.ToByteArray(MagickFormat.Jpeg);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => UploadAsync(admin, picture)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
    }

    private async Task<string> UploadedAsync(byte[] picture) =>
        (await UploadAsync(await api.AdminAsync(), picture).JsonAsync(HttpStatusCode.Created)).Has("posterUrl").Text("posterUrl");

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient client, byte[] picture)
    {
        // What it is called and said to be counts for nothing.
        var file = new ByteArrayContent(picture) { Headers = { ContentType = new MediaTypeHeaderValue("text/plain") } };
        using var form = new MultipartFormDataContent { { file, "file", "../../poster.svg" } };
        return await client.PostAsync(Posters, form);
    }

    /// <summary>A PNG that claims a size, in a few bytes: hardly anything of what it claims is there.</summary>
    private static byte[] Png(int width, int height)
    {
        using var pixels = new MemoryStream();
        using (var packed = new ZLibStream(pixels, CompressionLevel.Fastest, leaveOpen: true))
        {
            packed.Write(new byte[100]);
        }

        return
        [
            0x89,
            .. "PNG\r\n\u001a\n"u8,
            .. Chunk([.. "IHDR"u8, .. BigEndian((uint)width), .. BigEndian((uint)height), 8, 2, 0, 0, 0]),
            .. Chunk([.. "IDAT"u8, .. pixels.ToArray()]),
            .. Chunk([.. "IEND"u8]),
        ];
    }

    private static byte[] Chunk(byte[] chunk) => [.. BigEndian((uint)(chunk.Length - 4)), .. chunk, .. BigEndian(Crc32(chunk))];

    /// <summary>The check sum of a chunk (PNG, annex D).</summary>
    private static uint Crc32(byte[] chunk)
    {
        var sum = uint.MaxValue;
        foreach (var part in chunk)
        {
            sum ^= part;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) == 1 ? (sum >> 1) ^ 0xEDB88320 : sum >> 1;
            }
        }

        return ~sum;
    }

    private static byte[] BigEndian(uint value)
    {
        var bytes = new byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}
