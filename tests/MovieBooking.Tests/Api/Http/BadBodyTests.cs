using System.Net.Http.Headers;
using System.Text;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>Bodies that cannot be right: refused with the field's name, and nothing is written.</summary>
[Collection(SharedApi.Two)]
public sealed class BadBodyTests(TestApi api)
{
    private const string Reservations = "/api/v1/reservations";
    private const string Register = "/api/v1/auth/register";

    [Theory]
    [InlineData("{\"showtimeId\":1,\"seatIds\":[]}", "seatIds")]
    [InlineData("{\"showtimeId\":1,\"seatIds\":[1,1]}", "seatIds")]
    [InlineData("{\"showtimeId\":1,\"seatIds\":[-1]}", "seatIds")]
    [InlineData("{\"showtimeId\":1,\"seatIds\":[0]}", "seatIds")]
    [InlineData("{\"showtimeId\":1,\"seatIds\":[1,2,3,4,5,6,7,8,9,10,11]}", "seatIds")]
    [InlineData("{\"showtimeId\":1,\"seatIds\":[2147483648]}", "seatIds[0]")]
    [InlineData("{\"showtimeId\":1,\"seatIds\":[1,1e400]}", "seatIds[1]")]
    [InlineData("{\"showtimeId\":1,\"seatIds\":[1.5]}", "seatIds[0]")]
    [InlineData("{\"showtimeId\":1,\"seatIds\":[\"1\"]}", "seatIds[0]")]
    [InlineData("{\"showtimeId\":1,\"seatIds\":[null]}", "seatIds[0]")]
    [InlineData("{\"showtimeId\":1,\"seatIds\":\"1\"}", "seatIds")]
    [InlineData("{\"showtimeId\":1,\"seatIds\":{\"0\":1}}", "seatIds")]
    [InlineData("{\"showtimeId\":1,\"seatIds\":null}", "seatIds")]
    [InlineData("{\"showtimeId\":1}", "seatIds")]
    [InlineData("{\"seatIds\":[1]}", "showtimeId")]
    [InlineData("{\"showtimeId\":null,\"seatIds\":[1]}", "showtimeId")]
    [InlineData("{\"showtimeId\":-1,\"seatIds\":[1]}", "showtimeId")]
    [InlineData("{\"showtimeId\":0,\"seatIds\":[1]}", "showtimeId")]
    [InlineData("{\"showtimeId\":99999999999,\"seatIds\":[1]}", "showtimeId")]
    [InlineData("{\"showtimeId\":true,\"seatIds\":[1]}", "showtimeId")]
    [InlineData("{\"showtimeId\":\"1\",\"seatIds\":[1]}", "showtimeId")]
    [InlineData("{\"showtimeId\":1,\"seatIds\":[1],\"price\":0.01}", "price")]
    [InlineData("{\"showtimeId\":1,\"seatIds\":[1],\"ShowtimeId\":2}", "ShowtimeId")]
    [InlineData("{\"showtimeId\":1,\"showtimeId\":2,\"seatIds\":[1]}", "showtimeId")]
    public async Task A_booking_that_breaks_a_rule_names_the_field(string body, string field)
    {
        var customer = await api.CustomerAsync();
        var written = await api.Database.WrittenAsync();

        await PostAsync(customer, Reservations, body).ProblemAsync(400, "validation_failed", field);

        Assert.Equal(written, await api.Database.WrittenAsync());
    }

    [Fact]
    public async Task Seats_of_another_screen_and_unknown_ones_are_named()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var own = await api.Given.SeatAsync(showtimeId, "A1");
        var foreign = await api.Given.SeatAsync(await api.Given.ShowtimeAsync(), "A1");
        var customer = await api.CustomerAsync();
        var written = await api.Database.WrittenAsync();

        await customer.ReserveAsync(showtimeId, own, foreign).ProblemAsync(400, "validation_failed", "seatIds");
        await customer.ReserveAsync(showtimeId, own, int.MaxValue).ProblemAsync(400, "validation_failed", "seatIds");
        await customer.ReserveAsync(showtimeId, [.. Enumerable.Range(1, 10_000)]).ProblemAsync(400, "validation_failed", "seatIds");

        Assert.Equal(written, await api.Database.WrittenAsync());
    }

    [Theory]
    [InlineData("{\"email\":1,\"password\":\"long enough 1\",\"displayName\":\"R\"}", "email")]
    [InlineData("{\"email\":null,\"password\":\"long enough 1\",\"displayName\":\"R\"}", "email")]
    [InlineData("{\"email\":\"a@example.com\",\"displayName\":\"R\"}", "password")]
    [InlineData("{\"email\":\"a@example.com\",\"password\":null,\"displayName\":\"R\"}", "password")]
    [InlineData("{\"email\":\"a@example.com\",\"password\":[],\"displayName\":\"R\"}", "password")]
    [InlineData("{\"email\":\"a@example.com\",\"password\":\"long enough 1\"}", "displayName")]
    [InlineData("{\"email\":\"a@example.com\",\"password\":\"long enough 1\",\"displayName\":\"R\",\"userId\":1}", "userId")]
    [InlineData("{\"email\":\"a@example.com\",\"email\":\"b@example.com\",\"password\":\"long enough 1\",\"displayName\":\"R\"}", "email")]
    // Nobody is asked a hint or a secret question (ASVS 6.4.2).
    [InlineData(
        "{\"email\":\"a@example.com\",\"password\":\"long enough 1\",\"displayName\":\"R\",\"passwordHint\":\"R\"}",
        "passwordHint"
    )]
    public async Task A_registration_that_breaks_a_rule_names_the_field(string body, string field)
    {
        var written = await api.Database.WrittenAsync();

        await PostAsync(api.CreateClient(), Register, body).ProblemAsync(400, "validation_failed", field);

        Assert.Equal(written, await api.Database.WrittenAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("{\"showtimeId\":1,}")]
    [InlineData("{'showtimeId':1}")]
    [InlineData("{\"showtimeId\":1}}")]
    [InlineData("// a comment\n{}")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("NaN")]
    [InlineData("<xml/>")]
    public async Task What_is_no_JSON_object_is_malformed(string body) =>
        await PostAsync(await api.CustomerAsync(), Reservations, body).ProblemAsync(400, "malformed_request");

    [Fact]
    public async Task Deep_nesting_and_bytes_that_are_no_text_are_4xx_too()
    {
        var customer = await api.CustomerAsync();
        var deep = $"{{\"seatIds\":{new string('[', 5000)}";
        using var bytes = new ByteArrayContent([0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x3A, 0x31, 0x7D]);
        bytes.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        using var first = await PostAsync(customer, Reservations, deep);
        using var second = await customer.PostAsync(Reservations, bytes);

        Assert.Equal((400, "application/problem+json"), ((int)first.StatusCode, first.Content.Headers.ContentType?.MediaType));
        Assert.Equal((400, "application/problem+json"), ((int)second.StatusCode, second.Content.Headers.ContentType?.MediaType));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data")]
    public async Task A_body_that_does_not_say_it_is_JSON_is_415(string type) =>
        await PostAsync(await api.CustomerAsync(), Reservations, "{\"showtimeId\":1,\"seatIds\":[1]}", type)
            .ProblemAsync(415, "unsupported_media_type");

    [Fact]
    public async Task A_body_of_no_type_is_415()
    {
        using var untyped = new ByteArrayContent("{}"u8.ToArray());

        await (await api.CustomerAsync()).PostAsync(Reservations, untyped).ProblemAsync(415, "unsupported_media_type");
    }

    /// <summary>Whatever the runtime could decode: a library may teach it a code page while it runs.</summary>
    [Theory]
    [InlineData("klingon")]
    [InlineData("unknown")]
    [InlineData("utf-7")]
    [InlineData("utf-16")]
    [InlineData("ibm037")]
    [InlineData("iso-8859-1")]
    public async Task A_charset_other_than_utf_8_is_415(string charset)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

        using var answer = await PostInAsync(charset);

        await answer.ProblemAsync(415, "unsupported_media_type");
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("UTF-8")]
    [InlineData("\"utf-8\"")]
    public async Task Utf_8_is_read_however_it_is_written(string charset)
    {
        using var answer = await PostInAsync(charset);

        await answer.ProblemAsync(401, "invalid_credentials");
    }

    private async Task<HttpResponseMessage> PostInAsync(string charset)
    {
        using var body = new ByteArrayContent("""{"email":"a@example.com","password":"does not matter"}"""u8.ToArray());
        body.Headers.TryAddWithoutValidation("Content-Type", $"application/json; charset={charset}");
        return await api.CreateClient().PostAsync("/api/v1/auth/login", body);
    }

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("\\udc00\\ud800")]
    public async Task Half_a_character_is_no_text(string name) =>
        await PostAsync(api.CreateClient(), Register, $"{{\"displayName\":\"{name}\"}}")
            .ProblemAsync(400, "validation_failed", "displayName");

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, string body, string type = "application/json") =>
        client.PostAsync(path, new StringContent(body, Encoding.UTF8, type));
}
