using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>Addresses, methods and headers that cannot be right: always a problem, never a page, never nothing.</summary>
[Collection(SharedApi.One)]
public sealed class BadRequestTests(TestApi api)
{
    [Theory]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v1")]
    [InlineData("/api")]
    [InlineData("/api/v2/movies")]
    [InlineData("/api/v1/movies/1/2")]
    [InlineData("/api/v1/showtimes")]
    [InlineData("/api/v1/showtimes/abc/seats")]
    [InlineData("/api/v1/movies/%FF")]
    [InlineData("/api/v1/movies/..%2F..%2Fetc%2Fpasswd")]
    [InlineData("/api/v1/movies/1%27%20OR%201=1")]
    public async Task An_address_that_is_nowhere_is_404(string path) =>
        await api.CreateClient().GetAsync(path).ProblemAsync(404, "not_found");

    [Theory]
    [InlineData("/api/v1/showtimes/1/seats/abc/lock")]
    [InlineData("/api/v1/showtimes/1/seats/99999999999/unlock")]
    [InlineData("/api/v1/reservations/abc/confirm")]
    public async Task An_id_that_is_no_number_is_404(string path) =>
        await (await api.CustomerAsync()).PostAsync(path, null).ProblemAsync(404, "not_found");

    [Fact]
    public async Task Of_every_query_parameter_that_may_be_left_out_it_is_said_that_it_cannot_be_read()
    {
        using var admin = await api.AdminAsync();
        using var program = await api.ProgramAsync(["events:read"]);
        var addresses = api
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") is true)
            .SelectMany(Unreadable)
            .ToList();

        Assert.True(addresses.Count > 50, $"{addresses.Count}");
        foreach (var (address, name) in addresses)
        {
            var caller = address.StartsWith("/api/v1/events", StringComparison.Ordinal) ? program : admin;
            await caller.GetAsync(address).ProblemAsync(400, "validation_failed", name);
        }
    }

    /// <summary>The route's address once for each parameter of the kind, with a value that nobody can read; all ids are 1.</summary>
    private static IEnumerable<(string Address, string Name)> Unreadable(RouteEndpoint route)
    {
        var path = Regex.Replace(route.RoutePattern.RawText!, "{.*?}", "1", RegexOptions.None, TimeSpan.FromSeconds(1));
        var parameters = route
            .Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
            .Where(parameter => !route.RoutePattern.Parameters.Any(part => part.Name == parameter.Name))
            .ToList();
        var needed = string.Join(
            "&",
            parameters
                .Where(parameter =>
                    !parameter.IsOptional && (parameter.HasTryParse || parameter.ParameterInfo.ParameterType == typeof(string))
                )
                .Select(parameter => $"{parameter.Name}=1")
        );
        return parameters
            .Where(parameter => parameter.IsOptional && parameter.HasTryParse)
            .Select(parameter =>
                ($"/{path.TrimStart('/')}?{needed}&{parameter.Name}=~", JsonNamingPolicy.CamelCase.ConvertName(parameter.Name))
            );
    }

    [Theory]
    [InlineData("POST", "/api/v1/movies")]
    [InlineData("DELETE", "/api/v1/movies/1")]
    [InlineData("PUT", "/api/v1/genres")]
    [InlineData("GET", "/api/v1/auth/login")]
    [InlineData("DELETE", "/api/v1/auth/me")]
    [InlineData("GET", "/api/v1/showtimes/1/seats/1/lock")]
    [InlineData("PATCH", "/api/v1/reservations/1")]
    public async Task A_method_that_an_address_does_not_take_is_405_and_those_it_takes_are_named(string method, string path)
    {
        using var answer = await api.CreateClient().SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        await answer.ProblemAsync(405, "method_not_allowed");
        Assert.NotEmpty(answer.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("/api/v1/nothing", 404, "not_found")]
    [InlineData("/api/v1/movies/999999", 404, "not_found")]
    [InlineData("/api/v1/movies?page=0", 400, "validation_failed")]
    [InlineData("/api/v1/auth/me", 401, "unauthenticated")]
    [InlineData("/api/v1/auth/login", 405, "method_not_allowed")]
    public async Task A_browser_that_asks_for_a_page_still_gets_a_problem(string path, int status, string code)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml");

        await api.CreateClient().SendAsync(request).ProblemAsync(status, code);
    }

    [Theory]
    [InlineData("movies?q=%FF")]
    [InlineData("movies?q=%00")]
    [InlineData("movies?q=%5C")]
    [InlineData("movies?q=%F0%9F%8E%AC")]
    [InlineData("movies?genre=%F0%9F%8E%AC")]
    [InlineData("movies?page=1000000&pageSize=100")]
    [InlineData("movies?unknown=1&unknown=2")]
    [InlineData("movies?q=a&q=b")]
    [InlineData("cinemas?page=1000000")]
    public async Task Odd_searches_find_nothing_or_something_and_do_no_harm(string path) =>
        await api.CreateClient().GetAsync($"/api/v1/{path}").JsonAsync();

    [Fact]
    public async Task A_trailing_slash_and_other_letters_case_do_not_give_a_page()
    {
        using var slash = await api.CreateClient().GetAsync("/api/v1/movies/");
        using var upper = await api.CreateClient().GetAsync("/API/V1/MOVIES");

        Assert.DoesNotContain("html", $"{slash.Content.Headers.ContentType}{upper.Content.Headers.ContentType}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_problem_carries_the_id_under_which_the_log_has_it_and_no_inner_detail()
    {
        var problem = await api.CreateClient().GetAsync("/api/v1/movies?page=abc").ProblemAsync(400, "validation_failed", "page");

        problem.Has("status", "title", "detail", "code", "errors", "traceId");
        Assert.DoesNotContain("System.", problem.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", true)]
    [InlineData("00-4bf92f3577b34da6-00f067aa0ba902b7-01", false)]
    [InlineData("<script>alert(1)</script>", false)]
    public async Task A_problem_names_the_trace_that_the_caller_began(string traceparent, bool isValid)
    {
        using var client = api.CreateClient();
        client.DefaultRequestHeaders.Add("traceparent", traceparent);

        var traceId = (await client.GetAsync("/api/v1/movies?page=abc").ProblemAsync(400, "validation_failed")).Text("traceId");

        Assert.Matches("^[0-9a-f]{32}$", traceId);
        Assert.Equal(isValid, traceId == "4bf92f3577b34da6a3ce929d0e0e4736");
    }

    [Fact]
    public async Task Strange_headers_do_no_harm()
    {
        foreach (
            var (name, value) in new[]
            {
                ("Accept", "application/xml"),
                ("Accept-Language", "xx-INVALID;q=9"),
                ("If-None-Match", "no tag at all"),
                ("If-Modified-Since", "yesterday"),
                ("Range", "bytes=0-1"),
                ("Cookie", "moviebooking_refresh=\"broken; other"),
                ("X-Forwarded-For", "'; DROP TABLE users; --"),
            }
        )
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/movies");
            request.Headers.TryAddWithoutValidation(name, value);
            await api.CreateClient().SendAsync(request).JsonAsync();
        }
    }
}
