using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

[Collection(SharedApi.Two)]
public sealed class SeatMapCachingTests(TestApi api)
{
    [Fact]
    public async Task A_map_may_be_kept_by_the_callers_own_cache_alone_and_must_be_checked_each_time()
    {
        var before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var answer = await api.CreateClient().GetAsync($"/api/v1/showtimes/{await api.Given.ShowtimeAsync()}/seats");

        Assert.True(answer.Headers.CacheControl is { Private: true, NoCache: true, Public: false });
        Assert.Contains("Authorization", answer.Headers.Vary);
        Assert.NotNull(answer.Headers.ETag);
        var serverTime = long.Parse(answer.Headers.GetValues("X-Server-Time").Single(), CultureInfo.InvariantCulture);
        Assert.InRange(serverTime, before, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task A_map_that_has_not_changed_is_304_without_a_body_and_with_the_same_tag()
    {
        var client = api.CreateClient();
        var url = $"/api/v1/showtimes/{await api.Given.ShowtimeAsync()}/seats";
        var tag = await TagAsync(client, url);

        using var answer = await GetAsync(client, url, tag);

        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync());
        Assert.Equal(tag, answer.Headers.ETag);
        Assert.NotEmpty(answer.Headers.GetValues("X-Server-Time"));
        Assert.Contains("Authorization", answer.Headers.Vary);
    }

    [Fact]
    public async Task A_change_of_any_seat_gives_another_tag()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var url = $"/api/v1/showtimes/{showtimeId}/seats";
        var (stranger, customer) = (api.CreateClient(), await api.CustomerAsync());
        var tag = await TagAsync(stranger, url);

        await customer.LockAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "B2")).JsonAsync();

        using var answer = await GetAsync(stranger, url, tag);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotEqual(tag, answer.Headers.ETag);
    }

    [Fact]
    public async Task A_hold_that_runs_out_gives_another_tag_though_nobody_wrote()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var url = $"/api/v1/showtimes/{showtimeId}/seats";
        var customer = await api.CustomerAsync();
        await customer.LockAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "B2")).JsonAsync();
        var tag = await TagAsync(customer, url);

        await api.Database.TimeRunsOutAsync(showtimeId);

        using var answer = await GetAsync(customer, url, tag);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_strangers_tag_does_not_pass_for_the_holders()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var url = $"/api/v1/showtimes/{showtimeId}/seats";
        var holder = await api.CustomerAsync();
        await holder.LockAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "B2")).JsonAsync();
        var strangersTag = await TagAsync(api.CreateClient(), url);

        using var answer = await GetAsync(holder, url, strangersTag);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("\"something else\"")]
    [InlineData("not a tag")]
    [InlineData("W/")]
    public async Task A_tag_that_is_another_or_none_gets_the_map(string tag)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/showtimes/{await api.Given.ShowtimeAsync()}/seats");
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);

        (await api.CreateClient().SendAsync(request).JsonAsync()).IsSeatMap();
    }

    private static async Task<EntityTagHeaderValue> TagAsync(HttpClient client, string url)
    {
        using var answer = await client.GetAsync(url);
        return answer.Headers.ETag!;
    }

    private static Task<HttpResponseMessage> GetAsync(HttpClient client, string url, EntityTagHeaderValue tag)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.IfNoneMatch.Add(tag);
        return client.SendAsync(request);
    }
}
