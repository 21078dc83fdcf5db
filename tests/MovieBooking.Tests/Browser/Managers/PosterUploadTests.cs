using System.Text.RegularExpressions;
using ImageMagick;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

[Collection(SharedSite.Two)]
public sealed partial class PosterUploadTests(TestSite site)
{
    [Fact]
    public async Task A_manager_uploads_a_poster_and_customers_see_it()
    {
        var movieId = await site.Api.Given.MovieAsync("Paper Lanterns");
        var page = await site.ManagerAsync($"/admin/movies/{movieId}");
        using var drawn = new MagickImage(MagickColors.Crimson, 400, 600);

        await page.GetByLabel("Upload a poster").SetInputFilesAsync(File("poster.png", drawn.ToByteArray(MagickFormat.Png)));
        await Expect(page.GetByLabel("Or its address")).ToHaveValueAsync(Address());
        await page.Button("Save").ClickAsync();
        await Expect(page.Button("Undo changes")).ToBeHiddenAsync();

        var customer = await site.OpenAsync($"/movies/{movieId}");
        var poster = customer.Locator("main img[src^='/posters/']").First;
        await Expect(poster).ToHaveJSPropertyAsync("naturalWidth", 400);
    }

    [Fact]
    public async Task A_file_that_is_no_picture_is_refused_beside_the_field_and_the_old_address_stays()
    {
        var movieId = await site.Api.Given.MovieAsync("Paper Boats");
        await site.Api.Given.ArtAsync(movieId, "Boats of paper.", "/posters/the-long-tide.svg");
        var page = await site.ManagerAsync($"/admin/movies/{movieId}");

        await page.GetByLabel("Upload a poster")
            .SetInputFilesAsync(File("poster.png", "not a picture, whatever its name says"u8.ToArray()));

        await Expect(page.GetByText("The file must be a JPEG, PNG, WebP or AVIF picture.")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Or its address")).ToHaveValueAsync("/posters/the-long-tide.svg");
    }

    private static FilePayload File(string name, byte[] content) =>
        new()
        {
            Name = name,
            MimeType = "image/png",
            Buffer = content,
        };

    [GeneratedRegex("^/posters/[0-9a-f]{64}\\.webp$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
