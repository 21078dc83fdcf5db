using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Admin;

/// <summary>Programmes and movies from a spreadsheet.</summary>
[Collection(SharedApi.One)]
public sealed class ImportTests(TestApi api)
{
    private const string Import = "/api/v1/admin/import";

    private static readonly string s_day = DateTime.UtcNow.AddDays(9).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(',', "")]
    [InlineData(';', "\uFEFF")]
    [InlineData('\t', "")]
    public async Task A_programme_is_looked_at_and_then_scheduled(char delimiter, string mark)
    {
        var (admin, house) = (await api.AdminAsync(), await HouseAsync());
        var csv =
            mark
            + $"""
                StartsAt{delimiter}Screen{delimiter}movietitle{delimiter}tickets

                {s_day} 18:00{delimiter}{house.Screen}{delimiter}"{house.Title.Replace("\"", "\"\"", StringComparison.Ordinal)}"{delimiter}9
                {s_day}T21:00:00-05:00{delimiter}{house.Screen}{delimiter}"{house.Title.Replace(
                    "\"",
                    "\"\"",
                    StringComparison.Ordinal
                )}"{delimiter}
                """;

        var preview = await ShowtimesAsync(admin, house.CinemaId, csv, dryRun: true).JsonAsync();

        Assert.Equal((2, 0, 0), (Count(preview, "showtimes"), Count(preview, "conflicts"), Count(preview, "faults")));
        Assert.Equal(0, await CountAsync(house.CinemaId));
        var done = await ShowtimesAsync(admin, house.CinemaId, csv).JsonAsync();
        Assert.Equal($"{s_day}T18:00:00-05:00", done.GetProperty("showtimes")[0].Text("startsAt"));
        Assert.True(done.GetProperty("showtimes")[1].Int("showtimeId") > 0);
        Assert.Equal(2, await CountAsync(house.CinemaId));

        // The same again is in its own way.
        preview = await ShowtimesAsync(admin, house.CinemaId, csv, dryRun: true).JsonAsync();
        Assert.Equal((2, 2), (Count(preview, "showtimes"), Count(preview, "conflicts")));
        await ShowtimesAsync(admin, house.CinemaId, csv).ProblemAsync(409, "schedule_conflict");
        Assert.Equal(2, await CountAsync(house.CinemaId));
    }

    [Fact]
    public async Task A_downloaded_schedule_is_sent_back_for_another_day()
    {
        var (admin, house) = (await api.AdminAsync(), await HouseAsync());
        await ShowtimesAsync(
                admin,
                house.CinemaId,
                $"screen,movieTitle,startsAt\n{house.Screen},\"'{house.Title.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{s_day} 18:00"
            )
            .JsonAsync();
        var file = await admin.GetStringAsync($"/api/v1/admin/schedule.csv?cinemaId={house.CinemaId}&from={s_day}&to={s_day}");
        var other = DateTime.UtcNow.AddDays(10).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        var done = await ShowtimesAsync(admin, house.CinemaId, file.Replace(s_day, other, StringComparison.Ordinal)).JsonAsync();

        Assert.Equal($"{other}T18:00:00-05:00", done.GetProperty("showtimes")[0].Text("startsAt"));
    }

    [Fact]
    public async Task Each_line_that_is_wrong_is_named_and_nothing_is_saved()
    {
        var (admin, house) = (await api.AdminAsync(), await HouseAsync());
        var title = $"\"{house.Title.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        var csv = $"""
            screen,movieTitle,startsAt
            {house.Screen},{title},{s_day} 18:00
            Nowhere,{title},{s_day} 18:00
            {house.Screen},Nothing,{s_day} 18:00
            {house.Screen},{title},2027-02-30 18:00
            {house.Screen},{title},2020-01-01 18:00
            {house.Screen},{title}
            """;

        var preview = await ShowtimesAsync(admin, house.CinemaId, csv, dryRun: true).JsonAsync();

        Assert.Equal(
            ["3 screen", "4 movieTitle", "5 startsAt", "6 startsAt", "7 startsAt"],
            preview.GetProperty("faults").EnumerateArray().Select(fault => $"{fault.Int("line")} {fault.Text("field")}")
        );
        Assert.Equal(1, Count(preview, "showtimes"));
        var problem = await ShowtimesAsync(admin, house.CinemaId, csv).ProblemAsync(400, "validation_failed", "csv");
        Assert.Equal(5, problem.GetProperty("errors").GetProperty("csv").GetArrayLength());
        Assert.Equal(0, await CountAsync(house.CinemaId));
    }

    [Theory]
    [InlineData("screen,startsAt\nA,B", "1 movieTitle")]
    [InlineData("screen;movieTitle;startsAt", "1 csv")]
    [InlineData("screen,movieTitle,startsAt\n\"A,B,C", "2 csv")]
    [InlineData("\0\0\0", "1 screen")]
    public async Task What_is_no_such_file_is_told(string csv, string fault)
    {
        var (admin, house) = (await api.AdminAsync(), await HouseAsync());

        var preview = await ShowtimesAsync(admin, house.CinemaId, csv, dryRun: true).JsonAsync();

        var first = preview.GetProperty("faults")[0];
        Assert.Equal(fault, $"{first.Int("line")} {first.Text("field")}");
        await ShowtimesAsync(admin, house.CinemaId, csv).ProblemAsync(400, "validation_failed", "csv");
    }

    [Fact]
    public async Task A_file_is_bounded()
    {
        var (admin, house) = (await api.AdminAsync(), await HouseAsync());
        var lines = string.Concat(Enumerable.Repeat("a,b,c\n", 5001));

        var preview = await ShowtimesAsync(admin, house.CinemaId, "screen,movieTitle,startsAt\n" + lines, dryRun: true).JsonAsync();
        Assert.Equal("5002 csv", $"{preview.GetProperty("faults")[0].Int("line")} {preview.GetProperty("faults")[0].Text("field")}");
        await ShowtimesAsync(admin, house.CinemaId, new string('a', 1_000_001)).ProblemAsync(400, "validation_failed", "csv");
        await ShowtimesAsync(admin, 999999, "screen").ProblemAsync(404, "not_found");
    }

    [Fact]
    public async Task Movies_are_added_all_or_none()
    {
        var admin = await api.AdminAsync();
        var (first, second) = (Given.Unique("=Imported"), Given.Unique("Imported"));
        const string head = "title,durationMinutes,rating,releaseDate,cast,status,genre\n";
        var csv = $"{head}{first},112,PG-13,2026-12-04,Ann Low | Bo High,open,Drama\n{second},90,G,2026-12-11,,,\n";

        var preview = await MoviesAsync(admin, csv, dryRun: true).JsonAsync();
        Assert.Equal((2, 0), (Count(preview, "movies"), Count(preview, "faults")));
        var done = await MoviesAsync(admin, csv).JsonAsync();
        var movie = await admin.GetAsync($"/api/v1/admin/movies/{done.GetProperty("movies")[0].Int("movieId")}").JsonAsync();
        Assert.Equal((first, 112, "Drama"), (movie.Text("title"), movie.Int("durationMinutes"), movie.Text("genre")));
        Assert.Equal(["Ann Low", "Bo High"], movie.GetProperty("cast").EnumerateArray().Select(name => name.GetString()));

        var wrong =
            $"{head}{first},112,PG-13,2026-12-04,,,\n,90,G,2026-12-11,,,\nTwo,1.5,G,2026-12-11,,,\nThree,90,X,2026-02-30,,shut,\nFour,90,G,2026-12-11,,,\nFour,90,G,2026-12-11,,,\n";
        preview = await MoviesAsync(admin, wrong, dryRun: true).JsonAsync();
        Assert.Equal(
            ["2 title", "3 title", "4 durationMinutes", "5 rating", "5 releaseDate", "5 status", "7 title"],
            preview.GetProperty("faults").EnumerateArray().Select(fault => $"{fault.Int("line")} {fault.Text("field")}")
        );
        await MoviesAsync(admin, wrong).ProblemAsync(400, "validation_failed", "csv");
        Assert.Equal(0, await api.Database.ScalarAsync<int>("SELECT COUNT(*) FROM movies WHERE title = 'Four'"));
    }

    private static Task<HttpResponseMessage> ShowtimesAsync(HttpClient admin, int cinemaId, string csv, bool dryRun = false) =>
        PostAsync(
            admin,
            "showtimes",
            new
            {
                cinemaId,
                csv,
                dryRun,
            }
        );

    private static Task<HttpResponseMessage> MoviesAsync(HttpClient admin, string csv, bool dryRun = false) =>
        PostAsync(admin, "movies", new { csv, dryRun });

    private static async Task<HttpResponseMessage> PostAsync(HttpClient admin, string what, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Import}/{what}") { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return await admin.SendAsync(request);
    }

    private static int Count(JsonElement answer, string list) => answer.GetProperty(list).GetArrayLength();

    private async Task<int> CountAsync(int cinemaId) =>
        await api.Database.ScalarAsync<int>(
            "SELECT COUNT(*) FROM showtimes INNER JOIN screens ON screens.screen_id = showtimes.screen_id WHERE screens.cinema_id = @id",
            ("@id", cinemaId)
        );

    /// <summary>A cinema five hours behind UTC all year, a screen of it and a movie whose title a spreadsheet would run.</summary>
    private async Task<(int CinemaId, string Screen, string Title)> HouseAsync()
    {
        var cinemaId = await api.Given.CinemaAsync("America/Bogota");
        var screenId = await api.Given.ScreenAsync(cinemaId: cinemaId);
        var title = Given.Unique("=The \"Tide\"");
        await api.Given.MovieAsync(title);
        var screen = await api.Database.ScalarAsync<string>("SELECT name FROM screens WHERE screen_id = @id", ("@id", screenId));
        return (cinemaId, screen, title);
    }
}
