using System.Globalization;
using System.Text.Json;
using MovieBooking.Api.Auth;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>Who is where on the journey through all operations.</summary>
internal sealed record ExampleScene(TestApi Api, ExampleRecorder Recorder, HttpClient Anybody, HttpClient Admin)
{
    public Things Things => Recorder.Things;

    public Task<JsonElement> AskAsync(HttpClient caller, string id, params (string Name, object Value)[] told) =>
        Recorder.AskAsync(caller, id, told);

    public async Task<int[]> SeatsAsync(params string[] labels) =>
        await Api.Given.SeatsAsync(Convert.ToInt32(Things["showtimeId"], CultureInfo.InvariantCulture), labels);
}

/// <summary>
/// Every operation once, on the demo's data, in an order that makes sense: what is planned is booked, what is booked is reported. A new
/// operation goes where what it names is there: with those who plan, book, sign in, stand at the counter or read in the office.
/// </summary>
internal static class ExampleJourney
{
    public static async Task GoAsync(TestApi api, ExampleRecorder recorder)
    {
        using var anybody = api.CreateClient();
        using var admin = api.WithToken((await recorder.AskAsync(anybody, "AdminLogin")).Text("accessToken"));
        var scene = new ExampleScene(api, recorder, anybody, admin);
        recorder.Things["cinemaId"] = await api.Database.ScalarAsync<int>(
            "SELECT cinema_id FROM cinemas WHERE name = @name",
            ("@name", "The Halcyon")
        );

        await ProgrammeExamples.RecordAsync(scene);
        await BookingExamples.RecordAsync(scene);
        await AccountExamples.RecordAsync(scene);
        await CounterExamples.RecordAsync(scene);
        await OfficeExamples.RecordAsync(scene);
    }

    /// <summary>A demo customer who is given this role at the cinema, signed in.</summary>
    public static async Task<HttpClient> WithRoleAsync(this ExampleScene scene, string email, string role, UserRole signedInAs)
    {
        var userId = (await scene.AskAsync(scene.Admin, "ListPeople", ("q", email))).Items()[0].Int("userId");
        // As after the first link in a mail.
        await scene.Api.Database.ExecuteAsync(
            "UPDATE users SET email_proved_at = UTC_TIMESTAMP(6) WHERE user_id = @user_id",
            ("@user_id", userId)
        );
        await scene.AskAsync(scene.Admin, "SetRole", ("userId", userId), ("role", role), ("cinemaIds", new[] { scene.Things["cinemaId"] }));
        return scene.Api.SignedIn(userId, signedInAs);
    }

    /// <summary>So much later by the cinema's clock, to five minutes; with its offset, for the hour that a clock has twice.</summary>
    public static string Clock(TimeSpan later)
    {
        var at = TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow + later, TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));
        return Iso(at.AddTicks(-(at.Ticks % TimeSpan.FromMinutes(5).Ticks)));
    }

    public static string Iso(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
