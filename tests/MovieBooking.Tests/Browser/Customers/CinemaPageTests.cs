using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>People begin with their cinema: what plays there by day, across movies.</summary>
[Collection(SharedSite.One)]
public sealed class CinemaPageTests(TestSite site)
{
    private static readonly DateTime s_tomorrow = Given.Today.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    [Fact]
    public async Task Ones_cinema_is_chosen_once_and_leads_to_its_programme_from_everywhere()
    {
        var (cinemaId, showtimeId) = await ProgrammeAsync("The Wharf");
        var page = await site.OpenAsync("/cinemas");

        await page.GetByRole(AriaRole.Button, new() { Name = "The Wharf" }).ClickAsync();
        await page.GotoAsync("/movies");
        await page.GetByRole(AriaRole.Link, new() { Name = "My cinema", Exact = true }).ClickAsync();

        await Expect(page).ToHaveURLAsync($"{site.Address}cinemas/{cinemaId}");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The Wharf", Level = 1 })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "1 Main Street, Springfield (on a map)" }))
            .ToHaveAttributeAsync("href", "https://www.openstreetmap.org/search?query=1%20Main%20Street%2C%20Springfield");
        await Expect(page.GetByText("America/New York")).ToBeVisibleAsync();
        await Expect(page.GetByText("You can cancel a booking until the show starts, and get everything back.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(2);
        await Expect(page.GetByRole(AriaRole.Article).First).ToHaveAccessibleNameAsync("Wharf Rats");

        await page.GotoAsync("/");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "At The Wharf" })).ToBeVisibleAsync();
        await page.Locator($"section a[href='/showtimes/{showtimeId}']").First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Grid)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_day_stands_in_the_address_and_shows_that_days_shows_alone()
    {
        var (cinemaId, _) = await ProgrammeAsync("The Quay");
        var page = await site.OpenAsync($"/cinemas/{cinemaId}");

        await Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Day" }).GetByRole(AriaRole.Link).Nth(1).ClickAsync();

        await Expect(page).ToHaveURLAsync($"{site.Address}cinemas/{cinemaId}?day={s_tomorrow.AddDays(1):yyyy-MM-dd}");
        await Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(1);
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_remembered_cinema_that_is_gone_is_forgotten()
    {
        var page = await site.NewPageAsync();
        await page.AddInitScriptAsync(
            "if (!localStorage.getItem('seen')) localStorage.setItem('cinema', '999999'); localStorage.setItem('seen', '1')"
        );

        await page.GotoAsync("/cinemas/999999");
        await Expect(page.GetByText("This reel is missing")).ToBeVisibleAsync();

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Cinemas", Exact = true })).ToBeVisibleAsync();
    }

    /// <summary>Two movies tomorrow and one the day after. The answer: the cinema, and the showtime that starts first.</summary>
    private async Task<(int CinemaId, int ShowtimeId)> ProgrammeAsync(string name)
    {
        var cinemaId = await site.Api.Given.CinemaAsync(name: name);
        var screenId = await site.Api.Given.ScreenAsync(cinemaId: cinemaId);
        var (early, late) = (await site.Api.Given.MovieAsync("Wharf Rats"), await site.Api.Given.MovieAsync("Quayside"));
        var showtimeId = await site.Api.Given.ShowtimeAsync(early, screenId, s_tomorrow.AddHours(15));
        await site.Api.Given.ShowtimeAsync(late, screenId, s_tomorrow.AddHours(20));
        await site.Api.Given.ShowtimeAsync(late, screenId, s_tomorrow.AddDays(1).AddHours(20));
        return (cinemaId, showtimeId);
    }
}
