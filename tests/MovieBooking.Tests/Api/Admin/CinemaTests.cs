using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Admin;

public sealed class CinemaTests(TestApi api) : IClassFixture<TestApi>
{
    private const string Cinemas = $"{ManagerCalls.Admin}/cinemas";
    private const string Screens = $"{ManagerCalls.Admin}/screens";

    [Fact]
    public async Task A_cinema_is_added_changed_and_listed()
    {
        var admin = await api.AdminAsync();
        var name = Given.Unique("Plaza");

        var cinema = await CinemaAsync(admin, name);
        var changed = await admin.PutAsJsonAsync($"{Cinemas}/{cinema.Int("cinemaId")}", Cinema($"{name} II", "Asia/Tokyo")).JsonAsync();

        Assert.Equal((name, "Europe/Berlin"), (cinema.IsManagedCinema().Text("name"), cinema.Text("timeZone")));
        Assert.Equal(($"{name} II", "Asia/Tokyo"), (changed.IsManagedCinema().Text("name"), changed.Text("timeZone")));
        var listed = (await admin.GetAsync($"{Cinemas}?pageSize=100").JsonAsync()).Items();
        Assert.Equal(changed.GetRawText(), listed.Single(one => one.Int("cinemaId") == cinema.Int("cinemaId")).GetRawText());
        Assert.Equal(
            ["updated name timeZone", "created cinemaId name address city timeZone refundPolicy language"],
            await admin.AuditAsync("cinema", cinema.Int("cinemaId"))
        );
    }

    [Fact]
    public async Task A_refund_policy_is_set_kept_and_shown_and_a_bad_one_is_refused()
    {
        var (admin, anyone) = (await api.AdminAsync(), api.CreateClient());
        var name = Given.Unique("Plaza");
        var cinema = await CinemaAsync(admin, name);
        var path = $"{Cinemas}/{cinema.Int("cinemaId")}";

        async Task<string> SetAsync(object? policy)
        {
            var body = Cinema(name);
            body["refundPolicy"] = policy;
            await admin.PutAsJsonAsync(path, body).JsonAsync();
            var details = await anyone.GetAsync($"/api/v1/cinemas/{cinema.Int("cinemaId")}").JsonAsync();
            return details.GetProperty("refundPolicy").IsRefundPolicy().GetRawText();
        }

        string[] shown =
        [
            cinema.GetProperty("refundPolicy").GetRawText(),
            await SetAsync(
                new
                {
                    minutes = 120,
                    feeKind = "amount",
                    fee = 1.5,
                }
            ),
            // Left out it stays as it is.
            await SetAsync(null),
            await SetAsync(
                new
                {
                    minutes = 43_200,
                    feeKind = "percent",
                    fee = 12.25,
                }
            ),
            await SetAsync(
                new
                {
                    minutes = 0,
                    feeKind = "none",
                    fee = 0,
                }
            ),
        ];

        Assert.Equal(
            [
                """{"minutes":0,"feeKind":"none","fee":0.00}""",
                """{"minutes":120,"feeKind":"amount","fee":1.50}""",
                """{"minutes":120,"feeKind":"amount","fee":1.50}""",
                """{"minutes":43200,"feeKind":"percent","fee":12.25}""",
                """{"minutes":0,"feeKind":"none","fee":0.00}""",
            ],
            shown
        );
        Assert.Equal(3, (await admin.AuditAsync("cinema", cinema.Int("cinemaId"))).Count(entry => entry == "updated refundPolicy"));
        (object Policy, string Field)[] wrong =
        [
            (
                new
                {
                    minutes = -1,
                    feeKind = "none",
                    fee = 0,
                },
                "refundPolicy.minutes"
            ),
            (
                new
                {
                    minutes = 43_201,
                    feeKind = "none",
                    fee = 0,
                },
                "refundPolicy.minutes"
            ),
            (new { minutes = 0, fee = 0 }, "refundPolicy.feeKind"),
            (
                new
                {
                    minutes = 0,
                    feeKind = "none",
                    fee = 1,
                },
                "refundPolicy.fee"
            ),
            (
                new
                {
                    minutes = 0,
                    feeKind = "amount",
                    fee = 0,
                },
                "refundPolicy.fee"
            ),
            (
                new
                {
                    minutes = 0,
                    feeKind = "amount",
                    fee = -1,
                },
                "refundPolicy.fee"
            ),
            (
                new
                {
                    minutes = 0,
                    feeKind = "amount",
                    fee = 1.005,
                },
                "refundPolicy.fee"
            ),
            (
                new
                {
                    minutes = 0,
                    feeKind = "percent",
                    fee = 0,
                },
                "refundPolicy.fee"
            ),
            (
                new
                {
                    minutes = 0,
                    feeKind = "percent",
                    fee = 100.01,
                },
                "refundPolicy.fee"
            ),
            (
                new
                {
                    minutes = 0,
                    feeKind = "percent",
                    fee = 12.345,
                },
                "refundPolicy.fee"
            ),
        ];
        foreach (var (policy, field) in wrong)
        {
            var body = Cinema(name);
            body["refundPolicy"] = policy;
            await admin.PutAsJsonAsync(path, body).ProblemAsync(400, "validation_failed", field);
        }
    }

    [Fact]
    public async Task A_screen_is_added_with_its_96_seats_and_changed()
    {
        var admin = await api.AdminAsync();
        var cinemaId = (await CinemaAsync(admin, Given.Unique("Plaza"))).Int("cinemaId");

        var screen = await ScreenAsync(admin, cinemaId, "Screen 1");
        await ScreenAsync(admin, cinemaId, "Screen 10");
        await ScreenAsync(admin, cinemaId, "Screen 2");
        var changed = await admin
            .PutAsJsonAsync($"{Screens}/{screen.Int("screenId")}", new { name = "Screen 1", format = "IMAX" })
            .JsonAsync();

        Assert.Equal(
            ("2D", 96),
            (screen.Has("screenId", "cinemaId", "name", "format", "seatCount").Text("format"), screen.Int("seatCount"))
        );
        Assert.Equal("IMAX", changed.Text("format"));
        var listed = await admin.GetAsync($"{Screens}?cinemaId={cinemaId}").JsonAsync();
        Assert.Equal(
            ["Screen 1 IMAX 96", "Screen 2 2D 96", "Screen 10 2D 96"],
            listed.Items().Select(one => $"{one.Text("name")} {one.Text("format")} {one.Int("seatCount")}")
        );
        Assert.Equal(
            ["updated format", "created screenId cinemaId name format seatCount"],
            await admin.AuditAsync("screen", screen.Int("screenId"))
        );
    }

    [Theory]
    [InlineData("name", "")]
    [InlineData("name", "\u200b")]
    [InlineData("name", "two\nlines")]
    [InlineData("address", null)]
    [InlineData("city", " ")]
    [InlineData("timeZone", null)]
    [InlineData("timeZone", "")]
    [InlineData("timeZone", "Berlin")]
    [InlineData("timeZone", "europe/berlin")]
    [InlineData("timeZone", "W. Europe Standard Time")]
    [InlineData("timeZone", "+01:00")]
    [InlineData("timeZone", "../../etc/passwd")]
    public async Task A_cinema_with_a_bad_field_is_refused(string field, string? value)
    {
        var cinema = Cinema(Given.Unique("Plaza"));
        cinema[field] = value;

        await (await api.AdminAsync()).PostAsJsonAsync(Cinemas, cinema).ProblemAsync(400, "validation_failed", field);
    }

    [Fact]
    public async Task A_name_is_given_once()
    {
        var admin = await api.AdminAsync();
        var (name, other) = (Given.Unique("Plaza"), Given.Unique("Plaza"));
        var first = await CinemaAsync(admin, name);
        var second = await CinemaAsync(admin, other);
        var screen = await ScreenAsync(admin, first.Int("cinemaId"), "One");
        await ScreenAsync(admin, first.Int("cinemaId"), "Two");
        await ScreenAsync(admin, second.Int("cinemaId"), "One");

        await admin.PostAsJsonAsync(Cinemas, Cinema(name)).ProblemAsync(409, "name_taken");
        await admin.PutAsJsonAsync($"{Cinemas}/{second.Int("cinemaId")}", Cinema(name)).ProblemAsync(409, "name_taken");
        await admin.PostAsJsonAsync(Screens, Screen(first.Int("cinemaId"), "One")).ProblemAsync(409, "name_taken");
        await admin
            .PutAsJsonAsync($"{Screens}/{screen.Int("screenId")}", new { name = "Two", format = "2D" })
            .ProblemAsync(409, "name_taken");
    }

    [Fact]
    public async Task What_shows_go_by_cannot_change_under_them()
    {
        var admin = await api.AdminAsync();
        var name = Given.Unique("Plaza");
        var cinemaId = (await CinemaAsync(admin, name)).Int("cinemaId");
        var screenId = (await ScreenAsync(admin, cinemaId, "One")).Int("screenId");
        await api.Given.ShowtimeAsync(screenId: screenId);

        await admin.PutAsJsonAsync($"{Cinemas}/{cinemaId}", Cinema(name, "Asia/Tokyo")).ProblemAsync(409, "has_showtimes");
        await admin.PutAsJsonAsync($"{Screens}/{screenId}", new { name = "One", format = "3D" }).ProblemAsync(409, "has_showtimes");
        await admin.PutAsJsonAsync($"{Cinemas}/{cinemaId}", Cinema($"{name} II")).JsonAsync();
        await admin.PutAsJsonAsync($"{Screens}/{screenId}", new { name = "Two", format = "2D" }).JsonAsync();
    }

    [Fact]
    public async Task What_is_not_there_is_named()
    {
        var admin = await api.AdminAsync();

        await admin.PutAsJsonAsync($"{Cinemas}/999999", Cinema("Nowhere")).ProblemAsync(404, "not_found");
        await admin.PutAsJsonAsync($"{Screens}/999999", new { name = "Two", format = "2D" }).ProblemAsync(404, "not_found");
        await admin.PostAsJsonAsync(Screens, Screen(999_999, "One")).ProblemAsync(400, "validation_failed", "cinemaId");
        await admin.PostAsJsonAsync(Screens, new { cinemaId = 1, name = "One" }).ProblemAsync(400, "validation_failed", "format");
        await admin.GetAsync($"{Screens}/999999/seats").ProblemAsync(404, "not_found");
        await admin.PutAsJsonAsync($"{Screens}/999999/seats", new { outOfService = Array.Empty<int>() }).ProblemAsync(404, "not_found");
    }

    private static Task<JsonElement> CinemaAsync(HttpClient admin, string name) =>
        admin.PostAsJsonAsync(Cinemas, Cinema(name)).JsonAsync(HttpStatusCode.Created);

    private static Task<JsonElement> ScreenAsync(HttpClient admin, int cinemaId, string name) =>
        admin.PostAsJsonAsync(Screens, Screen(cinemaId, name)).JsonAsync(HttpStatusCode.Created);

    private static Dictionary<string, object?> Cinema(string name, string timeZone = "Europe/Berlin") =>
        new(StringComparer.Ordinal)
        {
            ["name"] = name,
            ["address"] = "1 Main Street",
            ["city"] = "Springfield",
            ["timeZone"] = timeZone,
        };

    private static object Screen(int cinemaId, string name) =>
        new
        {
            cinemaId,
            name,
            format = "2D",
        };
}
