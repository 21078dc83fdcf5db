using System.Globalization;
using System.Net.Http.Json;
using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

[Collection(SharedSite.One)]
public sealed class ManagerTests(TestSite site)
{
    [Fact]
    public async Task A_customer_is_no_manager_and_a_manager_signs_in_where_they_were_going()
    {
        var email = await site.ManagerEmailAsync();
        var page = await site.OpenAsync("/register");
        await page.GetByLabel("Name").FillAsync("Vera Vale");
        await page.GetByLabel("Email").FillAsync(TestApi.Email());
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(TestApi.Password);
        await page.Button("Create account").ClickAsync();
        await Expect(page.GetByText("Vera Vale")).ToBeVisibleAsync();

        await page.GotoAsync("/admin/audit-log");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Managers" })).ToBeVisibleAsync();
        await Expect(page.GetByText("This browser is signed in as Vera Vale")).ToBeVisibleAsync();

        await page.SignInAsManagerAsync(email);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Audit log", Level = 1 })).ToBeVisibleAsync();

        await page.Button("Sign out").ClickAsync();
        await page.GotoAsync("/admin");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Managers" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_dashboard_and_the_leaderboard_show_what_was_sold()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync(await site.Api.Given.MovieAsync("Paper Moons"));
        using var customer = await site.Api.CustomerAsync();
        await customer.ConfirmedAsync(showtimeId, await site.Api.Given.SeatsAsync(showtimeId, "A1", "F1"));

        var page = await site.ManagerAsync("/admin");
        await Expect(page.GetByText("$24.00").First).ToBeVisibleAsync();
        await page.GetByText("The numbers of Revenue by class of seat").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "Premium $16.00 1 $16.00" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Top movies" }).ClickAsync();
        await page.Button("Tickets").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Uri(site.Address, "/admin/top-movies?sort=tickets").ToString());
    }

    [Fact]
    public async Task A_movie_is_added_with_its_first_showtime()
    {
        var programme = await Programme.GivenAsync(site);
        var page = await site.ManagerAsync("/admin/movies/new");
        await page.GetByLabel("Title").FillAsync("Salt & Starlight");
        await page.GetByLabel("Length in minutes").FillAsync("90");
        await page.GetByLabel("Rating").SelectOptionAsync("PG");
        await page.GetByLabel("Release").FillAsync(Programme.Day.Iso());
        await page.Button("Add a showtime").ClickAsync();
        await page.GetByLabel("Cinema").SelectOptionAsync(programme.CinemaId.ToString(CultureInfo.InvariantCulture));
        await page.GetByLabel("Screen").SelectOptionAsync(programme.ScreenId.ToString(CultureInfo.InvariantCulture));
        await page.GetByLabel("Time", new() { Exact = true }).FillAsync("19:00");
        await page.Button("Save movie").ClickAsync();

        // In the way of the show that runs: nothing is saved before a choice is made.
        await Expect(page.GetByText($"“{Programme.Running}” is on this screen then")).ToBeVisibleAsync();
        Assert.Equal(0, await MoviesAsync("Salt & Starlight"));
        await page.Button($"Change to {programme.OtherScreen} (IMAX)").ClickAsync();
        await page.Button("Save movie").ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Salt & Starlight", Level = 1 })).ToBeVisibleAsync();
        Assert.Equal(1, await MoviesAsync("Salt & Starlight"));
    }

    [Fact]
    public async Task An_edit_that_somebody_else_overtook_keeps_what_was_typed()
    {
        var movieId = await site.Api.Given.MovieAsync(Given.Unique("Overtaken"));
        var page = await site.ManagerAsync($"/admin/movies/{movieId.ToString(CultureInfo.InvariantCulture)}");
        await page.GetByLabel("Director").FillAsync("Mine Own");
        using var other = await site.Api.AdminAsync();
        var theirs = new
        {
            title = "Overtaken by theirs",
            durationMinutes = 100,
            rating = "PG-13",
            releaseDate = Programme.Day,
        };
        await other.PutAsJsonAsync($"{ManagerCalls.Admin}/movies/{movieId}", theirs).JsonAsync();

        await page.Button("Save").ClickAsync();

        await Expect(page.GetByText("Somebody else saved this movie meanwhile")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "Overtaken by theirs" })).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Director")).ToHaveValueAsync("Mine Own");
        await page.Button("Save mine over theirs").ClickAsync();
        await Expect(page.GetByText("Somebody else saved this movie meanwhile")).ToHaveCountAsync(0);
        Assert.Equal(
            "Mine Own",
            await site.Api.Database.ScalarAsync<string>("SELECT director FROM movies WHERE movie_id = @id", ("@id", movieId))
        );
    }

    private Task<int> MoviesAsync(string title) =>
        site.Api.Database.ScalarAsync<int>("SELECT COUNT(*) FROM movies WHERE title = @title", ("@title", title));
}
