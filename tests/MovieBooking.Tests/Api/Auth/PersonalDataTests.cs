using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Auth;

/// <summary>What is held about a person: taken along whole, and deleted whole.</summary>
[Collection(SharedApi.Two)]
public sealed class PersonalDataTests(TestApi api)
{
    private const string Export = "/api/v1/auth/me/export";
    private const string Delete = "/api/v1/auth/me/delete";

    [Fact]
    public async Task Everything_that_refers_to_a_person_is_in_one_file_and_nobody_elses()
    {
        var (client, email, userId) = await PersonAsync();
        using var other = await api.CustomerAsync();
        var showtimeId = await api.Given.ShowtimeAsync();
        var booking = await client.ConfirmedAsync(showtimeId, await api.Given.SeatsAsync(showtimeId, "A1", "A2"));
        var cancelled = await client.ConfirmedAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "B1"));
        await client.CancelAsync(cancelled).JsonAsync();
        await client.LockAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "C1")).JsonAsync();
        await other.ConfirmedAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "D1"));
        await api.Database.ExecuteAsync(
            """
            INSERT INTO outbox (kind, recipient, status, created_at, next_attempt_at) VALUES ('passwordReset', @email, 'sent', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6));
            INSERT INTO account_tokens (token_hash, purpose, user_id, created_at, expires_at) VALUES (UNHEX(SHA2(@email, 256)), 'passwordReset', @user_id, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL 30 MINUTE);
            INSERT INTO waiting_entries (showtime_id, user_id, seats, language, joined_at) VALUES (1, @user_id, 2, 'en', UTC_TIMESTAMP(6))
            """,
            ("@email", email),
            ("@user_id", userId)
        );

        using var answer = await client.GetAsync(Export);
        var data = await Task.FromResult(answer).JsonAsync();

        Assert.Equal("attachment; filename=\"moviebooking-data.json\"", answer.Content.Headers.ContentDisposition?.ToString());
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal(
            (userId, email, "Some Body"),
            (Account(data).Int("userId"), Account(data).Text("email"), Account(data).Text("displayName"))
        );
        Assert.Equal(
            [cancelled.Int("reservationId"), booking.Int("reservationId")],
            data.GetProperty("reservations").EnumerateArray().Select(item => item.IsReservation().Int("reservationId"))
        );
        Assert.Equal(["C1"], data.GetProperty("holds").EnumerateArray().Select(item => item.Text("seatLabel")));
        Assert.False(Assert.Single(data.GetProperty("sessions").EnumerateArray()).GetProperty("hasEnded").GetBoolean());
        Assert.Equal(["waiting"], data.GetProperty("waitingPlaces").EnumerateArray().Select(item => item.Text("status")));
        Assert.Equal(["passwordReset"], data.GetProperty("mailedLinks").EnumerateArray().Select(item => item.Text("purpose")));
        Assert.Contains(
            $"confirm {booking.Int("reservationId")}",
            data.GetProperty("storedAnswers").EnumerateArray().Select(item => item.Text("route"))
        );
        var change = Assert.Single(data.GetProperty("changes").EnumerateArray());
        Assert.Equal((cancelled.Text("reference"), email), (change.Text("entityLabel"), change.Text("email")));
        Assert.Equal(["passwordReset"], data.GetProperty("messages").EnumerateArray().Select(item => item.Text("kind")));
        // Secrets are no data.
        var text = data.ToString();
        Assert.All(["AQAAAA", "token", "hash"], secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
        await api.CreateClient().GetAsync(Export).ProblemAsync(401, "unauthenticated");
    }

    [Fact]
    public async Task A_deleted_account_leaves_the_sales_and_nothing_of_the_person()
    {
        var (client, email, userId) = await PersonAsync();
        var (past, coming) = (await api.Given.ShowtimeAsync(), await api.Given.ShowtimeAsync());
        var sold = await client.ConfirmedAsync(past, await api.Given.SeatAsync(past, "A1"));
        var cancelled = await client.ConfirmedAsync(past, await api.Given.SeatAsync(past, "B1"));
        await client.CancelAsync(cancelled).JsonAsync();
        await api.Database.ExecuteAsync(
            "UPDATE showtimes SET start_time = start_time - INTERVAL 9 DAY, end_time = end_time - INTERVAL 9 DAY WHERE showtime_id = @id",
            ("@id", past)
        );
        var pending = await client.PendingAsync(coming, await api.Given.SeatAsync(coming, "C1"));
        await client.LockAsync(coming, await api.Given.SeatAsync(coming, "C2")).JsonAsync();
        await api.Database.ExecuteAsync(
            """
            INSERT INTO outbox (kind, recipient, status, created_at, next_attempt_at) VALUES ('passwordReset', @email, 'sent', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6));
            INSERT INTO outbox (kind, reservation_id, status, created_at, next_attempt_at) VALUES ('bookingConfirmed', @id, 'waiting', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6));
            INSERT INTO waiting_entries (showtime_id, user_id, seats, language, joined_at) VALUES (1, (SELECT user_id FROM users WHERE email = @email), 2, 'en', UTC_TIMESTAMP(6))
            """,
            ("@email", email),
            ("@id", sold.Int("reservationId"))
        );
        var rollups = await RollupsAsync(past);

        await DeleteAsync(client, "another password").ProblemAsync(400, "validation_failed", "password");
        await client.GetAsync("/api/v1/auth/me").JsonAsync();
        await DeleteAsync(client, TestApi.Password).IsEmptyAsync();

        await client.GetAsync("/api/v1/auth/me").ProblemAsync(401, "unauthenticated");
        await api.CreateClient()
            .PostAsJsonAsync("/api/v1/auth/login", new { email, password = TestApi.Password })
            .ProblemAsync(401, "invalid_credentials");
        var stranger = api.CreateClient();
        Assert.Equal(("available", "available"), (await stranger.StatusOfAsync(coming, "C1"), await stranger.StatusOfAsync(coming, "C2")));
        Assert.Equal("cancelled", await StatusAsync(pending));
        Assert.Equal("confirmed", await StatusAsync(sold));
        Assert.Equal(rollups, await RollupsAsync(past));
        Assert.Equal(1, await CountAsync("tickets WHERE reservation_id = @id", sold.Int("reservationId")));
        // Nowhere in the database is there the address, or the name, any more.
        Assert.Empty(await api.Database.TracesAsync(email));
        Assert.Equal(
            ["bookingConfirmed dropped", "passwordReset sent"],
            await api.Database.LinesAsync(
                "SELECT kind, status FROM outbox WHERE recipient IS NULL AND (reservation_id = @id OR kind = 'passwordReset') AND finished_at IS NOT NULL ORDER BY kind",
                ("@id", sold.Int("reservationId"))
            )
        );
        Assert.Equal(2, await CountAsync("audit_log WHERE user_id = @id AND user_email IS NULL AND action = 'cancelled'", userId));
        Assert.Equal(0, await CountAsync("refresh_tokens WHERE user_id = @id", userId));
        Assert.Equal(0, await CountAsync("seat_locks WHERE user_id = @id", userId));
        Assert.Equal(0, await CountAsync("waiting_entries WHERE user_id = @id", userId));

        // The address is free, and whoever has it next inherits nothing.
        var (next, _, nextId) = await PersonAsync(email);
        Assert.NotEqual(userId, nextId);
        Assert.Empty((await next.GetAsync("/api/v1/reservations").JsonAsync()).Items());
    }

    [Fact]
    public async Task Bookings_to_come_are_told_of_first_and_stay_good_at_the_door()
    {
        var (client, email, _) = await PersonAsync();
        var showtimeId = await api.Given.ShowtimeAsync();
        var booking = await client.ConfirmedAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1"));

        var problem = await DeleteAsync(client, TestApi.Password).ProblemAsync(409, "upcoming_bookings");
        Assert.Equal(1, problem.Int("bookings"));
        await client.GetAsync("/api/v1/auth/me").JsonAsync();
        await DeleteAsync(client, TestApi.Password, keepBookings: true).IsEmptyAsync();

        Assert.Equal("confirmed", await StatusAsync(booking));
        Assert.Equal("sold", await api.CreateClient().StatusOfAsync(showtimeId, "A1"));
        Assert.Empty(await api.Database.TracesAsync(email));
        // A manager can still take the show off, with what that does to bookings.
        using var admin = await api.AdminAsync();
        await admin.DeleteAsync($"{ManagerCalls.Admin}/showtimes/{showtimeId}?cancelBookings=true").IsEmptyAsync();
        Assert.Equal("cancelled", await StatusAsync(booking));
    }

    [Fact]
    public async Task A_managers_account_is_not_deleted_here()
    {
        using var admin = await api.AdminAsync();

        await DeleteAsync(admin, TestApi.Password).ProblemAsync(409, "admin_account");
        await api.CreateClient().PostAsJsonAsync(Delete, new { password = "x" }).ProblemAsync(401, "unauthenticated");
    }

    [Theory]
    [InlineData("admin")]
    [InlineData("manager")]
    public async Task A_token_from_before_the_account_was_an_admins_or_a_managers_does_not_close_it(string role)
    {
        var (client, email, userId) = await PersonAsync();
        await api.Database.ExecuteAsync("UPDATE users SET role = @role WHERE user_id = @id", ("@role", role), ("@id", userId));

        await DeleteAsync(client, TestApi.Password).ProblemAsync(409, "admin_account");
        Assert.Equal(email, await api.Database.ScalarAsync<string>("SELECT email FROM users WHERE user_id = @id", ("@id", userId)));
    }

    /// <summary>
    /// Whatever comes first: at the end the account is closed, all that is confirmed was known to be kept, and nothing else of the
    /// person's keeps a seat for longer than a hold does.
    /// </summary>
    [Fact]
    public async Task Deleting_while_one_holds_books_and_confirms_leaves_no_seat_behind()
    {
        for (var round = 0; round < 8; round++)
        {
            var (client, email, userId) = await PersonAsync();
            var (one, two) = (await api.Given.ShowtimeAsync(), await api.Given.ShowtimeAsync());
            var pending = await client.PendingAsync(one, await api.Given.SeatAsync(one, "A1"));
            Task<HttpResponseMessage>[] calls =
            [
                client.ConfirmAsync(pending),
                client.LockAsync(two, await api.Given.SeatAsync(two, "B1")),
                client.ReserveAsync(one, [await api.Given.SeatAsync(one, "B1")]),
                DeleteAsync(client, TestApi.Password, keepBookings: round % 2 == 0),
                client.ReserveAsync(two, [await api.Given.SeatAsync(two, "C1")]),
            ];

            var answers = await Task.WhenAll(calls);

            Assert.All(answers, answer => Assert.True((int)answer.StatusCode < 500, $"{answer.StatusCode}"));
            var deletion = answers[3];
            var confirmed = await CountAsync("reservations WHERE user_id = @id AND status = 'confirmed'", userId);
            Assert.Equal(answers[0].StatusCode == HttpStatusCode.OK ? 1 : 0, confirmed);
            if (deletion.StatusCode != HttpStatusCode.NoContent)
            {
                await deletion.ProblemAsync(409, "upcoming_bookings");
                Assert.Equal((1, 1), (round % 2, confirmed));
                continue;
            }

            Assert.Empty(await api.Database.TracesAsync(email));
            // What passed its check of the session just before is a hold or a pending booking: it ends by itself.
            Assert.Equal(
                0,
                await CountAsync(
                    "tickets INNER JOIN reservations USING (reservation_id) WHERE user_id = @id AND status <> 'confirmed' AND COALESCE(expires_at, '2999-01-01') > UTC_TIMESTAMP(6) + INTERVAL 15 MINUTE",
                    userId
                )
            );
            await client.ConfirmAsync(pending).ProblemAsync(401, "unauthenticated");
        }
    }

    private static JsonElement Account(JsonElement data) => data.GetProperty("account");

    private async Task<(HttpClient Client, string Email, int UserId)> PersonAsync(string? email = null)
    {
        email ??= TestApi.Email();
        var session = await api.RegisterAsync(email);
        return (api.WithToken(session.Text("accessToken")), email, session.GetProperty("user").Int("userId"));
    }

    private static Task<HttpResponseMessage> DeleteAsync(HttpClient client, string password, bool keepBookings = false) =>
        client.PostAsJsonAsync(Delete, new { password, keepBookings });

    private Task<string> StatusAsync(JsonElement booking) =>
        api.Database.ScalarAsync<string>(
            "SELECT status FROM reservations WHERE reservation_id = @id",
            ("@id", booking.Int("reservationId"))
        );

    private Task<int> CountAsync(string what, int id) => api.Database.ScalarAsync<int>($"SELECT COUNT(*) FROM {what}", ("@id", id));

    private Task<IReadOnlyList<string>> RollupsAsync(int showtimeId) =>
        api.Database.LinesAsync(
            "SELECT sale_date, seat_class, tickets, revenue FROM sales_rollups WHERE showtime_id = @id ORDER BY 1, 2",
            ("@id", showtimeId)
        );
}
