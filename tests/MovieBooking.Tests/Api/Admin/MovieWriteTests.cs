using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Admin;

[Collection(SharedApi.Two)]
public sealed class MovieWriteTests(TestApi api)
{
    private const string Movies = $"{ManagerCalls.Admin}/movies";

    [Fact]
    public async Task A_movie_is_added_and_closes_a_month_after_its_release()
    {
        var admin = await api.AdminAsync();
        var release = new DateOnly(DateTime.UtcNow.Year + 1, 1, 31);

        using var answer = await admin.PostAsJsonAsync(Movies, Movie(("releaseDate", $"{release:yyyy-MM-dd}")));
        var movie = (await Task.FromResult(answer).JsonAsync(HttpStatusCode.Created)).IsMovie(withShowtimes: true);

        Assert.Equal($"{Movies}/{movie.Int("movieId")}", answer.Headers.Location?.ToString());
        Assert.Equal("\"1\"", answer.Headers.ETag?.ToString());
        Assert.Equal($"{release.AddMonths(1):yyyy-MM-dd}", movie.Text("scheduledCloseDate"));
        Assert.Equal("open", movie.Text("status"));
        Assert.Equal("Someone", movie.GetProperty("cast")[0].GetString());
        var read = await admin.GetAsync(answer.Headers.Location).JsonAsync();
        Assert.Equal(movie.GetRawText(), read.IsMovie(withShowtimes: true).GetRawText());
        Assert.StartsWith("created movieId title ", Assert.Single(await AuditAsync(admin, movie)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_in_a_title_is_text()
    {
        const string Title = "<script>alert('It\"s')</script> & \u65e5\u672c \ud83c\udfac";
        var movie = await CreatedAsync(("title", Title));

        Assert.Equal(Title, movie.Text("title"));
        Assert.Equal(
            Title,
            await api.Database.ScalarAsync<string>("SELECT title FROM movies WHERE movie_id = @id", ("@id", movie.Int("movieId")))
        );
    }

    public static TheoryData<string, object?> BadFields { get; } =
        new()
        {
            { "title", null },
            { "title", "" },
            { "title", "   " },
            { "title", "\u200b" },
            { "title", "two\nlines" },
            { "title", new string('x', 10_000) },
            { "durationMinutes", 0 },
            { "durationMinutes", -1 },
            { "durationMinutes", 1441 },
            { "durationMinutes", 90.5 },
            { "durationMinutes", "90" },
            { "rating", null },
            { "rating", "PG13" },
            { "rating", 1 },
            { "releaseDate", "0000-01-01" },
            { "releaseDate", "0001-01-01" },
            { "releaseDate", "9999-12-31" },
            { "releaseDate", "2026-02-29" },
            { "releaseDate", null },
            { "scheduledCloseDate", "2000-01-01" },
            { "scheduledCloseDate", "9999-12-31" },
            { "status", "shut" },
            { "description", new string('x', 5001) },
            { "director", new string('x', 101) },
            { "genre", new string('x', 51) },
            { "posterUrl", "javascript:alert(1)" },
            { "posterUrl", "http://example.com/poster.png" },
            { "posterUrl", "//example.com/poster.png" },
            { "posterUrl", "/posters/../admin" },
            { "posterUrl", "/movies/1" },
            { "posterUrl", "https://user:secret@example.com/poster.png" },
            { "posterUrl", "data:image/svg+xml,<svg/>" },
            { "showtimes", "now" },
            { "budget", 1 },
        };

    [Theory]
    [MemberData(nameof(BadFields))]
    public async Task Bad_input_names_its_field_and_writes_nothing(string field, object? value)
    {
        var admin = await api.AdminAsync();
        var genre = Given.Unique("Genre");
        var movie = Movie(("genre", genre));
        movie[field] = JsonSerializer.SerializeToNode(value);

        await admin.PostAsJsonAsync(Movies, movie).ProblemAsync(400, "validation_failed", field);

        Assert.Equal(0, await api.Database.ScalarAsync<int>("SELECT COUNT(*) FROM movies WHERE genre = @genre", ("@genre", genre)));
    }

    [Theory]
    [InlineData("/posters/the-long-exposure.svg")]
    [InlineData("https://images.example.com/posters/1.jpg?size=2")]
    [InlineData(null)]
    public async Task A_poster_is_a_file_of_ours_or_an_https_address(string? address)
    {
        var movie = await CreatedAsync(("posterUrl", address));

        Assert.Equal(address, movie.GetProperty("posterUrl").GetString());
    }

    [Fact]
    public async Task Showtimes_are_saved_with_the_movie()
    {
        var screen = await api.Given.ScreenAsync(timeZone: "Europe/Berlin");
        var day = Given.Today.AddDays(10);

        var movie = await CreatedAsync(("showtimes", Starts((screen, $"{day:yyyy-MM-dd}T18:00"), (screen, $"{day:yyyy-MM-dd}T20:00"))));

        var showtimes = movie.GetProperty("showtimes").EnumerateArray().ToList();
        Assert.Equal(2, showtimes.Count);
        Assert.StartsWith($"{day:yyyy-MM-dd}T18:00:00+0", showtimes[0].IsShowtime().Text("startsAt"), StringComparison.Ordinal);
        Assert.Single(await (await api.AdminAsync()).AuditAsync("showtime", showtimes[1].Int("showtimeId")));
    }

    [Fact]
    public async Task With_one_showtime_in_conflict_nothing_is_saved_also_when_they_are_in_each_others_way()
    {
        var (screen, other, admin) = (await api.Given.ScreenAsync(), await api.Given.ScreenAsync(), await api.AdminAsync());
        var day = $"{Given.Today.AddDays(10):yyyy-MM-dd}";
        var genre = Given.Unique("Genre");
        var body = Movie(
            ("genre", genre),
            ("title", "Self Made"),
            ("showtimes", Starts((screen, $"{day}T18:00"), (other, $"{day}T18:00"), (screen, $"{day}T19:00"), (screen, $"{day}T19:40")))
        );
        var audits = await api.Database.ScalarAsync<int>("SELECT COUNT(*) FROM audit_log");

        var problem = await admin.PostAsJsonAsync(Movies, body).ProblemAsync(409, "schedule_conflict");

        Assert.Equal(
            ["T19:00 overlap", "T19:40 overlap", "T19:40 buffer"],
            problem.Conflicts().Select(conflict => $"{conflict.IsConflict().Text("startsAt")[10..16]} {conflict.Text("kind")}")
        );
        Assert.All(problem.Conflicts(), conflict => Assert.Equal("Self Made", conflict.Text("movieTitle")));
        Assert.Equal(0, await api.Database.ScalarAsync<int>("SELECT COUNT(*) FROM movies WHERE genre = @genre", ("@genre", genre)));
        Assert.Equal(audits, await api.Database.ScalarAsync<int>("SELECT COUNT(*) FROM audit_log"));
    }

    [Fact]
    public async Task A_bad_showtime_is_named_by_its_place_and_nothing_is_saved()
    {
        var (screen, admin) = (await api.Given.ScreenAsync(), await api.AdminAsync());
        var day = $"{Given.Today.AddDays(10):yyyy-MM-dd}";
        await admin
            .PostAsJsonAsync(Movies, Movie(("showtimes", Starts((screen, $"{day}T18:00"), (99_999_999, $"{day}T18:00")))))
            .ProblemAsync(400, "validation_failed", "showtimes[1].screenId");
        await admin
            .PostAsJsonAsync(Movies, Movie(("showtimes", Starts((screen, "2030-03-10T02:30")))))
            .ProblemAsync(400, "validation_failed", "showtimes[0].startsAt");
        await admin
            .PostAsJsonAsync(Movies, Movie(("showtimes", Starts((screen, $"{Given.Today.AddDays(90):yyyy-MM-dd}T18:00")))))
            .ProblemAsync(409, "after_close_date");
    }

    [Fact]
    public async Task A_movie_that_is_still_to_be_added_can_be_checked()
    {
        var screen = await api.Given.ScreenAsync(timeZone: "UTC");
        var showtimes = Starts((screen, "2030-03-01T18:00"), (screen, "2030-03-01T19:44:59"), (screen, "2030-03-01T21:29:58"));

        var check = await (await api.AdminAsync()).CheckAsync(new { durationMinutes = 90, showtimes }).JsonAsync();

        Assert.Equal(["buffer", "buffer"], check.Conflicts().Select(conflict => conflict.Text("kind")));
    }

    /// <summary>All take their screens in one order, whatever order they are named in: none is the victim of a deadlock.</summary>
    [Fact]
    public async Task Movies_at_once_with_showtimes_on_the_same_screens_in_any_order_are_all_saved()
    {
        var (first, second, admin) = (await api.Given.ScreenAsync(), await api.Given.ScreenAsync(), await api.AdminAsync());
        var days = Enumerable.Range(1, 12).Select(number => $"{Given.Today.AddDays(number):yyyy-MM-dd}T20:00").ToList();

        var answers = await Task.WhenAll(
            days.Select(
                (day, index) =>
                    admin.PostAsJsonAsync(
                        Movies,
                        Movie(("showtimes", index % 2 == 0 ? Starts((first, day), (second, day)) : Starts((second, day), (first, day))))
                    )
            )
        );

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        Assert.Equal(
            24,
            await api.Database.ScalarAsync<int>(
                "SELECT COUNT(*) FROM showtimes WHERE screen_id IN (@first, @second)",
                ("@first", first),
                ("@second", second)
            )
        );
    }

    private Task<JsonElement> CreatedAsync(params (string Name, object? Value)[] fields) => CreatedAsync(api, fields);

    internal static async Task<JsonElement> CreatedAsync(TestApi api, params (string Name, object? Value)[] fields) =>
        await (await api.AdminAsync()).PostAsJsonAsync(Movies, Movie(fields)).JsonAsync(HttpStatusCode.Created);

    /// <summary>A movie to write, with some fields other than usual.</summary>
    internal static JsonObject Movie(params (string Name, object? Value)[] fields)
    {
        var movie = new JsonObject
        {
            ["title"] = "The Long Exposure",
            ["durationMinutes"] = 90,
            ["rating"] = "PG-13",
            ["releaseDate"] = $"{Given.Today:yyyy-MM-dd}",
            ["cast"] = new JsonArray("Someone"),
        };
        foreach (var (name, value) in fields)
        {
            movie[name] = JsonSerializer.SerializeToNode(value);
        }

        return movie;
    }

    private static object[] Starts(params (int ScreenId, string StartsAt)[] starts) =>
        [.. starts.Select(start => new { screenId = start.ScreenId, startsAt = start.StartsAt })];

    private static Task<string[]> AuditAsync(HttpClient admin, JsonElement movie) => admin.AuditAsync("movie", movie.Int("movieId"));
}
