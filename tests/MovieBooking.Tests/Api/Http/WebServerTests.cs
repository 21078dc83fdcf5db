using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
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
    [InlineData(
        "POST /api/v1/auth/login HTTP/1.1\r\nHost: movies.example\r\nContent-Length: 2\r\nContent-Length: 3\r\nConnection: close\r\n\r\n{}x",
        400
    )]
    [InlineData("POST /api/v1/auth/login HTTP/1.1\r\nHost: movies.example\r\nContent-Length: 2, 3\r\nConnection: close\r\n\r\n{}x", 400)]
    [InlineData("POST /api/v1/auth/login HTTP/1.1\r\nHost: movies.example\r\nContent-Length : 2\r\nConnection: close\r\n\r\n{}", 400)]
    [InlineData(
        "POST /api/v1/auth/login HTTP/1.1\r\nHost: movies.example\r\nTransfer-Encoding: chunked, identity\r\nConnection: close\r\n\r\n0\r\n\r\n",
        400
    )]
    public async Task What_is_no_request_is_a_problem_and_the_connection_ends(string request, int status) =>
        await RefusedAsync(request, status);

    /// <summary>
    /// Where a message tells its length in both ways, chunks count, and nothing after it on the connection is taken for another request
    /// (RFC 9112, section 6.3; ASVS 4.2.1): a proxy before may have gone by the length.
    /// </summary>
    [Fact]
    public async Task A_request_behind_one_that_tells_its_length_twice_is_not_answered()
    {
        var answers = await SentAsync(
            "POST /api/v1/auth/login HTTP/1.1\r\nHost: movies.example\r\nContent-Type: application/json\r\nContent-Length: 4\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
                + "GET /api/v1/movies HTTP/1.1\r\nHost: movies.example\r\nConnection: close\r\n\r\n"
        );

        Assert.StartsWith("HTTP/1.1 400 ", answers, StringComparison.Ordinal);
        Assert.Single(answers.Split("HTTP/1.1 ", StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Which would show a script the cookies that it cannot read (ASVS 13.4.4).</summary>
    [Theory]
    [InlineData("/")]
    [InlineData("/api/v1/movies")]
    public async Task No_request_is_sent_back_as_it_came(string path)
    {
        var answer = await SentAsync($"TRACE {path} HTTP/1.1\r\nHost: movies.example\r\nCookie: a=secret\r\nConnection: close\r\n\r\n");

        Assert.Matches("^HTTP/1.1 40[45] ", answer);
        Assert.DoesNotContain("secret", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_too_large_or_too_many_are_a_problem()
    {
        const string Begin = "GET /api/v1/movies HTTP/1.1\r\nHost: movies.example\r\n";

        await RefusedAsync($"{Begin}Cookie: {new string('a', 40_000)}\r\n\r\n", 431);
        await RefusedAsync($"{Begin}{string.Concat(Enumerable.Repeat("A: b\r\n", 200))}\r\n", 431);
        await RefusedAsync($"{Begin}{string.Concat(Enumerable.Range(0, 10_000).Select(one => $"X-{one}: b\r\n"))}\r\n", 431);
        await RefusedAsync($"{Begin}Authorization: Bearer {new string('a', 1_000_000)}\r\n\r\n", 431);
        await RefusedAsync($"GET /{new string('a', 10_000)} HTTP/1.1\r\nHost: movies.example\r\n\r\n", 414);

        await port.Customer.GetAsync("/api/v1/movies").JsonAsync();
    }

    [Theory]
    [InlineData("/api/v1/movies/..%2f..%2fetc%2fpasswd")]
    [InlineData("/api/v1/..%2f..%2f..%2f..%2fetc%2fpasswd")]
    [InlineData("/api/v1/../../../../etc/passwd")]
    [InlineData("/api/%2e%2e/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/api/v1/movies/..%5c..%5cappsettings.json")]
    [InlineData("/..%2f..%2f..%2f..%2fetc%2fpasswd")]
    [InlineData("/posters/..%2f..%2fappsettings.json")]
    [InlineData("/assets/%2e%2e%2f%2e%2e%2fappsettings.json")]
    [InlineData("/assets/..%252f..%252fappsettings.json")]
    public async Task A_path_that_leads_out_leads_nowhere(string path)
    {
        var answer = await SentAsync($"GET {path} HTTP/1.1\r\nHost: movies.example\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 404 ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("ConnectionStrings", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"email":"a@example.com","email":"b@example.com","password":"long enough 1"}""")]
    [InlineData("""{"email":"a@example.com","\u0065mail":"b@example.com","password":"long enough 1"}""")]
    [InlineData("""{"email":"\ud800@example.com","password":"long enough 1"}""")]
    [InlineData("""{"email":"a@example.com","password":"long \udc00 enough"}""")]
    [InlineData("""{"\ud800":"x","email":"a@example.com","password":"long enough 1"}""")]
    public async Task A_body_of_fields_that_come_twice_or_of_half_letters_is_400(string body)
    {
        using var content = Json(body);

        using var answer = await port.Customer.PostAsync("/api/v1/auth/login", content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    /// <summary>60 kB that say of themselves that they are 50 MB: nobody unpacks them.</summary>
    [Theory]
    [InlineData("gzip")]
    [InlineData("gzip, gzip")]
    [InlineData("br")]
    public async Task A_compressed_body_is_no_JSON(string encoding)
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.ASCII.GetBytes("{\"email\":\"a@example.com\",\"password\":\""));
            await gzip.WriteAsync(new byte[50_000_000]);
        }

        Assert.InRange(packed.Length, 1, 64 * 1024);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/login") { Content = Json(packed.ToArray()) };
        request.Content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);

        await port.Customer.SendAsync(request).ProblemAsync(400, "malformed_request");
    }

    [Fact]
    public async Task A_refusal_after_a_good_request_on_the_same_connection_leaves_the_first_answer_as_it_was()
    {
        var answers = await SentAsync(
            "GET /api/v1/health HTTP/1.1\r\nHost: movies.example\r\n\r\nGET /%00 HTTP/1.1\r\nHost: movies.example\r\n\r\n"
        );

        Assert.Equal(2, answers.Split("HTTP/1.1 ").Length - 1);
        Assert.Equal(
            "malformed_request",
            RawConnection.Problem(answers[answers.LastIndexOf("HTTP/1.1 ", StringComparison.Ordinal)..], 400).Text("code")
        );
    }

    private async Task RefusedAsync(string request, int status)
    {
        var problem = RawConnection.Problem(await SentAsync(request), status);

        problem.Has("title", "status", "code", "traceId");
        Assert.Equal(("malformed_request", status), (problem.Text("code"), problem.Int("status")));
        Assert.Matches("^[0-9a-f]{32}$", problem.Text("traceId"));
    }

    private Task<string> SentAsync(string request) => RawConnection.AskAsync(port.Customer.BaseAddress!, request);

    private static ByteArrayContent Json(string text) => Json(Encoding.ASCII.GetBytes(text));

    private static ByteArrayContent Json(byte[] body)
    {
        var content = new ByteArrayContent(body);
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
