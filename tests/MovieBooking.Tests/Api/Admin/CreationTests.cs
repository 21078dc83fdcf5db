using System.Globalization;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Admin;

/// <summary>What a manager adds is added once, whatever becomes of the answer.</summary>
[Collection(SharedApi.Two)]
public sealed class CreationTests(TestApi api)
{
    /// <summary>Each way to add something, by the table whose rows it adds to.</summary>
    public static TheoryData<string> Tables { get; } = ["movies", "cinemas", "screens", "showtimes", "a repeated day"];

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Sent_again_with_its_key_it_is_answered_as_the_first_time_to_the_byte(string table)
    {
        var (path, body) = await AskAsync(table);
        using var admin = await api.AdminAsync();
        var key = IdempotencyCalls.NewKey();
        var before = await RowsAsync(table);

        var first = await admin.PostAsync(path, key, body).TextAsync();
        var second = await admin.PostAsync(path, key, body).TextAsync();

        Assert.StartsWith("20", first, StringComparison.Ordinal);
        Assert.Equal(first, second);
        Assert.Equal(before + 1, await RowsAsync(table));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task It_is_added_once_when_the_connection_is_lost_at_the_commit_with_or_without_a_key(string table)
    {
        using var proxy = CuttingProxy.Before(api.Database, isCommitHeard: true);
        await using var shaky = new TestApi
        {
            Database = api.Database,
            Settings = { ["ConnectionStrings:MovieBooking"] = proxy.ConnectionString },
        };
        using var admin = await shaky.AdminAsync();
        foreach (var key in new[] { null, IdempotencyCalls.NewKey() })
        {
            var (path, body) = await AskAsync(table);
            var before = await RowsAsync(table);

            proxy.Cuts = 1;
            var added = await admin.PostAsync(path, key, body).TextAsync();

            Assert.True(proxy.Cuts < 1);
            Assert.StartsWith("20", added, StringComparison.Ordinal);
            Assert.Equal(before + 1, await RowsAsync(table));
        }
    }

    [Fact]
    public async Task A_key_stands_for_one_movie()
    {
        using var admin = await api.AdminAsync();
        var key = IdempotencyCalls.NewKey();
        await admin.PostAsync($"{ManagerCalls.Admin}/movies", key, MovieWriteTests.Movie(("title", "First"))).TextAsync();

        await admin
            .PostAsync($"{ManagerCalls.Admin}/movies", key, MovieWriteTests.Movie(("title", "Second")))
            .ProblemAsync(422, "idempotency_key_reused");
    }

    [Fact]
    public async Task What_is_refused_leaves_the_key_free()
    {
        using var admin = await api.AdminAsync();
        var (path, body) = await AskAsync("cinemas");
        var key = IdempotencyCalls.NewKey();
        await admin.PostAsync(path, null, body).TextAsync();

        await admin.PostAsync(path, key, body).ProblemAsync(409, "name_taken");

        var (_, other) = await AskAsync("cinemas");
        Assert.StartsWith("201 ", await admin.PostAsync(path, key, other).TextAsync(), StringComparison.Ordinal);
    }

    private async Task<(string Path, object Body)> AskAsync(string table)
    {
        var day = Given.Today.AddDays(5).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        switch (table)
        {
            case "movies":
                return ($"{ManagerCalls.Admin}/movies", MovieWriteTests.Movie());
            case "cinemas":
                return (
                    $"{ManagerCalls.Admin}/cinemas",
                    new
                    {
                        name = Given.Unique("Cinema"),
                        address = "1 Main Street",
                        city = "Springfield",
                        timeZone = "Europe/Lisbon",
                    }
                );
            case "screens":
                return (
                    $"{ManagerCalls.Admin}/screens",
                    new
                    {
                        cinemaId = await api.Given.CinemaAsync(),
                        name = "Screen 1",
                        format = "2D",
                    }
                );
            case "showtimes":
                return (
                    $"{ManagerCalls.Admin}/showtimes",
                    new
                    {
                        movieId = await api.Given.MovieAsync(),
                        screenId = await api.Given.ScreenAsync(),
                        startsAt = $"{day}T20:00",
                    }
                );
            default:
                var cinemaId = await api.Given.CinemaAsync();
                using (var admin = await api.AdminAsync())
                {
                    var screenId = await api.Given.ScreenAsync(cinemaId: cinemaId);
                    await admin.ScheduledAsync(await api.Given.MovieAsync(), screenId, $"{day}T20:00");
                }

                return (
                    $"{ManagerCalls.Admin}/schedule/repeat",
                    new
                    {
                        cinemaId,
                        from = day,
                        to = new[] { Given.Today.AddDays(6) },
                    }
                );
        }
    }

    private Task<int> RowsAsync(string table) =>
        api.Database.ScalarAsync<int>($"SELECT COUNT(*) FROM {(table == "a repeated day" ? "showtimes" : table)}");
}
