using System.Text.Json;
using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>One's data as a file, and the end of an account, on the page of the account.</summary>
[Collection(SharedSite.Two)]
public sealed class PersonalDataPageTests(TestSite site)
{
    [Fact]
    public async Task Ones_data_is_saved_and_the_account_deleted_once_bookings_to_come_are_dealt_with()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        var visitor = await Visitor.SignedInAsync(site);
        var page = visitor.Page;
        var booking = await visitor.Client.ConfirmedAsync(showtimeId, await site.Api.Given.SeatAsync(showtimeId, "E5"));
        await page.GotoAsync("/account");

        var file = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Button, new() { Name = "Save my data" }).ClickAsync()
        );
        Assert.Equal("moviebooking-data.json", file.SuggestedFilename);
        using var data = JsonDocument.Parse(await File.ReadAllTextAsync(await file.PathAsync()));
        Assert.Equal(visitor.Email, data.RootElement.GetProperty("account").Text("email"));

        var form = page.GetByRole(AriaRole.Form, new() { Name = "Delete your account" });
        var delete = form.GetByRole(AriaRole.Button, new() { Name = "Delete my account" });
        await Expect(form.GetByRole(AriaRole.Link)).ToContainTextAsync(booking.Text("reference"));
        await form.GetByLabel("Password").FillAsync("not my password");
        await delete.ClickAsync();
        await Expect(form.GetByText("is not your password")).ToBeVisibleAsync();
        await form.GetByLabel("Password").FillAsync(TestApi.Password);
        await delete.ClickAsync();
        await Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync("You have tickets for shows to come");

        await form.GetByRole(AriaRole.Checkbox, new() { Name = "Keep these bookings without me" }).CheckAsync();
        await delete.ClickAsync();

        await Expect(page.GetByText("Your account is deleted.", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).First).ToBeVisibleAsync();
        await visitor.OpenTicketAsync(booking);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in", Level = 1 })).ToBeVisibleAsync();
        Assert.Equal("sold", await site.Api.CreateClient().StatusOfAsync(showtimeId, "E5"));
    }
}
