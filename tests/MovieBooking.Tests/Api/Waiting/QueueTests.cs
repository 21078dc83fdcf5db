using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using MovieBooking.Api.Queue;
using MovieBooking.Api.Seats;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Waiting;

/// <summary>The waiting room of an on-sale, as those meet it who want seats.</summary>
[Collection(SharedApi.One)]
public sealed class QueueTests(TestApi api)
{
    private const int Minute = 60;

    [Fact]
    public async Task One_waits_for_ones_turn_books_while_it_lasts_and_joins_again_at_the_end()
    {
        var (showtimeId, roomId) = await WaitingRoomAsync(perMinute: 1);
        var seats = await api.Given.SeatsAsync(showtimeId, "A1", "A2", "A3");
        var (first, second) = (await api.CustomerAsync(), await api.CustomerAsync());

        var place = await first.JoinQueueAsync(showtimeId).JsonAsync();
        place.Has("ticket", "roomId", "place", "ahead", "admitted", "admitsAt", "bookingUntil", "admissionsPerMinute");
        Assert.Equal((roomId, 1, 0), (place.Int("roomId"), place.Int("place"), place.Int("ahead")));
        Assert.True(place.GetProperty("admitted").GetBoolean());
        Assert.Equal(place.Time("admitsAt").AddMinutes(10), place.Time("bookingUntil"));

        // The second waits: his place is kept, whatever he asks, and no seat is his yet.
        var joined = await second.JoinQueueAsync(showtimeId).JsonAsync();
        var ticket = joined.Text("ticket");
        Assert.Equal((2, 0, false), (joined.Int("place"), joined.Int("ahead"), joined.GetProperty("admitted").GetBoolean()));
        Assert.Equal(ticket, (await second.JoinQueueAsync(showtimeId, ticket).JsonAsync()).Text("ticket"));
        Assert.Equal(joined.Time("admitsAt"), (await second.QueuePlaceAsync(showtimeId, ticket).JsonAsync()).Time("admitsAt"));
        await IsRefusedAsync(second.LockAsync(showtimeId, seats[0]), showtimeId);
        second.Show(ticket);
        await IsRefusedAsync(second.LockAsync(showtimeId, seats[0]), showtimeId);
        await IsRefusedAsync(second.LockSeatsAsync(showtimeId, seats), showtimeId);
        await IsRefusedAsync(second.ReserveAsync(showtimeId, seats), showtimeId);
        Assert.Equal("available", await second.StatusOfAsync(showtimeId, "A1"));

        await api.Database.QueueMovesAsync(showtimeId, Minute);
        Assert.True((await second.QueuePlaceAsync(showtimeId, ticket).JsonAsync()).GetProperty("admitted").GetBoolean());
        await second.LockSeatsAsync(showtimeId, seats[0], seats[1]).JsonAsync();

        // His time to book is over: what he holds he may still book, extend and give back, and nothing else.
        await api.Database.QueueMovesAsync(showtimeId, 10 * Minute);
        await second.QueuePlaceAsync(showtimeId, ticket).ProblemAsync(409, "queue_ticket_over");
        await IsRefusedAsync(second.LockAsync(showtimeId, seats[2]), showtimeId);
        await IsRefusedAsync(second.ReserveAsync(showtimeId, seats), showtimeId);
        await second.ExtendAsync(showtimeId).JsonAsync();
        await second.UnlockAsync(showtimeId, seats[1]).IsEmptyAsync();
        var booking = await second.PendingAsync(showtimeId, seats[0]);
        await second.ConfirmAsync(booking).JsonAsync();
        await second.CancelAsync(booking).JsonAsync();

        var again = await second.JoinQueueAsync(showtimeId, ticket).JsonAsync();
        Assert.True(again.Int("place") > 2, $"{again}");
        Assert.NotEqual(ticket, again.Text("ticket"));
    }

    [Fact]
    public async Task A_ticket_lets_in_one_account()
    {
        var (showtimeId, _) = await WaitingRoomAsync(perMinute: 1);
        var seats = await api.Given.SeatsAsync(showtimeId, "A1", "A2", "A3");
        var (customer, friend) = (await api.CustomerAsync(), await api.CustomerAsync());
        var ticket = (await customer.JoinQueueAsync(showtimeId).JsonAsync()).Text("ticket");
        customer.Show(ticket);
        friend.Show(ticket);

        await customer.LockAsync(showtimeId, seats[0]).JsonAsync();
        await IsRefusedAsync(friend.LockAsync(showtimeId, seats[1]), showtimeId, "queue_ticket_taken");
        await IsRefusedAsync(friend.ReserveAsync(showtimeId, seats[1]), showtimeId, "queue_ticket_taken");
        await customer.LockAsync(showtimeId, seats[2]).JsonAsync();
    }

    [Fact]
    public async Task A_guest_waits_too()
    {
        var (showtimeId, _) = await WaitingRoomAsync(perMinute: 1);
        var guest = api.CreateClient();
        var booking = new
        {
            showtimeId,
            seatIds = await api.Given.SeatsAsync(showtimeId, "A1"),
            guest = new { email = TestApi.Email(), name = "Gus Guest" },
        };

        await IsRefusedAsync(guest.PostAsJsonAsync("/api/v1/reservations", booking), showtimeId);
        guest.Show((await guest.JoinQueueAsync(showtimeId).JsonAsync()).Text("ticket"));
        await guest.PostAsJsonAsync("/api/v1/reservations", booking).JsonAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_ticket_that_is_not_ours_or_of_another_room_lets_nobody_in()
    {
        var (showtimeId, roomId) = await WaitingRoomAsync(perMinute: 1);
        var (otherId, _) = await WaitingRoomAsync(perMinute: 1);
        var customer = await api.CustomerAsync();
        var seat = await api.Given.SeatAsync(showtimeId, "A1");
        var ticket = (await customer.JoinQueueAsync(showtimeId).JsonAsync()).Text("ticket");
        var changed = (ticket[0] == 'A' ? "B" : "A") + ticket[1..];

        foreach (
            var forged in new[]
            {
                "",
                "x",
                changed,
                ticket + "A",
                ticket[..^1],
                new string('A', 48),
                new string('A', 8_000),
                new string('!', 48),
                "ticket, ticket",
            }
        )
        {
            if (forged.Length > 0)
            {
                await customer.JoinQueueAsync(showtimeId, forged).ProblemAsync(400, "invalid_queue_ticket");
                await customer.QueuePlaceAsync(showtimeId, forged).ProblemAsync(400, "invalid_queue_ticket");
            }

            using var hold = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/showtimes/{showtimeId}/seats/{seat}/lock");
            hold.Headers.TryAddWithoutValidation("Queue-Ticket", forged);
            await IsRefusedAsync(customer.SendAsync(hold), showtimeId);
        }

        var others = (await customer.JoinQueueAsync(otherId).JsonAsync()).Text("ticket");
        customer.Show(others);
        await IsRefusedAsync(customer.LockAsync(showtimeId, seat), showtimeId);
        await customer.QueuePlaceAsync(showtimeId, others).ProblemAsync(409, "queue_ticket_over");
        // A place that the room has not given yet waits like any other.
        customer.Show(api.Services.GetRequiredService<QueueTickets>().Sign(new QueueTicket(roomId, long.MaxValue)));
        await IsRefusedAsync(customer.LockAsync(showtimeId, seat), showtimeId);

        customer.DefaultRequestHeaders.Remove("Queue-Ticket");
        await customer.QueuePlaceAsync(showtimeId, null).ProblemAsync(400, "validation_failed", "queueTicket");
        Assert.Equal("available", await customer.StatusOfAsync(showtimeId, "A1"));
    }

    [Fact]
    public async Task A_movies_room_is_one_queue_for_all_its_showtimes_and_closing_it_frees_everybody()
    {
        var admin = await api.AdminAsync();
        var movieId = await api.Given.MovieAsync();
        var (one, two) = (await api.Given.ShowtimeAsync(movieId), await api.Given.ShowtimeAsync(movieId));
        var elsewhere = await api.Given.ShowtimeAsync();
        var room = await admin.OpenRoomAsync("movies", movieId, perMinute: 1).JsonAsync();
        var (first, second) = (await api.CustomerAsync(), await api.CustomerAsync());

        var place = await first.JoinQueueAsync(one).JsonAsync();
        Assert.Equal(place.Int("place") + 1, (await second.JoinQueueAsync(two).JsonAsync()).Int("place"));
        first.Show(place.Text("ticket"));
        await first.LockAsync(one, await api.Given.SeatAsync(one, "A1")).JsonAsync();
        await first.LockAsync(two, await api.Given.SeatAsync(two, "A1")).JsonAsync();
        Assert.Equal(room.Int("roomId"), (await second.SeatMapAsync(two)).Int("waitingRoomId"));

        // A later show of the movie is behind the same room; a show with one of its own is behind that alone.
        var later = await api.Given.ShowtimeAsync(movieId);
        await IsRefusedAsync(second.LockAsync(later, await api.Given.SeatAsync(later, "A1")), later);
        await admin.OpenRoomAsync("showtimes", two, perMinute: 1).JsonAsync();
        await IsRefusedAsync(first.LockAsync(two, await api.Given.SeatAsync(two, "A2")), two);

        Assert.True((await second.SeatMapAsync(elsewhere)).IsNull("waitingRoomId"));
        await second.JoinQueueAsync(elsewhere).ProblemAsync(404, "no_waiting_room");
        await second.JoinQueueAsync(999_999).ProblemAsync(404, "no_waiting_room");
        await second.LockAsync(elsewhere, await api.Given.SeatAsync(elsewhere, "A1")).JsonAsync();

        await admin.CloseRoomAsync("movies", movieId).IsEmptyAsync();
        await second.QueuePlaceAsync(one, place.Text("ticket")).ProblemAsync(404, "no_waiting_room");
        await second.LockAsync(one, await api.Given.SeatAsync(one, "A2")).JsonAsync();
        await IsRefusedAsync(second.LockAsync(two, await api.Given.SeatAsync(two, "A2")), two);

        // Opened again it is another room, and the ticket of before is worth nothing.
        await admin.OpenRoomAsync("movies", movieId, perMinute: 1).JsonAsync();
        await IsRefusedAsync(first.LockAsync(one, await api.Given.SeatAsync(one, "A3")), one);
        Assert.NotEqual(place.Text("ticket"), (await first.JoinQueueAsync(one, place.Text("ticket")).JsonAsync()).Text("ticket"));
    }

    [Fact]
    public async Task Managers_open_change_and_close_a_room_see_who_waits_and_need_not_wait()
    {
        var admin = await api.AdminAsync();
        var showtimeId = await api.Given.ShowtimeAsync();
        var path = $"{ManagerCalls.Admin}/showtimes/{showtimeId}/waiting-room";
        await admin.GetAsync(path).ProblemAsync(404, "no_waiting_room");

        var early = await api.CustomerAsync();
        var kept = await api.Given.SeatAsync(showtimeId, "H1");
        await early.LockAsync(showtimeId, kept).JsonAsync();
        var opened = await admin.OpenRoomAsync("showtimes", showtimeId, perMinute: 60, minutes: 5).JsonAsync();
        opened.Has("roomId", "showtimeId", "movieId", "admissionsPerMinute", "bookingMinutes", "waiting", "admitted");
        Assert.Equal((showtimeId, 60, 5, 0, 0), Figures(opened));
        Assert.True(opened.IsNull("movieId"));

        await admin.OpenRoomAsync("showtimes", showtimeId, perMinute: 1, minutes: 5).JsonAsync();
        var tickets = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => api.CreateClient().JoinQueueAsync(showtimeId).JsonAsync()));
        Assert.Equal(4, tickets.Select(place => place.Int("place")).Distinct().Count());
        Assert.Equal((showtimeId, 1, 5, 3, 1), Figures(await admin.RoomAsync("showtimes", showtimeId)));
        await api.Database.QueueMovesAsync(showtimeId, 2 * Minute);
        Assert.Equal((showtimeId, 1, 5, 1, 3), Figures(await admin.RoomAsync("showtimes", showtimeId)));

        // Who held a seat before the room was there books it without a ticket.
        await early.ConfirmedAsync(showtimeId, kept);
        await admin.LockAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1")).JsonAsync();
        await admin.CloseRoomAsync("showtimes", showtimeId).IsEmptyAsync();
        await admin.CloseRoomAsync("showtimes", showtimeId).IsEmptyAsync();
        Assert.Equal(
            ["updated admissionsPerMinute bookingMinutes", "updated admissionsPerMinute", "updated admissionsPerMinute bookingMinutes"],
            await admin.AuditAsync("showtime", showtimeId)
        );
    }

    [Theory]
    [InlineData(0, 10, "admissionsPerMinute")]
    [InlineData(10_001, 10, "admissionsPerMinute")]
    [InlineData(60, 0, "bookingMinutes")]
    [InlineData(60, 1441, "bookingMinutes")]
    public async Task A_room_that_breaks_a_rule_is_not_opened(int perMinute, int minutes, string field)
    {
        var admin = await api.AdminAsync();
        var showtimeId = await api.Given.ShowtimeAsync();

        await admin.OpenRoomAsync("showtimes", showtimeId, perMinute, minutes).ProblemAsync(400, "validation_failed", field);
        Assert.True((await admin.SeatMapAsync(showtimeId)).IsNull("waitingRoomId"));
    }

    [Fact]
    public async Task What_is_not_there_or_over_has_no_room_and_a_room_goes_with_its_show()
    {
        var admin = await api.AdminAsync();
        await admin.OpenRoomAsync("showtimes", 999_999, 60).ProblemAsync(404, "not_found");
        await admin.OpenRoomAsync("movies", 999_999, 60).ProblemAsync(404, "not_found");
        var (showtimeId, _) = await WaitingRoomAsync(perMinute: 60);
        await api.Database.ShowStartsAsync(showtimeId);
        await admin.OpenRoomAsync("showtimes", showtimeId, 60).ProblemAsync(409, "show_started");
        await admin.JoinQueueAsync(showtimeId).ProblemAsync(404, "no_waiting_room");
        var customer = await api.CustomerAsync();
        await customer.LockAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1")).ProblemAsync(409, "show_started");

        var (removed, _) = await WaitingRoomAsync(perMinute: 60);
        await admin.DeleteAsync($"{ManagerCalls.Admin}/showtimes/{removed}").IsEmptyAsync();
        var movieId = await api.Given.MovieAsync();
        await admin.OpenRoomAsync("movies", movieId, 60).JsonAsync();
        await admin.DeleteAsync($"{ManagerCalls.Admin}/movies/{movieId}").IsEmptyAsync();
        var (cancelled, _) = await WaitingRoomAsync(perMinute: 60);
        await api.Database.ShowtimeIsCancelledAsync(cancelled);
        await admin.OpenRoomAsync("showtimes", cancelled, 60).ProblemAsync(409, "showtime_cancelled");
    }

    [Fact]
    public async Task A_crowd_opens_the_room_by_itself_in_the_name_of_the_house_and_a_manager_closes_it()
    {
        using var application = api.WithWebHostBuilder(host =>
            host.UseSetting("WaitingRooms:OpenAt", "3").UseSetting("WaitingRooms:AdmissionsPerMinute", "30")
        );
        var queues = application.Services.GetRequiredService<SeatChangeQueues>();
        var (showtimeId, quiet) = (await api.Given.ShowtimeAsync(), await api.Given.ShowtimeAsync());
        var seat = await api.Given.SeatAsync(showtimeId, "A1");
        using var customer = application.CreateClient();
        customer.DefaultRequestHeaders.Authorization = (await api.CustomerAsync()).DefaultRequestHeaders.Authorization;
        var admin = await api.AdminAsync();
        await customer.LockAsync(showtimeId, seat).JsonAsync();

        // Whoever comes while three wait finds too many; of the other showtime nobody does.
        List<Task<RateLimitLease>> crowd = [.. Waiting(quiet, 3), .. Waiting(showtimeId, 4)];
        await Wait.UntilAsync(async () => !(await customer.SeatMapAsync(showtimeId)).IsNull("waitingRoomId"));
        var room = await admin.GetAsync($"{ManagerCalls.Admin}/showtimes/{showtimeId}/waiting-room").JsonAsync();
        Assert.Equal((showtimeId, 30, 10, 0, 0), Figures(room));
        Assert.True((await customer.SeatMapAsync(quiet)).IsNull("waitingRoomId"));
        await EndAsync(crowd);

        await IsRefusedAsync(customer.LockAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A2")), showtimeId);
        Assert.Equal(
            ["0 updated admissionsPerMinute", "0 updated bookingMinutes"],
            (
                await api.Database.RowsAsync(
                    """
                    SELECT CONCAT_WS(' ', user_id, action, changes.field)
                    FROM audit_log
                    CROSS JOIN JSON_TABLE(audit_log.changes, '$[*]' COLUMNS (field VARCHAR(50) PATH '$.field')) AS changes
                    WHERE entity = 'showtime' AND entity_id = @id
                    ORDER BY 1
                    """,
                    ("@id", $"{showtimeId}")
                )
            ).Select(row => (string)row[0]!)
        );

        // Closed by a manager it stays closed, also to a process that finds the crowd there; another show's opens there.
        await admin.DeleteAsync($"{ManagerCalls.Admin}/showtimes/{showtimeId}/waiting-room").IsEmptyAsync();
        using var other = api.WithWebHostBuilder(host => host.UseSetting("WaitingRooms:OpenAt", "3"));
        var rooms = other.Services.GetRequiredService<CrowdRooms>();
        await rooms.Watch(showtimeId, 3);
        await rooms.Watch(quiet, 2);
        await admin.GetAsync($"{ManagerCalls.Admin}/showtimes/{showtimeId}/waiting-room").ProblemAsync(404, "no_waiting_room");
        await admin.GetAsync($"{ManagerCalls.Admin}/showtimes/{quiet}/waiting-room").ProblemAsync(404, "no_waiting_room");
        await rooms.Watch(quiet, 3);
        await admin.GetAsync($"{ManagerCalls.Admin}/showtimes/{quiet}/waiting-room").JsonAsync();

        // Takers of a showtime's seats, of whom so many must wait.
        List<Task<RateLimitLease>> Waiting(int id, int count)
        {
            List<Task<RateLimitLease>> takers = [];
            while (takers.Count(taker => !taker.IsCompleted) < count)
            {
                takers.Add(queues.TakeTurnAsync(id, CancellationToken.None));
            }

            return takers;
        }

        static async Task EndAsync(List<Task<RateLimitLease>> takers)
        {
            foreach (var taker in takers)
            {
                (await taker).Dispose();
            }
        }
    }

    private async Task<(int ShowtimeId, int RoomId)> WaitingRoomAsync(int perMinute)
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        using var admin = await api.AdminAsync();
        return (showtimeId, (await admin.OpenRoomAsync("showtimes", showtimeId, perMinute).JsonAsync()).Int("roomId"));
    }

    private static (int, int, int, int, int) Figures(JsonElement room) =>
        (room.Int("showtimeId"), room.Int("admissionsPerMinute"), room.Int("bookingMinutes"), room.Int("waiting"), room.Int("admitted"));

    private static async Task IsRefusedAsync(Task<HttpResponseMessage> call, int showtimeId, string code = "waiting_room") =>
        Assert.Equal($"/api/v1/showtimes/{showtimeId}/queue", (await call.ProblemAsync(403, code)).Text("queue"));
}
