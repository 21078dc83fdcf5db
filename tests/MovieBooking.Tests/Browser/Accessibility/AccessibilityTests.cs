using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>Pages that anybody meets, by axe.</summary>
public sealed class AccessibilityTests(TestSite site) : IClassFixture<TestSite>
{
    [Fact]
    public async Task Planted_faults_are_caught()
    {
        var page = await site.OpenAsync("/sign-in");
        await Expect(page.GetByLabel("Email")).ToBeVisibleAsync();
        Assert.Empty(await AxeAudit.FaultsAsync(page));

        await page.EvaluateAsync(
            """
            () => {
              document.querySelector('label').remove()
              // By script, which the page's policy allows.
              const plant = (name, text, style) => {
                const element = document.createElement(name)
                element.append(text)
                Object.assign(element.style, style)
                document.querySelector('main').append(element)
                return element
              }
              for (let count = 0; count < 2; count++) plant('button', '', { width: '9px', height: '9px', padding: '0' }).ariaLabel = 'Small'
              plant('p', 'Faint', { color: '#888', background: '#777' })
              plant('div', 'Wide', { width: '200vw' })
            }
            """
        );

        Assert.Equal(["color-contrast", "label", "reflow", "target-size"], Rules(await AxeAudit.FaultsAsync(page)));
        Assert.Equal(["color-contrast", "reflow"], Rules(await AxeAudit.FaultsAsync(page, AxeAudit.Colours)));
    }

    [Fact]
    public async Task Pages_to_look_around_have_no_faults()
    {
        var movieId = await site.Api.Given.MovieAsync("The Last Reel");
        await site.Api.Given.ShowtimeAsync(movieId);
        var cinemaId = await site.Api.Given.CinemaAsync(name: "The Orpheum");
        await site.Api.Given.ShowtimeAsync(movieId, await site.Api.Given.ScreenAsync(cinemaId: cinemaId));
        var empty = await site.Api.Given.CinemaAsync();
        await site.Api.Given.ShowtimeAsync(movieId, format: "IMAX", startsAt: DateTime.UtcNow.AddDays(2));
        var coming = await site.Api.Given.MovieAsync("Paper Moons", Given.Today.AddDays(20));
        var page = await site.NewPageAsync();
        var audit = new AxeAudit(page);

        (string Path, string Shows)[] pages =
        [
            ("/", "The Last Reel"),
            ("/movies", "The Last Reel"),
            ("/movies?q=nothing+has+this+name", "No movie"),
            ($"/movies/{movieId}", "Showtimes"),
            ($"/movies/{coming}", "No showtimes yet"),
            ("/cinemas", "The Orpheum"),
            ($"/cinemas/{cinemaId}", "The Last Reel"),
            ($"/cinemas/{empty}", "Nothing is scheduled"),
            ("/tickets", "Booked as a guest?"),
            ("/no/such/page", "This reel is missing"),
        ];
        foreach (var (path, shows) in pages)
        {
            await page.GotoAsync(path);
            await Expect(page.GetByRole(AriaRole.Main).GetByText(shows).Filter(new() { Visible = true }).First).ToBeVisibleAsync();
            await audit.AuditAsync(path);
        }

        await page.GotoAsync("/movies");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "The Last Reel" })).ToBeVisibleAsync();
        await audit.AuditOfflineAsync("/movies");
        await audit.AuditUnansweredAsync("/", "**/api/v1/movies?*");
        await audit.AuditUnansweredAsync("/movies", "**/api/v1/movies?*");
        await audit.AuditUnansweredAsync($"/movies/{movieId}", $"**/api/v1/movies/{movieId}");

        await page.RouteAsync("**/assets/tickets-*.js", route => route.AbortAsync());
        await page.GotoAsync("/tickets");
        await Expect(page.GetByText("The film tore")).ToBeVisibleAsync();
        await audit.AuditAsync("a page that could not be loaded");

        audit.IsClean();
    }

    [Fact]
    public async Task Forms_have_no_faults_empty_or_wrong()
    {
        var page = await site.NewPageAsync();
        var audit = new AxeAudit(page);
        (string Path, string Send)[] forms =
        [
            ("/sign-in", "Sign in"),
            ("/register", "Create account"),
            ("/find-booking", "Find my booking"),
            ("/admin/sign-in", "Sign in"),
        ];
        foreach (var (path, send) in forms)
        {
            await page.GotoAsync(path);
            var button = page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = send, Exact = true });
            await Expect(button).ToBeVisibleAsync();
            await audit.AuditAsync(path);

            await button.ClickAsync();
            await Expect(page.Locator("[aria-invalid=true]").First).ToBeVisibleAsync();
            await audit.AuditAsync($"{path}, wrong");
        }

        await page.GetByLabel("Email").FillAsync(TestApi.Email());
        await page.GetByLabel("Password").FillAsync(TestApi.Password);
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await audit.AuditAsync("sign-in, refused");

        audit.IsClean();
    }

    private static string[] Rules(string[] faults) => [.. faults.Select(fault => fault.Split(':')[0]).Order(StringComparer.Ordinal)];
}
