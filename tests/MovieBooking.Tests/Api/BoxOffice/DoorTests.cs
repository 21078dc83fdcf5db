using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Reservations;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>What the door answers to a ticket, and who keeps which door.</summary>
[Collection(SharedApi.One)]
public sealed class DoorTests(TestApi api)
{
    private const string Door = "/api/v1/door";

    [Fact]
    public async Task An_admin_adds_staff_who_act_for_their_cinemas_alone_and_from_then_on()
    {
        var (hereId, here) = await ShowAsync();
        var (_, elsewhere) = await ShowAsync();
        using var admin = await api.AdminAsync();
        var session = await api.RegisterAsync();
        var (email, userId) = (session.GetProperty("user").Text("email"), session.GetProperty("user").Int("userId"));
        using var person = api.WithToken(session.Text("accessToken"));
        Task<HttpResponseMessage> GiveRoleAsync(string role, params int[] cinemaIds) =>
            admin.PutAsJsonAsync($"/api/v1/admin/people/{userId}/role", new { role, cinemaIds });
        await person.GetAsync($"{Door}/showtimes/{here}/admissions").ProblemAsync(403, "forbidden");
        await person.GetAsync($"{Door}/cinemas").ProblemAsync(403, "forbidden");
        await api.CreateClient().GetAsync($"{Door}/cinemas").ProblemAsync(401, "unauthenticated");

        await GiveRoleAsync("staff", hereId).JsonAsync();
        Assert.Equal([hereId], (await person.GetAsync($"{Door}/cinemas").JsonAsync()).Items().Select(cinema => cinema.Int("cinemaId")));
        Assert.Contains(
            here,
            (await person.GetAsync($"{Door}/showtimes?cinemaId={hereId}").JsonAsync())
                .EnumerateArray()
                .Select(show => show.Int("showtimeId"))
        );
        await person.GetAsync($"{Door}/showtimes/{here}/admissions").JsonAsync();
        await person.GetAsync($"{Door}/showtimes/{elsewhere}/admissions").ProblemAsync(403, "forbidden");
        await person.GetAsync($"{Door}/showtimes/999999/admissions").ProblemAsync(404, "not_found");
        await admin.GetAsync($"{Door}/showtimes/{elsewhere}/admissions").JsonAsync();
        var again = await api.CreateClient().PostAsJsonAsync("/api/v1/auth/login", new { email, password = TestApi.Password }).JsonAsync();
        Assert.Equal("staff", again.GetProperty("user").Text("role"));

        await GiveRoleAsync("customer").JsonAsync();
        await person.GetAsync($"{Door}/showtimes/{here}/admissions").ProblemAsync(403, "forbidden");
    }

    [Fact]
    public async Task A_ticket_lets_in_once_says_when_and_where_and_again_after_it_was_undone()
    {
        var (cinemaId, showtimeId) = await ShowAsync();
        using var staff = await StaffAsync(cinemaId);
        using var customer = await api.CustomerAsync();
        var (booking, tokens) = await SoldAsync(customer, showtimeId, "C1", "H1");
        await api.Database.ExecuteAsync(
            "INSERT INTO kind_tickets (ticket_id, kind_id, full_price) VALUES (@ticket, @kind, 8)",
            ("@ticket", booking.GetProperty("tickets")[0].Int("ticketId")),
            ("@kind", await api.Given.KindAsync(showtimeId, factor: 1, name: "Child"))
        );

        var first = await AdmitAsync(staff, showtimeId, new { door = "Door 1", token = tokens[0] });
        Assert.Equal(
            ("admitted", "C1", "standard", "Child"),
            (first.Text("answer"), first.Text("seatLabel"), first.Text("seatClass"), first.Text("kind"))
        );
        var second = await AdmitAsync(staff, showtimeId, new { door = "Door 2", token = tokens[0] });
        Assert.Equal(("alreadyAdmitted", "Door 1"), (second.Text("answer"), second.Text("door")));
        Assert.Equal(first.Time("admittedAt"), second.Time("admittedAt"));
        await customer.CancelAsync(booking).ProblemAsync(409, "ticket_admitted");

        // The booking, looked up and let in as a whole: the other ticket is the only one left.
        var found = await staff
            .GetAsync($"{Door}/showtimes/{showtimeId}/bookings/{booking.Text("reference").ToLowerInvariant()}")
            .JsonAsync();
        Assert.Equal(["alreadyAdmitted", "ready"], Answers(found));
        await staff.GetAsync($"{Door}/showtimes/{showtimeId}/bookings/NONE").ProblemAsync(404, "not_found");
        var all = await PostAsync(staff, showtimeId, new { door = "Door 1", reference = booking.Text("reference") }).JsonAsync();
        Assert.Equal(["alreadyAdmitted", "admitted"], Answers(all));
        var counts = await staff.GetAsync($"{Door}/showtimes/{showtimeId}/admissions").JsonAsync();
        Assert.Equal((2, 2), (counts.Int("sold"), counts.Int("admitted")));
        Assert.Equal(2, counts.GetProperty("minutes").EnumerateArray().Sum(minute => minute.Int("admitted")));

        await staff.DeleteAsync($"{Door}/showtimes/{showtimeId}/admissions/{first.Int("ticketId")}").IsEmptyAsync();
        await staff.DeleteAsync($"{Door}/showtimes/{showtimeId}/admissions/{first.Int("ticketId")}").IsEmptyAsync();
        await staff.DeleteAsync($"{Door}/showtimes/{showtimeId}/admissions/999999").ProblemAsync(404, "not_found");
        using var admin = await api.AdminAsync();
        Assert.Equal(["updated admissionUndone"], await admin.AuditAsync("reservation", booking.Int("reservationId")));
        Assert.Equal("admitted", (await AdmitAsync(staff, showtimeId, new { door = "Door 2", token = tokens[0] })).Text("answer"));
    }

    [Fact]
    public async Task A_lost_answer_is_asked_for_again_and_of_many_scans_one_lets_in()
    {
        var (cinemaId, showtimeId) = await ShowAsync();
        using var staff = await StaffAsync(cinemaId);
        using var customer = await api.CustomerAsync();
        var (_, tokens) = await SoldAsync(customer, showtimeId, "C1", "C2");
        var (scan, key) = (new { door = "Door 1", token = tokens[0] }, Guid.NewGuid().ToString());

        var answers = new[]
        {
            await PostAsync(staff, showtimeId, scan, key).JsonAsync(),
            await PostAsync(staff, showtimeId, scan, key).JsonAsync(),
        };
        var many = await Task.WhenAll(
            Enumerable.Range(1, 50).Select(door => AdmitAsync(staff, showtimeId, new { door = $"Door {door}", token = tokens[1] }))
        );

        Assert.All(answers, answer => Assert.Equal(["admitted"], Answers(answer)));
        Assert.Single(many, answer => answer.Text("answer") == "admitted");
        Assert.Equal(49, many.Count(answer => answer.Text("answer") == "alreadyAdmitted"));
        Assert.Single(many.Select(answer => answer.Text("door")).Distinct());
    }

    [Fact]
    public async Task A_ticket_of_another_show_day_or_cinema_or_one_that_was_given_back_is_told_apart()
    {
        var (cinemaId, showtimeId) = await ShowAsync();
        var start = await api.Database.ScalarAsync<DateTime>(
            "SELECT start_time FROM showtimes WHERE showtime_id = @id",
            ("@id", showtimeId)
        );
        var otherScreen = await api.Given.ScreenAsync(cinemaId: cinemaId);
        var sameDay = await api.Given.ShowtimeAsync(screenId: otherScreen, startsAt: start);
        var nextDay = await api.Given.ShowtimeAsync(screenId: otherScreen, startsAt: start.AddDays(1));
        var (_, elsewhere) = await ShowAsync();
        using var staff = await StaffAsync(cinemaId);
        using var customer = await api.CustomerAsync();
        var (given, givenTokens) = await SoldAsync(customer, showtimeId, "D1");
        await customer.CancelAsync(given).JsonAsync();
        var pending = await customer.PendingAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "D2"));

        Assert.Equal("cancelled", await AnswerAsync(staff, showtimeId, givenTokens[0]));
        Assert.Equal("wrongShowtime", await AnswerAsync(staff, showtimeId, (await SoldAsync(customer, sameDay, "C1")).Tokens[0]));
        Assert.Equal("wrongDay", await AnswerAsync(staff, showtimeId, (await SoldAsync(customer, nextDay, "C1")).Tokens[0]));
        Assert.Equal("wrongCinema", await AnswerAsync(staff, showtimeId, (await SoldAsync(customer, elsewhere, "C1")).Tokens[0]));
        Assert.Equal(
            ["notConfirmed"],
            Answers(await PostAsync(staff, showtimeId, new { door = "1", reference = pending.Text("reference") }).JsonAsync())
        );
        Assert.Equal(["unknown"], Answers(await PostAsync(staff, showtimeId, new { door = "1", reference = "NONE" }).JsonAsync()));
    }

    [Fact]
    public async Task Whatever_is_not_our_own_token_lets_nobody_in()
    {
        var (cinemaId, showtimeId) = await ShowAsync();
        using var staff = await StaffAsync(cinemaId);
        using var customer = await api.CustomerAsync();
        var (_, tokens) = await SoldAsync(customer, showtimeId, "C1");
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var flips = Enumerable
            .Range(0, tokens[0].Length)
            .SelectMany(index =>
                Enumerable
                    .Range(0, 5)
                    .Select(bit =>
                        tokens[0][..index]
                        + Alphabet[Alphabet.IndexOf(tokens[0][index], StringComparison.Ordinal) ^ (1 << bit)]
                        + tokens[0][(index + 1)..]
                    )
            );
        var otherKey = new TicketTokens(
            new ConfigurationBuilder().AddInMemoryCollection([new("Tickets:Keys:1", new string('x', 48))]).Build()
        );
        var oldKey = new TicketTokens(
            new ConfigurationBuilder().AddInMemoryCollection([new("Tickets:Keys:9", TestApi.SigningKey)]).Build()
        );
        var claim = new TicketClaim(
            await api.Database.ScalarAsync<int>("SELECT ticket_id FROM tickets WHERE showtime_id = @id", ("@id", showtimeId)),
            showtimeId
        );

        foreach (var forged in flips.Append(otherKey.Sign(claim)).Append(oldKey.Sign(claim)))
        {
            Assert.Equal("forged", await AnswerAsync(staff, showtimeId, forged));
        }

        var ours = new TicketTokens(new ConfigurationBuilder().AddInMemoryCollection([new("Tickets:Keys:1", TestApi.SigningKey)]).Build());
        foreach (
            var unknown in (string[])
                [
                    "https://example.com/another-system?ticket=1",
                    tokens[0].ToLowerInvariant(),
                    tokens[0] + "A",
                    "💺",
                    new string('A', 2048),
                    ours.Sign(new TicketClaim(2_000_000_000, showtimeId)),
                    ours.Sign(claim with { ShowtimeId = showtimeId + 1 }),
                ]
        )
        {
            Assert.Equal("unknown", await AnswerAsync(staff, showtimeId, unknown));
        }

        await PostAsync(staff, showtimeId, new { door = "1", token = new string('A', 2049) })
            .ProblemAsync(400, "validation_failed", "token");
        await PostAsync(staff, showtimeId, new { door = "1" }).ProblemAsync(400, "validation_failed", "token");
        await PostAsync(staff, showtimeId, new { door = "", token = tokens[0] }).ProblemAsync(400, "validation_failed", "door");
        await PostAsync(
                staff,
                showtimeId,
                new
                {
                    door = "1",
                    token = "A",
                    reference = "A",
                }
            )
            .ProblemAsync(400, "validation_failed", "token");
        await PostAsync(
                staff,
                showtimeId,
                new
                {
                    door = "1",
                    token = "A",
                    ticketIds = (int[])[1],
                }
            )
            .ProblemAsync(400, "validation_failed", "ticketIds");
        await PostAsync(staff, showtimeId, new { door = "1", token = new string('A', 10_000_000) })
            .ProblemAsync(400, "validation_failed", "token");

        // Nobody came in by all that, and the real one still does.
        Assert.Equal("admitted", await AnswerAsync(staff, showtimeId, tokens[0]));
        Assert.Equal("alreadyAdmitted", await AnswerAsync(staff, showtimeId, tokens[0]));
    }

    [Fact]
    public async Task A_list_has_what_a_door_needs_without_a_network_and_what_it_did_is_told_afterwards()
    {
        var (cinemaId, showtimeId) = await ShowAsync();
        using var staff = await StaffAsync(cinemaId);
        using var customer = await api.CustomerAsync();
        var (booking, tokens) = await SoldAsync(customer, showtimeId, "C1", "H1", "H2");
        await customer.PendingAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1"));
        await AdmitAsync(staff, showtimeId, new { door = "Door 1", token = tokens[0] });

        var list = (await staff.GetAsync($"{Door}/showtimes/{showtimeId}/list").JsonAsync()).Has("showtime", "madeAt", "tickets");
        Assert.Equal(showtimeId, list.GetProperty("showtime").Int("showtimeId"));
        var tickets = list.GetProperty("tickets").EnumerateArray().ToList();
        Assert.Equal(
            ["C1 Door 1", "H1 -", "H2 -"],
            tickets.Select(ticket => $"{ticket.Text("seatLabel")} {(ticket.IsNull("admittedAt") ? "-" : ticket.Text("door"))}")
        );
        Assert.All(
            tickets.Zip(tokens),
            pair =>
                Assert.Contains(
                    Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(pair.Second))),
                    pair.First.GetProperty("codes").EnumerateArray().Select(code => code.GetString())
                )
        );

        var then = DateTimeOffset.UtcNow.AddMinutes(-20);
        var late = await AdmitAsync(staff, showtimeId, Without(tickets[1], then, "Door 2"));
        Assert.Equal("admitted", late.Text("answer"));
        Assert.InRange(late.Time("admittedAt"), then.AddMilliseconds(-1), then.AddMilliseconds(1));
        var twice = await AdmitAsync(staff, showtimeId, Without(tickets[1], then.AddMinutes(-5), "Door 3"));
        Assert.Equal(("alreadyAdmitted", "Door 2"), (twice.Text("answer"), twice.Text("door")));

        // Devices have clocks of their own.
        var ahead = await AdmitAsync(staff, showtimeId, Without(tickets[2], DateTimeOffset.UtcNow.AddDays(3), "Door 2"));
        Assert.InRange(ahead.Time("admittedAt"), then, DateTimeOffset.UtcNow.AddMinutes(1));
        await staff.DeleteAsync($"{Door}/showtimes/{showtimeId}/admissions/{tickets[2].Int("ticketId")}").IsEmptyAsync();
        var behind = await AdmitAsync(staff, showtimeId, Without(tickets[2], DateTimeOffset.UtcNow.AddDays(-9), "Door 2"));
        Assert.InRange(behind.Time("admittedAt"), DateTimeOffset.UtcNow.AddHours(-25), DateTimeOffset.UtcNow.AddHours(-23));
        await PostAsync(
                staff,
                showtimeId,
                new
                {
                    door = "1",
                    reference = booking.Text("reference"),
                    admittedAt = "soon",
                }
            )
            .ProblemAsync(400, "validation_failed", "admittedAt");

        static object Without(JsonElement ticket, DateTimeOffset admittedAt, string door) =>
            new
            {
                door,
                reference = ticket.Text("reference"),
                ticketIds = new[] { ticket.Int("ticketId") },
                admittedAt,
            };
    }

    [Fact]
    public async Task A_list_is_signed_by_a_published_key_and_no_other_text_is()
    {
        var (cinemaId, showtimeId) = await ShowAsync();
        using var staff = await StaffAsync(cinemaId);
        using var customer = await api.CustomerAsync();
        await SoldAsync(customer, showtimeId, "C1");
        var (list, signature) = await SignedAsync(staff, showtimeId);
        var screenId = await api.Given.ScreenAsync(cinemaId: cinemaId);
        var (other, _) = await SignedAsync(staff, await api.Given.ShowtimeAsync(screenId: screenId, startsAt: DateTime.UtcNow.AddHours(2)));

        var keys = (await api.CreateClient().GetAsync($"{Door}/keys").JsonAsync()).GetProperty("keys");

        Assert.Equal("application/json; charset=utf-8", list.Type);
        Assert.True(Jws.Verifies(signature, list.Bytes, keys));
        Assert.False(Jws.Verifies(signature, other.Bytes, keys));
        foreach (var at in Enumerable.Range(0, list.Bytes.Length))
        {
            byte[] changed = [.. list.Bytes];
            changed[at] ^= 1;
            Assert.False(Jws.Verifies(signature, changed, keys));
        }
    }

    private static async Task<((byte[] Bytes, string? Type) List, string Signature)> SignedAsync(HttpClient staff, int showtimeId)
    {
        using var answer = await staff.GetAsync($"{Door}/showtimes/{showtimeId}/list");
        Assert.True(answer.IsSuccessStatusCode);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        return ((bytes, answer.Content.Headers.ContentType?.ToString()), Assert.Single(answer.Headers.GetValues("List-Signature")));
    }

    private async Task<(int CinemaId, int ShowtimeId)> ShowAsync()
    {
        var cinemaId = await api.Given.CinemaAsync();
        var screenId = await api.Given.ScreenAsync(cinemaId: cinemaId);
        return (cinemaId, await api.Given.ShowtimeAsync(screenId: screenId, startsAt: DateTime.UtcNow.AddHours(2)));
    }

    private async Task<HttpClient> StaffAsync(int cinemaId)
    {
        var userId = await api.Given.UserAsync("staff");
        await api.Database.ExecuteAsync(
            "INSERT INTO staff_cinemas (user_id, cinema_id, added_at) VALUES (@user_id, @cinema_id, UTC_TIMESTAMP(6))",
            ("@user_id", userId),
            ("@cinema_id", cinemaId)
        );
        return api.SignedIn(userId, UserRole.Staff);
    }

    /// <summary>A confirmed booking, and its tickets' tokens.</summary>
    private async Task<(JsonElement Booking, string[] Tokens)> SoldAsync(HttpClient customer, int showtimeId, params string[] labels)
    {
        var booking = await customer.ConfirmedAsync(showtimeId, await api.Given.SeatsAsync(showtimeId, labels));
        var read = await customer.GetAsync($"/api/v1/reservations/{booking.Int("reservationId")}").JsonAsync();
        return (booking, [.. read.GetProperty("tickets").EnumerateArray().Select(ticket => ticket.Text("token"))]);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient staff, int showtimeId, object scan, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{Door}/showtimes/{showtimeId}/admissions")
        {
            Content = JsonContent.Create(scan),
        };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return staff.SendAsync(request);
    }

    private static async Task<JsonElement> AdmitAsync(HttpClient staff, int showtimeId, object scan) =>
        Assert.Single((await PostAsync(staff, showtimeId, scan).JsonAsync()).GetProperty("tickets").EnumerateArray());

    private static async Task<string> AnswerAsync(HttpClient staff, int showtimeId, string token) =>
        (await AdmitAsync(staff, showtimeId, new { door = "Door 1", token })).Text("answer");

    private static string[] Answers(JsonElement admission) =>
        [.. admission.GetProperty("tickets").EnumerateArray().Select(ticket => ticket.Text("answer"))];
}
