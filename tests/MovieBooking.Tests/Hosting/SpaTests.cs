using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Hosting;

public sealed class SpaTests(TestApi api) : IClassFixture<TestApi>
{
    [Fact]
    public async Task Files_are_sent_compressed_and_answers_of_the_api_are_not()
    {
        using var client = api.CreateClient();
        client.DefaultRequestHeaders.Add("Accept-Encoding", "br");

        using var page = await client.GetAsync("/");
        using var answer = await client.GetAsync("/api/v1/movies");

        Assert.Equal("br", Assert.Single(page.Content.Headers.ContentEncoding));
        Assert.Contains("Accept-Encoding", page.Headers.Vary);
        Assert.Empty(answer.Content.Headers.ContentEncoding);
    }
}
