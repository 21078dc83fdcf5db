using System.Globalization;
using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>What a manager has half typed is not lost by a slip.</summary>
[Collection(SharedSite.Two)]
public sealed class UnsavedChangesTests(TestSite site)
{
    private const string Question = "Leave without saving?";

    [Theory]
    [InlineData("/admin/movies/new", "Title")]
    [InlineData("/admin/fares", "Standard")]
    [InlineData("/admin/cinemas", "Address")]
    public async Task A_form_that_is_half_typed_asks_before_it_is_left(string path, string label)
    {
        await site.Api.Given.CinemaAsync();
        var page = await site.ManagerAsync(path);
        var field = page.GetByLabel(label, new() { Exact = true }).First;
        await field.FillAsync("12.50");

        await page.GetByRole(AriaRole.Link, new() { Name = "Audit log" }).ClickAsync();
        var question = page.GetByRole(AriaRole.Dialog, new() { Name = Question });
        await question.GetByRole(AriaRole.Button, new() { Name = "Stay here" }).ClickAsync();
        await Expect(question).ToBeHiddenAsync();
        await Expect(field).ToHaveValueAsync("12.50");

        await page.GetByRole(AriaRole.Link, new() { Name = "Audit log" }).ClickAsync();
        await question.GetByRole(AriaRole.Button, new() { Name = "Leave" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Audit log", Level = 1 })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_showtime_that_is_half_planned_asks_before_another_day_is_shown()
    {
        var programme = await Programme.GivenAsync(site);
        var page = await site.ManagerAsync(programme.Address);
        await page.Button("Add showtime").ClickAsync();
        var time = page.GetByLabel("Time", new() { Exact = true });
        await time.FillAsync("19:00");

        await page.GetByRole(AriaRole.Link, new() { Name = "Audit log" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog, new() { Name = Question })
            .GetByRole(AriaRole.Button, new() { Name = "Stay here" })
            .ClickAsync();

        await Expect(time).ToHaveValueAsync("19:00");
    }

    [Fact]
    public async Task Closing_the_page_asks_too()
    {
        var page = await site.ManagerAsync("/admin/movies/new");
        await page.GetByLabel("Title").FillAsync("Half");
        var asked = new TaskCompletionSource<string>();
        page.Dialog += async (_, dialog) =>
        {
            asked.TrySetResult(dialog.Type);
            await dialog.AcceptAsync();
        };

        await page.CloseAsync(new() { RunBeforeUnload = true });

        Assert.Equal("beforeunload", await asked.Task);
    }

    [Fact]
    public async Task Nobody_is_asked_about_what_is_saved_or_was_not_touched()
    {
        var movieId = await site.Api.Given.MovieAsync(Given.Unique("Saved"));
        var page = await site.ManagerAsync($"/admin/movies/{movieId.ToString(CultureInfo.InvariantCulture)}");
        await page.GetByLabel("Director").FillAsync("Ida Dolly");
        await page.Button("Save").ClickAsync();
        await Expect(page.GetByText("is saved.").First).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Fares" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Fares", Level = 1 })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Audit log" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Audit log", Level = 1 })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }
}
