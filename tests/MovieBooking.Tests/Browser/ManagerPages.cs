using System.Globalization;
using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>The managers' pages, as somebody who manages a cinema works with them.</summary>
internal static class ManagerPages
{
    /// <summary>A browser in which a manager of their own has signed in through the form, at a page.</summary>
    public static async Task<IPage> ManagerAsync(this TestSite site, string path)
    {
        var email = await site.ManagerEmailAsync();
        var page = await site.OpenAsync(path);
        await page.SignInAsManagerAsync(email);
        return page;
    }

    /// <summary>The address of a new manager; the password is <see cref="TestApi.Password"/>.</summary>
    public static async Task<string> ManagerEmailAsync(this TestSite site)
    {
        var email = TestApi.Email();
        await site.Api.RegisterAsync(email);
        await site.Api.Database.ExecuteAsync("UPDATE users SET role = 'admin' WHERE email = @email", ("@email", email));
        return email;
    }

    public static async Task SignInAsManagerAsync(this IPage page, string email)
    {
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(TestApi.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        // What stands beside the form, such as the movies that are on, is nothing that the page behind it shows.
        await Expect(page.GetByLabel("Password")).ToHaveCountAsync(0);
    }

    /// <summary>A manager who has tried to put the new movie where the running one still is, and is told so.</summary>
    public static Task<IPage> PlanAtSevenAsync(this TestSite site, Programme programme) => site.PlanAsync(programme, "19:00");

    /// <summary>A manager who has tried to put the new movie in the way of the running one.</summary>
    public static async Task<IPage> PlanAsync(this TestSite site, Programme programme, string time)
    {
        var page = await site.ManagerAsync(programme.Address);
        await page.Button("Add showtime").ClickAsync();
        var panel = page.GetByRole(AriaRole.Region, new() { Name = "Add a showtime" });
        await panel.GetByLabel("Movie").SelectOptionAsync(new SelectOptionValue { Label = $"{programme.NewMovie} (100 min)" });
        await panel.GetByLabel("Screen").SelectOptionAsync(new SelectOptionValue { Label = $"{programme.Screen} (2D)" });
        await panel.GetByLabel("Time", new() { Exact = true }).FillAsync(time);
        await panel.GetByRole(AriaRole.Button, new() { Name = "Add showtime" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync($"“{Programme.Running}” is ");
        return page;
    }

    public static ILocator Button(this IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>A show in the lanes, by its movie and the time at which it starts.</summary>
    public static ILocator Slot(this IPage page, string screen, string movie, string time) =>
        page.GetByRole(AriaRole.List, new() { Name = screen, Exact = true })
            .GetByRole(AriaRole.Button, new() { Name = $"{movie}, {time}, " });

    public static string Iso(this DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A cinema with two screens, and a movie that runs on the first from 18:00 to 19:40 on a coming day.</summary>
internal sealed record Programme(
    int CinemaId,
    int ScreenId,
    string Screen,
    string OtherScreen,
    int ShowtimeId,
    int NewMovieId,
    string NewMovie
)
{
    public const string Running = "Night Train";

    public static readonly DateOnly Day = Given.Today.AddDays(10);

    public string Address => $"/admin/schedule?cinema={CinemaId.ToString(CultureInfo.InvariantCulture)}&date={Day.Iso()}";

    public static async Task<Programme> GivenAsync(TestSite site)
    {
        var given = site.Api.Given;
        var cinemaId = await given.CinemaAsync();
        var screens = new[] { await given.ScreenAsync(cinemaId: cinemaId), await given.ScreenAsync("IMAX", cinemaId) };
        var names = new string[screens.Length];
        for (var index = 0; index < screens.Length; index++)
        {
            names[index] = await site.Api.Database.ScalarAsync<string>(
                "SELECT name FROM screens WHERE screen_id = @id",
                ("@id", screens[index])
            );
        }

        using var admin = await site.Api.AdminAsync();
        var showtimeId = await admin.ScheduledAsync(await given.MovieAsync(Running), screens[0], $"{Day.Iso()}T18:00");
        var title = Given.Unique("The Last Reel");
        return new Programme(cinemaId, screens[0], names[0], names[1], showtimeId, await given.MovieAsync(title), title);
    }
}
