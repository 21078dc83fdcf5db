using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>What a program is told of by asking.</summary>
[Collection(SharedApi.Two)]
public sealed class EventTests(TestApi api)
{
    private const string Events = "/api/v1/events";
    private static readonly string[] s_scopes = ["events:read", "bookings:read", "bookings:write"];

    [Fact]
    public async Task A_program_reads_what_happens_at_its_cinemas_in_order_and_each_thing_once()
    {
        using var admin = await api.AdminAsync();
        var cinemaId = await api.Given.CinemaAsync("Europe/Madrid");
        var screenId = await api.Given.ScreenAsync(cinemaId: cinemaId);
        var elsewhere = await api.Given.ShowtimeAsync();
        using var program = await api.ProgramAsync(s_scopes, [cinemaId]);
        using var everywhere = await api.ProgramAsync(["events:read"]);
        var start = (await TellAsync(program, null)).GetProperty("next").GetInt64();

        var movieId = await api.Given.MovieAsync();
        var day = Given.Today.AddDays(3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var showtimeId = await admin.ScheduledAsync(movieId, screenId, $"{day}T18:00");
        var made = await program
            .ReserveAsGuestAsync(TestApi.Email(), null, showtimeId, await api.Given.SeatsAsync(showtimeId, "A1", "A2"))
            .JsonAsync(HttpStatusCode.Created);
        await program.ConfirmAsync(made).JsonAsync();
        using var customer = await api.CustomerAsync();
        await customer.ConfirmedAsync(elsewhere, await api.Given.SeatAsync(elsewhere, "A1"));
        await admin.MoveAsync(showtimeId, movieId, screenId, $"{day}T19:30").JsonAsync();
        await program
            .PostAsJsonAsync(
                $"{IdempotencyCalls.Reservations}/{made.Int("reservationId")}/tickets/cancel",
                new { ticketIds = new[] { made.GetProperty("tickets")[0].Int("ticketId") } }
            )
            .JsonAsync();
        await program.CancelAsync(made).JsonAsync();

        var told = await TellAsync(program, start);
        var items = told.Has("items", "next", "hasMore").Items();
        Assert.Equal(
            ["showtime.created", "reservation.confirmed", "showtime.moved", "reservation.tickets_cancelled", "reservation.cancelled"],
            items.Select(item => item.Has("eventId", "type", "occurredAt", "data").Text("type"))
        );
        Assert.All(
            items,
            item =>
                Assert.Equal((cinemaId, showtimeId), (item.GetProperty("data").Int("cinemaId"), item.GetProperty("data").Int("showtimeId")))
        );
        Assert.Equal(made.Int("reservationId"), items[1].GetProperty("data").Int("reservationId"));
        var moved = items[2].GetProperty("data");
        Assert.Equal(TimeSpan.FromMinutes(90), moved.Time("startsAt") - moved.Time("previousStartsAt"));
        Assert.NotEqual(TimeSpan.Zero, moved.Time("startsAt").Offset);
        Assert.Equal(made.GetProperty("tickets")[0].Int("ticketId"), items[3].GetProperty("data").GetProperty("ticketIds")[0].GetInt32());
        Assert.False(items[3].GetProperty("data").GetProperty("byCinema").GetBoolean());

        // After what it knows there is nothing; in small steps it is the same.
        Assert.Empty((await TellAsync(program, told.GetProperty("next").GetInt64())).Items());
        List<long> steps = [];
        for (var (after, more) = (start, true); more; )
        {
            var step = await program.GetAsync($"{Events}?after={after}&limit=2").JsonAsync();
            steps.AddRange(step.Items().Select(item => item.GetProperty("eventId").GetInt64()));
            (after, more) = (step.GetProperty("next").GetInt64(), step.GetProperty("hasMore").GetBoolean());
        }

        Assert.Equal(items.Select(item => item.GetProperty("eventId").GetInt64()), steps);
        Assert.Contains(
            elsewhere,
            (await everywhere.GetAsync($"{Events}?after={start}&limit=1000").JsonAsync())
                .Items()
                .Select(item => item.GetProperty("data").Int("showtimeId"))
        );
    }

    [Fact]
    public async Task People_are_not_told_and_a_program_only_with_its_scope_and_in_numbers()
    {
        using var program = await api.ProgramAsync(["events:read"]);
        using var other = await api.ProgramAsync(["bookings:read"]);
        using var admin = await api.AdminAsync();

        await api.CreateClient().GetAsync(Events).ProblemAsync(401, "unauthenticated");
        await admin.GetAsync(Events).ProblemAsync(403, "forbidden");
        Assert.Equal("events:read", (await other.GetAsync(Events).ProblemAsync(403, "insufficient_scope")).Text("scope"));
        await program.GetAsync($"{Events}?after=-1").ProblemAsync(400, "validation_failed", "after");
        await program.GetAsync($"{Events}?after=x").ProblemAsync(400, "validation_failed", "after");
        await program.GetAsync($"{Events}?limit=1001").ProblemAsync(400, "validation_failed", "limit");
        await program.GetAsync($"{Events}?after={long.MaxValue}").JsonAsync();
    }

    [Fact]
    public async Task Whoever_stayed_away_for_too_long_is_told_so()
    {
        using var program = await api.ProgramAsync(["events:read"]);
        await api.Given.ShowtimeAsync();
        var last = (await TellAsync(program, null)).GetProperty("next").GetInt64();
        await api.Database.ExecuteAsync(
            "UPDATE event_log SET occurred_at = UTC_TIMESTAMP(6) - INTERVAL 8 DAY WHERE position <= @last",
            ("@last", last)
        );
        await api.Database.ExecuteAsync("CALL sp_purge_events()");

        await program.GetAsync($"{Events}?after={last - 1}").ProblemAsync(410, "events_gone");
        Assert.Empty((await TellAsync(program, last)).Items());
        await api.Given.ShowtimeAsync();
        Assert.Single((await TellAsync(program, null)).Items());
        Assert.Single((await TellAsync(program, last)).Items());
    }

    [Fact]
    public async Task Changes_of_seats_are_told_once_for_all_and_to_whoever_asks_for_them()
    {
        using var customer = await api.CustomerAsync();
        var showtimeId = await api.Given.ShowtimeAsync();
        using var program = await api.ProgramAsync(["events:read"], [await api.CinemaOfAsync(showtimeId)]);
        var start = (await TellAsync(program, null)).GetProperty("next").GetInt64();
        await customer.LockAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1")).JsonAsync();

        var first = Assert.Single(await ChangesAsync());
        await customer.LockAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A2")).JsonAsync();
        await customer.LockAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A3")).JsonAsync();
        var second = Assert.Single(await ChangesAsync());
        var same = Assert.Single(await ChangesAsync());

        Assert.Equal(showtimeId, second.GetProperty("data").Has("cinemaId", "showtimeId").Int("showtimeId"));
        Assert.True(second.GetProperty("eventId").GetInt64() > first.GetProperty("eventId").GetInt64());
        Assert.Equal(second.GetProperty("eventId").GetInt64(), same.GetProperty("eventId").GetInt64());
        Assert.Empty((await TellAsync(program, start)).Items());
        await program.GetAsync($"{Events}?types=seats.changed,seats").ProblemAsync(400, "validation_failed", "types");
        await program.GetAsync($"{Events}?types=").ProblemAsync(400, "validation_failed", "types");

        async Task<JsonElement[]> ChangesAsync()
        {
            await api.Database.ExecuteAsync("CALL sp_record_seat_changes()");
            await api.Database.ExecuteAsync("CALL sp_number_events()");
            return (await program.GetAsync($"{Events}?types=seats.changed,showtime.moved&after={start}").JsonAsync()).Items();
        }
    }

    private async Task<JsonElement> TellAsync(HttpClient program, long? after)
    {
        await api.Database.ExecuteAsync("CALL sp_number_events()");
        return await program.GetAsync($"{Events}?limit=1000{(after is null ? "" : $"&after={after}")}").JsonAsync();
    }
}
