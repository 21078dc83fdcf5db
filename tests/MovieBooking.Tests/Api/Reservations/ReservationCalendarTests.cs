using System.Net;
using Ical.Net;
using Ical.Net.CalendarComponents;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

[Collection(SharedApi.One)]
public sealed class ReservationCalendarTests(TestApi api)
{
    private static readonly DateTime s_noon = Given.Today.AddDays(20).ToDateTime(new TimeOnly(12, 0), DateTimeKind.Utc);

    [Fact]
    public async Task A_booking_is_a_calendar_file_with_the_moment_the_place_and_the_seats()
    {
        // Over midnight in the cinema's zone, and on another day in UTC.
        var starts = new DateTime(2027, 3, 14, 6, 40, 0, DateTimeKind.Utc);
        var showtimeId = await api.Given.ShowtimeAsync(startsAt: starts, minutes: 100);
        var customer = await api.CustomerAsync();
        var booking = await customer.ConfirmedAsync(showtimeId, await api.Given.SeatsAsync(showtimeId, "E5", "E6"));

        using var answer = await CalendarAsync(customer, booking);

        Assert.Equal("text/calendar", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal($"ticket-{booking.Text("reference")}.ics", answer.Content.Headers.ContentDisposition?.FileName);
        var (calendar, entry) = await ReadAsync(answer);
        Assert.Equal(("PUBLISH", "CONFIRMED"), (calendar.Method, entry.Status));
        Assert.Equal((starts, starts.AddMinutes(100)), (entry.Start!.AsUtc, entry.End!.AsUtc));
        Assert.Equal(booking.GetProperty("showtime").Text("movieTitle"), entry.Summary);
        Assert.Contains("1 Main Street, Springfield", entry.Location, StringComparison.Ordinal);
        Assert.Contains("Seats E5, E6", entry.Description, StringComparison.Ordinal);
        Assert.Contains(booking.Text("reference"), entry.Description, StringComparison.Ordinal);

        // And so says a library that did not write it.
        var other = await OtherCalendar.ReadAsync(await answer.Content.ReadAsStringAsync());
        Assert.Equal((calendar.Method, entry.Status), (other.Text("method"), other.Text("status")));
        Assert.Equal((entry.Uid, entry.Sequence), (other.Text("uid"), other.Int("sequence")));
        Assert.Equal((starts, starts.AddMinutes(100)), (other.Time("start").UtcDateTime, other.Time("end").UtcDateTime));
        Assert.Equal((entry.Summary, entry.Location), (other.Text("summary"), other.Text("location")));
        Assert.Equal(entry.Description, other.Text("description"));
    }

    [Fact]
    public async Task A_cancelled_booking_takes_the_same_event_out_of_the_calendar()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var customer = await api.CustomerAsync();
        var booking = await customer.ConfirmedAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1"));
        using var before = await CalendarAsync(customer, booking);
        await customer.CancelAsync(booking).JsonAsync();

        using var after = await CalendarAsync(customer, booking);

        var (calendar, entry) = await ReadAsync(after);
        Assert.Equal(("CANCEL", "CANCELLED"), (calendar.Method, entry.Status));
        IsNewerThan((await ReadAsync(before)).Entry, entry);
    }

    [Fact]
    public async Task A_show_that_moves_moves_the_same_event()
    {
        var screen = await api.Given.ScreenAsync();
        var movie = await api.Given.MovieAsync();
        var admin = await api.AdminAsync();
        var showtimeId = await admin.ScheduledAsync(movie, screen, ManagerCalls.Iso(s_noon));
        var customer = await api.CustomerAsync();
        var booking = await customer.ConfirmedAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1"));
        using var before = await CalendarAsync(customer, booking);
        await admin.MoveAsync(showtimeId, movie, screen, ManagerCalls.Iso(s_noon.AddHours(3))).JsonAsync();

        using var after = await CalendarAsync(customer, booking);

        var (calendar, entry) = await ReadAsync(after);
        Assert.Equal(("PUBLISH", "CONFIRMED", s_noon.AddHours(3)), (calendar.Method, entry.Status, entry.Start!.AsUtc));
        IsNewerThan((await ReadAsync(before)).Entry, entry);
    }

    [Fact]
    public async Task A_booking_that_is_confirmed_makes_the_same_event_certain()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var customer = await api.CustomerAsync();
        var booking = await customer.PendingAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1"));
        using var before = await CalendarAsync(customer, booking);
        await customer.ConfirmAsync(booking).JsonAsync();

        using var after = await CalendarAsync(customer, booking);

        IsNewerThan((await ReadAsync(before)).Entry, (await ReadAsync(after)).Entry);
    }

    [Fact]
    public async Task A_booking_not_yet_confirmed_is_tentative_and_one_that_ran_out_is_refused()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var customer = await api.CustomerAsync();
        var booking = await customer.PendingAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1"));

        using var answer = await CalendarAsync(customer, booking);
        Assert.Equal("TENTATIVE", (await ReadAsync(answer)).Entry.Status);

        await api.Database.TimeRunsOutAsync(showtimeId);
        await CalendarAsync(customer, booking).ProblemAsync(409, "reservation_expired");
    }

    [Fact]
    public async Task Nobody_else_gets_the_file()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var booking = await (await api.CustomerAsync()).PendingAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1"));

        await CalendarAsync(await api.CustomerAsync(), booking).ProblemAsync(404, "not_found");
        await CalendarAsync(api.CreateClient(), booking).ProblemAsync(401, "unauthenticated");
    }

    /// <summary>A calendar keeps the one that is there unless the other has the same id and a higher number.</summary>
    private static void IsNewerThan(CalendarEvent before, CalendarEvent after)
    {
        Assert.Equal(before.Uid, after.Uid);
        Assert.True(after.Sequence > before.Sequence, $"{before.Sequence} is followed by {after.Sequence}");
    }

    private static Task<HttpResponseMessage> CalendarAsync(HttpClient client, System.Text.Json.JsonElement booking) =>
        client.GetAsync($"/api/v1/reservations/{booking.Int("reservationId")}/calendar");

    private static async Task<(Calendar Calendar, CalendarEvent Entry)> ReadAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var calendar = Calendar.Load(await answer.Content.ReadAsStringAsync())!;
        return (calendar, Assert.Single(calendar.Events));
    }
}
