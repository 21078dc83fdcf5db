using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using MovieBooking.Api.Http;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>What integrators read is whole: each code that a program may get, and no link that leads nowhere.</summary>
[Collection(SharedApi.Two)]
public sealed partial class IntegratorPageTests(TestApi api)
{
    [Fact]
    public async Task Each_code_of_a_problem_is_told_with_its_status_and_what_to_do()
    {
        var page = await api.CreateClient().GetStringAsync("/docs");

        var told = Row()
            .Matches(page)
            .Select(row => (int.Parse(row.Groups["status"].ValueSpan, CultureInfo.InvariantCulture), row.Groups["code"].Value))
            .ToList();

        var errors = typeof(ApiError)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (ApiError)field.GetValue(null)!)
            .Select(error => (error.Status, error.Code));
        Assert.Equal(errors.Order(), told.Order());
    }

    [Fact]
    public async Task Its_links_lead_somewhere_and_nothing_on_it_runs()
    {
        var client = api.CreateClient();
        using var answer = await client.GetAsync("/docs");
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var links = Link().Matches(page).Select(link => WebUtility.HtmlDecode(link.Groups["to"].Value)).Distinct().ToList();
        Assert.Contains("#changelog", links);
        foreach (var link in links.Where(link => link[0] == '#'))
        {
            Assert.Contains($"id=\"{link[1..]}\"", page, StringComparison.Ordinal);
        }

        foreach (var link in links.Where(link => link[0] == '/'))
        {
            using var there = await client.GetAsync(link);
            Assert.True(there.IsSuccessStatusCode, link);
        }

        Assert.All(links, link => Assert.Matches("^(#|/|https://)", link));
    }

    [GeneratedRegex(
        @"<td>(?<status>\d{3})</td>\s*<td><code>(?<code>[a-z_]+)</code></td>\s*<td>.+</td>\s*<td>.+</td>",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Row();

    [GeneratedRegex("href=\"(?<to>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
