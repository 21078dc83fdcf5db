using System.Net.Http.Headers;
using System.Text;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>On a real port, because the limit is the web server's.</summary>
public sealed class LargeBodyTests : IAsyncLifetime, IDisposable
{
    private readonly TestApi _api = new();
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        await _api.InitializeAsync();
        _api.UseKestrel(0);
        _api.StartServer();
        using var customer = await _api.CustomerAsync();
        _client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) })
        {
            BaseAddress = customer.BaseAddress,
        };
        _client.DefaultRequestHeaders.Authorization = customer.DefaultRequestHeaders.Authorization;
    }

    public Task DisposeAsync() => ((IAsyncLifetime)_api).DisposeAsync();

    public void Dispose()
    {
        _client.Dispose();
        _api.Dispose();
    }

    [Theory]
    [InlineData("/api/v1/reservations")]
    [InlineData("/api/v1/auth/register")]
    [InlineData("/api/v1/auth/login")]
    public async Task A_body_of_31_MB_is_413_and_nothing_is_written(string path)
    {
        var written = await _api.Database.WrittenAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Json($"{{{new string(' ', 31_000_000)}}}") };
        // The client waits for leave to send it, and gets the refusal instead.
        request.Headers.ExpectContinue = true;

        await _client.SendAsync(request).ProblemAsync(413, "payload_too_large");

        Assert.Equal(written, await _api.Database.WrittenAsync());
    }

    [Fact]
    public async Task A_body_that_does_not_tell_its_length_is_held_to_the_same_limit()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/reservations")
        {
            Content = Json($"{{{new string(' ', 70_000)}}}"),
        };
        request.Headers.TransferEncodingChunked = true;

        await _client.SendAsync(request).ProblemAsync(413, "payload_too_large");
    }

    [Fact]
    public async Task A_body_within_the_limit_is_read()
    {
        using var body = Json($"{{{new string(' ', 60_000)}\"showtimeId\":999999,\"seatIds\":[1]}}");

        await _client.PostAsync("/api/v1/reservations", body).ProblemAsync(404, "not_found");
    }

    [Fact]
    public async Task The_API_answers_on_a_real_port_as_it_does_in_memory()
    {
        await _client.GetAsync("/api/v1/movies").JsonAsync();
        await _client.GetAsync("/api/v1/nothing").ProblemAsync(404, "not_found");
    }

    private static ByteArrayContent Json(string text)
    {
        var content = new ByteArrayContent(Encoding.ASCII.GetBytes(text));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }
}
