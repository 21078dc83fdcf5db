using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

public sealed class FarePageTests(TestSite site) : IClassFixture<TestSite>
{
    [Fact]
    public async Task A_fare_is_edited_while_a_customer_holds_a_seat_at_the_old_one()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync(startsAt: DateTime.UtcNow.AddDays(2));
        using var customer = await site.Api.CustomerAsync();
        await customer.LockAsync(showtimeId, await site.Api.Given.SeatAsync(showtimeId, "A1")).JsonAsync();
        var page = await site.ManagerAsync("/admin/fares");

        await page.GetByLabel("Standard").FillAsync("9.999");
        await page.Button("Save prices").ClickAsync();
        await Expect(page.GetByText("Enter a price from 0.05 to 10,000,000")).ToBeVisibleAsync();
        await page.GetByLabel("Standard").FillAsync("9.50");
        await page.Button("Save prices").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "Standard $9.50 $9.50 $11.88 $14.25" })).ToBeVisibleAsync();

        var map = await customer.SeatMapAsync(showtimeId);
        Assert.Equal((8.00m, 9.50m), (map.Seat("A1").Money("price"), map.Seat("A2").Money("price")));
        Assert.Equal(8.00m, (await customer.PendingAsync(showtimeId, await site.Api.Given.SeatAsync(showtimeId, "A1"))).Money("total"));
    }

    [Fact]
    public async Task A_cinema_gets_a_screen_and_a_broken_seat_of_it_is_off_sale()
    {
        var page = await site.ManagerAsync("/admin/cinemas");
        var name = Given.Unique("Corner House");
        await page.Button("Add a cinema").ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("Address").FillAsync("3 Corner Street");
        await page.GetByLabel("City").FillAsync("Springfield");
        await page.GetByLabel("Time zone").FillAsync("Europe/Nowhere");
        await page.Button("Save cinema").ClickAsync();
        await Expect(page.GetByText("must be an IANA time zone")).ToBeVisibleAsync();
        await page.GetByLabel("Time zone").FillAsync("Europe/Lisbon");
        await page.Button("Save cinema").ClickAsync();

        await page.GetByRole(AriaRole.Form, new() { Name = "New screen" }).GetByLabel("Screen name").FillAsync("The Attic");
        await page.GetByRole(AriaRole.Form, new() { Name = "New screen" }).GetByRole(AriaRole.Button).ClickAsync();
        await page.Button("C7 out of service").ClickAsync();
        await page.Button("Save seats").ClickAsync();
        await Expect(page.GetByText("The seats of The Attic are saved.").First).ToBeVisibleAsync();

        Assert.Equal(
            "C7",
            await site.Api.Database.ScalarAsync<string>(
                """
                SELECT GROUP_CONCAT(seat_label)
                FROM seats
                INNER JOIN screens ON screens.screen_id = seats.screen_id
                INNER JOIN cinemas ON cinemas.cinema_id = screens.cinema_id
                WHERE cinemas.name = @name AND out_of_service
                """,
                ("@name", name)
            )
        );
    }

    [Theory]
    [InlineData("/admin", "sales-")]
    [InlineData("/admin/top-movies", "top-movies.csv")]
    [InlineData("/admin/audit-log", "audit-log.csv")]
    public async Task A_list_is_saved_for_a_spreadsheet(string path, string name)
    {
        var page = await site.ManagerAsync(path);

        var download = await page.RunAndWaitForDownloadAsync(() => page.Button("Export CSV").ClickAsync());

        Assert.StartsWith(name, download.SuggestedFilename, StringComparison.Ordinal);
        var bytes = await File.ReadAllBytesAsync(await download.PathAsync());
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
    }
}
