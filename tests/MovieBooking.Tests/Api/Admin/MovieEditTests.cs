using System.Net;
using System.Net.Http.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Admin;

[Collection(SharedApi.One)]
public sealed class MovieEditTests(TestApi api)
{
    private static readonly DateOnly s_release = Given.Today.AddDays(5);

    [Fact]
    public async Task An_edit_replaces_what_is_given_and_raises_the_version()
    {
        var (id, admin) = (await MovieAsync(), await api.AdminAsync());

        using var answer = await PutAsync(admin, id, "\"1\"", ("title", "Another Title"), ("director", "Ada Reel"), ("cast", null));
        var movie = (await Task.FromResult(answer).JsonAsync()).IsMovie(withShowtimes: true);

        Assert.Equal("\"2\"", answer.Headers.ETag?.ToString());
        Assert.Equal(("Another Title", "Ada Reel"), (movie.Text("title"), movie.Text("director")));
        Assert.Equal(0, movie.GetProperty("cast").GetArrayLength());
        Assert.Equal("updated title director cast", (await admin.AuditAsync("movie", id))[0]);
    }

    [Fact]
    public async Task The_second_of_two_editors_is_told_and_loses_nothing()
    {
        var (id, admin) = (await MovieAsync(), await api.AdminAsync());
        await PutAsync(admin, id, "\"1\"", ("title", "First")).JsonAsync();

        await PutAsync(admin, id, "\"1\"", ("title", "Second")).ProblemAsync(412, "precondition_failed");
        await PutAsync(admin, id, "W/\"2\"", ("title", "Second")).ProblemAsync(412, "precondition_failed");
        await PutAsync(admin, id, "2", ("title", "Second")).ProblemAsync(412, "precondition_failed");

        Assert.Equal("First", await TitleAsync(id));
        await PutAsync(admin, id, "\"1\", \"2\"", ("title", "Second")).JsonAsync();
        await PutAsync(admin, id, "*", ("title", "Third")).JsonAsync();
        // Without If-Match the last edit wins.
        await PutAsync(admin, id, null, ("title", "Fourth")).JsonAsync();
        Assert.Equal("Fourth", await TitleAsync(id));
    }

    [Fact]
    public async Task Of_ten_editors_of_one_version_one_wins()
    {
        var (id, admin) = (await MovieAsync(), await api.AdminAsync());

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => PutAsync(admin, id, "\"1\"", ("title", $"T{number}"))));

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(9, answers.Count(answer => answer.StatusCode == HttpStatusCode.PreconditionFailed));
        Assert.Equal(2, (await admin.AuditAsync("movie", id)).Length);
    }

    [Fact]
    public async Task The_close_date_follows_the_release_unless_it_is_given()
    {
        var (id, admin) = (await MovieAsync(), await api.AdminAsync());
        var (later, byHand) = (s_release.AddDays(10), s_release.AddDays(100));

        Assert.Equal(s_release.AddMonths(1), await CloseDateAsync(admin, id, ("title", "Only the title")));
        Assert.Equal(later.AddMonths(1), await CloseDateAsync(admin, id, ("releaseDate", $"{later:O}")));
        Assert.Equal(byHand, await CloseDateAsync(admin, id, ("releaseDate", $"{later:O}"), ("scheduledCloseDate", $"{byHand:O}")));
        Assert.Equal(byHand, await CloseDateAsync(admin, id, ("releaseDate", $"{later:O}")));
        // Given again beside another release date it is kept.
        Assert.Equal(byHand, await CloseDateAsync(admin, id, ("scheduledCloseDate", $"{byHand:O}")));
    }

    [Fact]
    public async Task A_movie_is_closed_and_opened_and_one_past_its_close_date_is_closed_whatever_is_asked()
    {
        var (id, admin) = (await MovieAsync(), await api.AdminAsync());
        var past = Given.Today.AddDays(-40);

        Assert.Equal("closed", await StatusAsync(admin, id, ("status", "closed")));
        Assert.Equal("closed", await StatusAsync(admin, id, ("title", "Status left out")));
        Assert.Equal("open", await StatusAsync(admin, id, ("status", "open")));
        Assert.Equal("closed", await StatusAsync(admin, id, ("status", "open"), ("releaseDate", $"{past:O}")));
        Assert.Equal(
            "open",
            await StatusAsync(
                admin,
                id,
                ("status", "open"),
                ("releaseDate", $"{past:O}"),
                ("scheduledCloseDate", $"{Given.Today.AddDays(9):O}")
            )
        );
    }

    [Fact]
    public async Task A_new_length_moves_the_ends_of_the_coming_shows_unless_another_is_in_the_way()
    {
        var (id, screen, admin) = (await MovieAsync(), await api.Given.ScreenAsync(timeZone: "UTC"), await api.AdminAsync());
        var day = $"{s_release:yyyy-MM-dd}";
        var show = await admin.ScheduledAsync(id, screen, $"{day}T18:00");
        await admin.ScheduledAsync(await api.Given.MovieAsync("Night Train"), screen, $"{day}T20:15");

        await PutAsync(admin, id, null, ("durationMinutes", 120)).JsonAsync();
        Assert.Equal($"{day}T20:00:00", await EndAsync(show));
        Assert.Equal("updated endsAt", (await admin.AuditAsync("showtime", show))[0]);

        var problem = await PutAsync(admin, id, null, ("durationMinutes", 121)).ProblemAsync(409, "schedule_conflict");
        Assert.Equal("Night Train", Assert.Single(problem.Conflicts()).IsConflict().Text("movieTitle"));
        Assert.Equal($"{day}T20:00:00", await EndAsync(show));
        Assert.Equal(120, (await admin.GetAsync(Address(id)).JsonAsync()).Int("durationMinutes"));
    }

    [Fact]
    public async Task A_movie_is_deleted_only_when_it_never_had_a_showtime()
    {
        var (id, shown, admin) = (await MovieAsync(), await api.Given.MovieAsync(), await api.AdminAsync());
        var showtime = await api.Given.ShowtimeAsync(shown);
        await api.Database.ShowtimeIsCancelledAsync(showtime);

        await admin.DeleteAsync(Address(id)).IsEmptyAsync();
        await admin.DeleteAsync(Address(shown)).ProblemAsync(409, "movie_has_showtimes");

        await admin.GetAsync(Address(id)).ProblemAsync(404, "not_found");
        await admin.GetAsync(Address(shown)).JsonAsync();
        await admin.DeleteAsync(Address(id)).ProblemAsync(404, "not_found");
        await PutAsync(admin, id, "\"1\"").ProblemAsync(404, "not_found");
        Assert.StartsWith("deleted ", (await admin.AuditAsync("movie", id))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_edit_names_its_field_and_changes_nothing()
    {
        var (id, admin) = (await MovieAsync(), await api.AdminAsync());

        await PutAsync(admin, id, "\"1\"", ("durationMinutes", 0)).ProblemAsync(400, "validation_failed", "durationMinutes");
        await PutAsync(admin, id, "\"1\"", ("showtimes", Array.Empty<int>())).ProblemAsync(400, "validation_failed", "showtimes");

        Assert.Equal(1, await api.Database.ScalarAsync<int>("SELECT version FROM movies WHERE movie_id = @id", ("@id", id)));
    }

    private async Task<int> MovieAsync() => (await MovieWriteTests.CreatedAsync(api, ("releaseDate", $"{s_release:O}"))).Int("movieId");

    private static Task<HttpResponseMessage> PutAsync(HttpClient admin, int id, string? ifMatch, params (string, object?)[] fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, Address(id))
        {
            Content = JsonContent.Create(MovieWriteTests.Movie([("releaseDate", $"{s_release:O}"), .. fields])),
        };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return admin.SendAsync(request);
    }

    private static async Task<DateOnly> CloseDateAsync(HttpClient admin, int id, params (string, object?)[] fields) =>
        DateOnly.Parse((await PutAsync(admin, id, null, fields).JsonAsync()).Text("scheduledCloseDate"), null);

    private static async Task<string> StatusAsync(HttpClient admin, int id, params (string, object?)[] fields) =>
        (await PutAsync(admin, id, null, fields).JsonAsync()).Text("status");

    private Task<string> TitleAsync(int id) =>
        api.Database.ScalarAsync<string>("SELECT title FROM movies WHERE movie_id = @id", ("@id", id));

    private async Task<string> EndAsync(int showtimeId) =>
        (await api.Database.LinesAsync("SELECT end_time FROM showtimes WHERE showtime_id = @id", ("@id", showtimeId)))[0];

    private static string Address(int movieId) => $"{ManagerCalls.Admin}/movies/{movieId}";
}
