using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>The managers' side as somebody sees it who manages one cinema.</summary>
[Collection(SharedSite.Two)]
public sealed class CinemaManagerTests(TestSite site)
{
    [Fact]
    public async Task A_manager_of_one_cinema_finds_that_cinema_and_nothing_of_the_whole_house()
    {
        var (house, other) = (await site.Api.HouseAsync(), await site.Api.HouseAsync());
        var email = TestApi.Email();
        await site.Api.RegisterAsync(email);
        await site.Api.Database.ExecuteAsync("UPDATE users SET role = 'manager' WHERE email = @email", ("@email", email));
        await site.Api.Database.ExecuteAsync(
            "INSERT INTO staff_cinemas (user_id, cinema_id, added_at) SELECT user_id, @cinema_id, UTC_TIMESTAMP(6) FROM users WHERE email = @email",
            ("@email", email),
            ("@cinema_id", house.CinemaId)
        );
        var page = await site.OpenAsync("/admin/fares");
        await page.SignInAsManagerAsync(email);
        var audit = new AxeAudit(page);

        // Fares are the whole house's: the way leads to what is theirs.
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Dashboard", Level = 1 })).ToBeVisibleAsync();
        await Expect(page.GetByText("3 tickets").First).ToBeVisibleAsync();
        var pages = page.GetByRole(AriaRole.Navigation, new() { Name = "Management" }).GetByRole(AriaRole.Link);
        await Expect(pages)
            .ToHaveTextAsync([
                "Dashboard",
                "Tonight",
                "Schedule",
                "Showtimes",
                "Bookings",
                "Admissions",
                "Import",
                "Cinemas",
                "Payments",
                "Tills",
                "Audit log",
            ]);
        await OffersOneAsync(page, house, other);
        await audit.AuditAsync("/admin, of one cinema");

        await page.GotoAsync("/admin/showtimes");
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = house.Title })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = other.Title })).ToHaveCountAsync(0);
        await OffersOneAsync(page, house, other);

        await page.GotoAsync("/admin/cinemas");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Screens" })).ToBeVisibleAsync();
        await Expect(page.Button("Add a cinema")).ToHaveCountAsync(0);
        await OffersOneAsync(page, house, other);
        await audit.AuditAsync("/admin/cinemas, of one cinema");

        await page.GotoAsync("/admin/payments");
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = house.Reference })).ToBeVisibleAsync();
        await Expect(page.GetByText(other.Reference)).ToHaveCountAsync(0);
        audit.IsClean();
    }

    private static async Task OffersOneAsync(IPage page, ManagedHouse house, ManagedHouse other)
    {
        var cinemas = page.GetByLabel("Cinema", new() { Exact = true }).GetByRole(AriaRole.Option);
        await Expect(cinemas.Filter(new() { HasText = house.Name })).ToHaveCountAsync(1);
        await Expect(cinemas.Filter(new() { HasText = other.Name })).ToHaveCountAsync(0);
    }
}
