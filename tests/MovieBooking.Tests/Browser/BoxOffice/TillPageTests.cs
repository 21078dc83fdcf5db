using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>A till that is counted, in the counter's own words for money, and what managers see of it.</summary>
[Collection(SharedSite.Two)]
public sealed class TillPageTests(TestSite site)
{
    [Theory]
    [InlineData("en-US", "Cash counted", "Close the till", "1.066", "Write an amount as digits", "66,50", "66.50", "Difference$16.50")]
    [InlineData(
        "en-US",
        "Cash counted",
        "Close the till",
        "66,5,0",
        "Write an amount as digits",
        "1,066",
        "1066.00",
        "Difference$1,016.00"
    )]
    [InlineData(
        "es-ES",
        "Efectivo contado",
        "Cerrar la caja",
        "1,066",
        "Escribe un importe con cifras",
        "66,50",
        "66.50",
        "Diferencia16,50 US$"
    )]
    [InlineData(
        "es-ES",
        "Efectivo contado",
        "Cerrar la caja",
        "66.5.0",
        "Escribe un importe con cifras",
        "66.50",
        "66.50",
        "Diferencia16,50 US$"
    )]
    public async Task What_is_counted_is_read_as_it_is_written_or_asked_for_again(
        string locale,
        string field,
        string close,
        string unclear,
        string answer,
        string typed,
        string counted,
        string difference
    )
    {
        var (cinemaId, page) = await AtTheTillAsync(new() { Locale = locale });

        await page.GetByLabel(field).FillAsync(unclear);
        await page.Button(close).ClickAsync();
        await Expect(page.GetByText(answer)).ToBeVisibleAsync();
        Assert.Equal(["-"], await CountedAsync(cinemaId));

        await page.GetByLabel(field).FillAsync(typed);
        await page.Button(close).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(difference);
        Assert.Equal([counted], await CountedAsync(cinemaId));
    }

    [Fact]
    public async Task A_till_that_was_closed_in_another_window_says_so_and_keeps_its_count()
    {
        var (cinemaId, page) = await AtTheTillAsync();
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync($"/box-office?cinema={cinemaId}&view=till");
        await other.GetByLabel("Cash counted").FillAsync("45");

        await page.GetByLabel("Cash counted").FillAsync("50");
        await page.Button("Close the till").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Till 1 is closed" })).ToContainTextAsync("Difference$0.00");
        await other.Button("Close the till").ClickAsync();

        await Expect(other.Button("Open the till")).ToBeVisibleAsync();
        await Expect(other.GetByRole(AriaRole.Alert)).ToContainTextAsync("closed already");
        Assert.Equal(["50.00"], await CountedAsync(cinemaId));
    }

    [Fact]
    public async Task Managers_read_the_shifts_of_all_tills()
    {
        var name = Given.Unique("Till Cinema");
        var (cinemaId, page) = await AtTheTillAsync(name: name);
        await page.GetByLabel("Cash counted").FillAsync("45");
        await page.Button("Close the till").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Till 1 is closed" })).ToBeVisibleAsync();
        using var colleague = await site.Api.CashierAsync(cinemaId);

        var manager = await site.ManagerAsync($"/admin/tills?cinemaId={cinemaId}");
        var audit = new AxeAudit(manager);
        var rows = manager.GetByRole(AriaRole.Row).Filter(new() { HasText = name });
        await Expect(rows).ToHaveCountAsync(2);
        await Expect(rows.Filter(new() { HasText = "$45.00" })).ToContainTextAsync("-$5.00");
        await Expect(rows.Filter(new() { HasText = "$100.00" })).ToContainTextAsync("Open");
        await audit.AuditAsync("/admin/tills");
        await manager.GetByLabel("To", new() { Exact = true }).FillAsync("2020-01-01");
        await Expect(manager.GetByText("No till was open then.")).ToBeVisibleAsync();
        await audit.AuditAsync("/admin/tills, none");
        await audit.AuditUnansweredAsync("/admin/tills", "**/api/v1/admin/tills?*");
        audit.IsClean();
    }

    /// <summary>Somebody with 50.00 in a till that they are about to close.</summary>
    private async Task<(int CinemaId, IPage Page)> AtTheTillAsync(BrowserNewContextOptions? options = null, string? name = null)
    {
        var cinemaId = await site.Api.Given.CinemaAsync(name: name);
        var clerk = await site.ClerkAsync(cinemaId, options);
        await site.OpenTillAsync(clerk, cinemaId);
        await clerk.Page.GotoAsync("/box-office?view=till");
        return (cinemaId, clerk.Page);
    }

    private Task<IReadOnlyList<string>> CountedAsync(int cinemaId) =>
        site.Api.Database.LinesAsync("SELECT counted FROM till_shifts WHERE cinema_id = @id", ("@id", cinemaId));
}
