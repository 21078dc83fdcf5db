using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Playwright;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Browser;

/// <summary>Somebody with an account: signed in to the page, and to the API beside it for what happened before the visit.</summary>
internal sealed record Visitor(IPage Page, HttpClient Client, string Email)
{
    public static async Task<Visitor> SignedInAsync(TestSite site, BrowserNewContextOptions? options = null, IBrowser? browser = null)
    {
        var page = await site.NewPageAsync(options, browser);
        var email = TestApi.Email();
        // The cookie is the browser's own from here on; the page tries it because it remembers a sign-in.
        var answer = await page.APIRequest.PostAsync(
            "/api/v1/auth/register?useCookies=true",
            new()
            {
                DataObject = new
                {
                    email,
                    password = TestApi.Password,
                    displayName = "Vera Vale",
                },
            }
        );
        Assert.True(answer.Ok, await answer.TextAsync());
        await page.AddInitScriptAsync("localStorage.setItem('was-signed-in', '1')");

        var client = site.Api.CreateClient();
        var session = (await answer.JsonAsync()).GetValueOrDefault();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.Text("accessToken"));
        return new Visitor(page, client, email);
    }

    public Task OpenTicketAsync(JsonElement booking) => Page.GotoAsync($"/reservations/{booking.Int("reservationId")}");

    public Task OpenCheckoutAsync(JsonElement booking) => Page.GotoAsync($"/checkout/{booking.Int("reservationId")}");
}
