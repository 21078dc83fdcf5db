using Microsoft.Playwright;
using MovieBooking.Api.Hosting;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

[Collection(SharedSite.Two)]
public sealed class PageFootTests(TestSite site)
{
    [Fact]
    public async Task The_foot_of_customers_and_managers_pages_tells_the_version()
    {
        foreach (var page in new[] { await site.OpenAsync("/cinemas"), await site.ManagerAsync("/admin/movies") })
        {
            await Expect(page.GetByRole(AriaRole.Contentinfo)).ToContainTextAsync($"Version {ProductVersion.Text}");
        }
    }
}
