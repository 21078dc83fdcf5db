using System.Globalization;
using System.Net.Http.Json;
using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>The managers' pages but for the schedule, by axe. A site of their own: axe looks at every row of a list.</summary>
public sealed class ManagerAccessibilityTests(TestSite site) : IClassFixture<TestSite>
{
    [Theory]
    [InlineData("/admin", "Revenue by day")]
    [InlineData("/admin/movies", Programme.Running)]
    [InlineData("/admin/showtimes", Programme.Running)]
    [InlineData("/admin/top-movies", Programme.Running)]
    [InlineData("/admin/fares", "For shows of today")]
    [InlineData("/admin/cinemas?cinema={0}", "Save seats")]
    [InlineData("/admin/audit-log", "fields")]
    public async Task A_page_has_no_faults(string path, string shows)
    {
        var programme = await Programme.GivenAsync(site);
        await site.Api.Given.ShowtimeAsync(await site.Api.Given.MovieAsync(Programme.Running), startsAt: DateTime.UtcNow.AddDays(-1));
        using var customer = await site.Api.CustomerAsync();
        await customer.ConfirmedAsync(programme.ShowtimeId, await site.Api.Given.SeatsAsync(programme.ShowtimeId, "A1", "F1"));
        var page = await site.ManagerAsync(string.Format(CultureInfo.InvariantCulture, path, programme.CinemaId));
        var main = page.GetByRole(AriaRole.Main);
        await Expect(main.GetByText(shows).Filter(new() { Visible = true }).First).ToBeVisibleAsync();
        await Expect(page.Locator(".shimmer")).ToHaveCountAsync(0);
        foreach (var summary in await main.Locator("summary").AllAsync())
        {
            await summary.ClickAsync();
        }

        var audit = new AxeAudit(page);
        await audit.AuditAsync(path);
        await audit.AuditUnansweredAsync(path, "**/api/v1/admin/**");
        audit.IsClean();
    }

    [Fact]
    public async Task Pages_that_wait_for_their_lists_or_are_refused_them_have_no_faults()
    {
        await site.Api.Given.CinemaAsync();
        var page = await site.ManagerAsync("/admin/people");
        var audit = new AxeAudit(page);
        foreach (
            var path in (string[])
                [
                    "/admin/tonight",
                    "/admin/admissions",
                    "/admin/vouchers",
                    "/admin/gift-cards",
                    "/admin/people",
                    "/admin/webhooks",
                    "/admin/api-keys",
                ]
        )
        {
            await audit.AuditUnansweredAsync(path, "**/api/v1/admin/**", narrow: true);
        }

        await audit.AuditUnansweredAsync("/box-office", "**/api/v1/box-office/**", narrow: true);
        audit.IsClean();
    }

    [Fact]
    public async Task Lists_without_an_entry_and_forms_with_faults_have_none_of_these()
    {
        var movieId = await site.Api.Given.MovieAsync("The Last Reel");
        var page = await site.ManagerAsync("/admin/movies?q=nothing+has+this+name");
        var audit = new AxeAudit(page);
        await Expect(page.GetByText("No movie matches")).ToBeVisibleAsync();
        await audit.AuditAsync("/admin/movies, none");
        await page.GotoAsync("/admin/showtimes?from=2199-01-01");
        await Expect(page.GetByText("No showtime matches")).ToBeVisibleAsync();
        await audit.AuditAsync("/admin/showtimes, none");

        await page.GotoAsync("/admin/movies/new");
        await page.Button("Add a showtime").ClickAsync();
        await page.Button("Save movie").ClickAsync();
        await Expect(page.Locator("[aria-invalid=true]").First).ToBeVisibleAsync();
        await audit.AuditAsync("/admin/movies/new, wrong");
        await page.GotoAsync("/admin/cinemas");
        await page.Button("Add a cinema").ClickAsync();
        await page.Button("Save cinema").ClickAsync();
        await Expect(page.Locator("[aria-invalid=true]").First).ToBeVisibleAsync();
        await audit.AuditAsync("/admin/cinemas, wrong");
        await page.GotoAsync("/admin/fares");
        await page.GetByLabel("Standard").FillAsync("9.999");
        await page.Button("Save prices").ClickAsync();
        await Expect(page.Locator("[aria-invalid=true]").First).ToBeVisibleAsync();
        await audit.AuditAsync("/admin/fares, wrong");

        await page.GotoAsync($"/admin/movies/{movieId.ToString(CultureInfo.InvariantCulture)}");
        await page.GetByLabel("Director").FillAsync("Mine Own");
        using var other = await site.Api.AdminAsync();
        var theirs = new
        {
            title = "Overtaken",
            durationMinutes = 100,
            rating = "PG-13",
            releaseDate = Programme.Day,
        };
        await other.PutAsJsonAsync($"{ManagerCalls.Admin}/movies/{movieId}", theirs).JsonAsync();
        await page.Button("Save").ClickAsync();
        await Expect(page.GetByText("Somebody else saved this movie meanwhile")).ToBeVisibleAsync();
        await audit.AuditAsync("/admin/movies/:id, overtaken");
        await page.Button("Delete").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await audit.AuditAsync("/admin/movies/:id, deleting");

        audit.IsClean();
    }
}
