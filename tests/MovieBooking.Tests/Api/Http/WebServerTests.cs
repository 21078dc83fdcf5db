using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>What the web server itself refuses, on a real port.</summary>
public sealed class WebServerTests(WebServerTests.Port port) : IClassFixture<WebServerTests.Port>
{
    [Theory]
    [InlineData("/api/v1/reservations")]
    [InlineData("/api/v1/auth/register")]
    [InlineData("/api/v1/auth/login")]
    public async Task A_body_of_31_MB_is_413_and_nothing_is_written(string path)
    {
        var written = await port.Api.Database.WrittenAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Json($"{{{new string(' ', 31_000_000)}}}") };
        // The client waits for leave to send it, and gets the refusal instead.
        request.Headers.ExpectContinue = true;

        await port.Customer.SendAsync(request).ProblemAsync(413, "payload_too_large");

        Assert.Equal(written, await port.Api.Database.WrittenAsync());
    }

    [Fact]
    public async Task A_body_that_does_not_tell_its_length_is_held_to_the_same_limit()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/reservations")
        {
            Content = Json($"{{{new string(' ', 70_000)}}}"),
        };
        request.Headers.TransferEncodingChunked = true;

        await port.Customer.SendAsync(request).ProblemAsync(413, "payload_too_large");
    }

    [Fact]
    public async Task A_body_within_the_limit_is_read()
    {
        using var body = Json($"{{{new string(' ', 60_000)}\"showtimeId\":999999,\"seatIds\":[1]}}");

        await port.Customer.PostAsync("/api/v1/reservations", body).ProblemAsync(404, "not_found");
    }

    [Fact]
    public async Task The_API_answers_on_a_real_port_as_it_does_in_memory()
    {
        await port.Customer.GetAsync("/api/v1/movies").JsonAsync();
        await port.Customer.GetAsync("/api/v1/nothing").ProblemAsync(404, "not_found");
    }

    [Theory]
    [InlineData("GET /api/v1/movies/%00 HTTP/1.1\r\nHost: movies.example\r\n\r\n", 400)]
    [InlineData("GET /api/v1/movies HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET /api/v1/movies HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400)]
    [InlineData("GET /api/v1/ movies HTTP/1.1\r\nHost: movies.example\r\n\r\n", 400)]
    [InlineData("GET /api/v1/movies HTTP/1.1\r\nHost: movies.example\r\nNo colon\r\n\r\n", 400)]
    [InlineData("GET /api/v1/movies HTTP/9.9\r\nHost: movies.example\r\n\r\n", 505)]
    [InlineData("POST /api/v1/auth/login HTTP/1.1\r\nHost: movies.example\r\nContent-Length: -1\r\n\r\n", 400)]
    [InlineData("POST /api/v1/auth/login HTTP/1.0\r\nHost: movies.example\r\n\r\n", 400)]
    [InlineData("not a request\r\n\r\n", 505)]
    public async Task What_is_no_request_is_a_problem_and_the_connection_ends(string request, int status) =>
        await RefusedAsync(request, status);

    [Fact]
    public async Task Headers_too_large_or_too_many_are_a_problem()
    {
        const string Begin = "GET /api/v1/movies HTTP/1.1\r\nHost: movies.example\r\n";

        await RefusedAsync($"{Begin}Cookie: {new string('a', 40_000)}\r\n\r\n", 431);
        await RefusedAsync($"{Begin}{string.Concat(Enumerable.Repeat("A: b\r\n", 200))}\r\n", 431);
        await RefusedAsync($"GET /{new string('a', 10_000)} HTTP/1.1\r\nHost: movies.example\r\n\r\n", 414);
    }

    [Fact]
    public async Task A_refusal_after_a_good_request_on_the_same_connection_leaves_the_first_answer_as_it_was()
    {
        var answers = await SentAsync(
            "GET /api/v1/health HTTP/1.1\r\nHost: movies.example\r\n\r\nGET /%00 HTTP/1.1\r\nHost: movies.example\r\n\r\n"
        );

        Assert.Equal(2, answers.Split("HTTP/1.1 ").Length - 1);
        Assert.Equal("malformed_request", Problem(answers[answers.LastIndexOf("HTTP/1.1 ", StringComparison.Ordinal)..], 400).Text("code"));
    }

    private async Task RefusedAsync(string request, int status)
    {
        var problem = Problem(await SentAsync(request), status);

        problem.Has("title", "status", "code", "traceId");
        Assert.Equal(("malformed_request", status), (problem.Text("code"), problem.Int("status")));
        Assert.Matches("^[0-9a-f]{32}$", problem.Text("traceId"));
    }

    /// <summary>What the server sends until it closes the connection.</summary>
    private async Task<string> SentAsync(string request)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(port.Customer.BaseAddress!.Host, port.Customer.BaseAddress.Port);
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        using var answer = new StreamReader(connection.GetStream(), Encoding.UTF8);
        return await answer.ReadToEndAsync();
    }

    private static JsonElement Problem(string answer, int status)
    {
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        var end = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var (head, body) = (answer[..end], answer[(end + 4)..]);
        Assert.Contains("Content-Type: application/problem+json", head, StringComparison.Ordinal);
        Assert.Contains("Connection: close", head, StringComparison.Ordinal);
        Assert.Contains($"Content-Length: {Encoding.UTF8.GetByteCount(body)}", head, StringComparison.Ordinal);
        Assert.DoesNotContain("Server:", head, StringComparison.Ordinal);
        return JsonSerializer.Deserialize<JsonElement>(body);
    }

    private static ByteArrayContent Json(string text)
    {
        var content = new ByteArrayContent(Encoding.ASCII.GetBytes(text));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    /// <summary>One application that all of these ask, and a customer's client.</summary>
    public sealed class Port : IAsyncLifetime, IDisposable
    {
        public TestApi Api { get; } = new();

        public HttpClient Customer { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            await Api.InitializeAsync();
            Api.UseKestrel(0);
            Api.StartServer();
            using var customer = await Api.CustomerAsync();
            Customer = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) })
            {
                BaseAddress = customer.BaseAddress,
            };
            Customer.DefaultRequestHeaders.Authorization = customer.DefaultRequestHeaders.Authorization;
        }

        public Task DisposeAsync() => ((IAsyncLifetime)Api).DisposeAsync();

        public void Dispose()
        {
            Customer.Dispose();
            Api.Dispose();
        }
    }
}
