using System.Net.Http.Json;
using System.Text.Json;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Auth;

/// <summary>An access token outlives its session by up to 15 minutes: where it matters it is refused at once.</summary>
[Collection(SharedApi.Two)]
public sealed class EndedSessionTests(TestApi api)
{
    // Of a booking.
    private static readonly string[] s_parts = ["", "/calendar", "/tickets.pdf", "/kinds"];

    [Fact]
    public async Task A_new_password_ends_what_the_other_sessions_may_do_and_not_ones_own()
    {
        var email = TestApi.Email();
        var (mine, other) = (await SignedUpAsync(email), await SignedInAsync(email));
        var booking = await BookingAsync(other);

        await mine.PutAsJsonAsync(
                "/api/v1/auth/me/password",
                new { currentPassword = TestApi.Password, newPassword = "a different long passphrase" }
            )
            .IsEmptyAsync();

        await IsRefusedAsync(other, booking);
        await MayAsync(mine, await BookingAsync(mine));
    }

    [Fact]
    public async Task A_session_that_was_signed_out_may_do_nothing_more_and_others_may()
    {
        var email = TestApi.Email();
        var ended = await api.RegisterAsync(email);
        var (client, other) = (Client(ended), await SignedInAsync(email));
        var booking = await BookingAsync(client);

        await api.CreateClient().PostAsJsonAsync("/api/v1/auth/logout", new { refreshToken = ended.Text("refreshToken") }).IsEmptyAsync();

        await IsRefusedAsync(client, booking);
        await MayAsync(other, booking);
    }

    [Fact]
    public async Task A_refresh_token_that_was_stolen_and_replayed_ends_the_thiefs_access_too()
    {
        var first = await api.RegisterAsync();
        var second = await RefreshAsync(first).JsonAsync();
        var third = await RefreshAsync(second).JsonAsync();
        var booking = await BookingAsync(Client(third));

        await RefreshAsync(first).ProblemAsync(401, "invalid_refresh_token");

        await IsRefusedAsync(Client(third), booking);
    }

    [Fact]
    public async Task A_session_that_goes_on_keeps_the_access_token_of_before()
    {
        var first = await api.RegisterAsync();
        await RefreshAsync(first).JsonAsync();

        await MayAsync(Client(first), await BookingAsync(Client(first)));
    }

    [Fact]
    public async Task A_user_who_is_deleted_may_do_nothing_more()
    {
        var userId = await api.Given.UserAsync();
        var client = api.SignedIn(userId);
        await client.GetAsync("/api/v1/auth/me").JsonAsync();
        await api.Database.ExecuteAsync("DELETE FROM refresh_tokens WHERE user_id = @id", ("@id", userId));
        await api.Database.ExecuteAsync("DELETE FROM users WHERE user_id = @id", ("@id", userId));

        await IsRefusedAsync(client, reservationId: null);
    }

    [Fact]
    public async Task A_demoted_admin_manages_nothing_more()
    {
        var userId = await api.Given.UserAsync("admin");
        var admin = api.SignedIn(userId, UserRole.Admin);
        await admin.GetAsync($"{ManagerCalls.Admin}/movies").JsonAsync();

        await api.Database.ExecuteAsync("UPDATE users SET role = 'customer' WHERE user_id = @id", ("@id", userId));

        foreach (var path in new[] { "movies", "showtimes", "analytics", "audit-log", "fares", "analytics/sales.csv" })
        {
            using var answer = await admin.GetAsync($"{ManagerCalls.Admin}/{path}");
            await answer.ProblemAsync(401, "unauthenticated");
            Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.First().Scheme);
        }

        await admin.PostAsJsonAsync($"{ManagerCalls.Admin}/cinemas", new { name = "Mine" }).ProblemAsync(401, "unauthenticated");
    }

    [Theory]
    [InlineData(UserRole.Admin, UserRole.Manager, "movies")]
    [InlineData(UserRole.Admin, UserRole.Staff, "analytics")]
    [InlineData(UserRole.Manager, UserRole.Staff, "showtimes")]
    [InlineData(UserRole.Manager, UserRole.Customer, "analytics")]
    public async Task A_role_ends_with_its_account_having_it_whatever_the_token_says(UserRole before, UserRole after, string path)
    {
        var userId = await api.Given.UserAsync(Word.Of(before));
        var demoted = api.SignedIn(userId, before);
        await demoted.GetAsync($"{ManagerCalls.Admin}/{path}").JsonAsync();

        await api.Database.ExecuteAsync("UPDATE users SET role = @role WHERE user_id = @id", ("@role", Word.Of(after)), ("@id", userId));

        await demoted.GetAsync($"{ManagerCalls.Admin}/{path}").ProblemAsync(401, "unauthenticated");
        // Its session goes on.
        await demoted.GetAsync("/api/v1/auth/me").JsonAsync();
    }

    /// <summary>A pending booking of tomorrow's.</summary>
    private async Task<int> BookingAsync(HttpClient client)
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        return (await client.PendingAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1"))).Int("reservationId");
    }

    private async Task IsRefusedAsync(HttpClient client, int? reservationId)
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seatId = await api.Given.SeatAsync(showtimeId, "B1");
        List<Task<HttpResponseMessage>> calls =
        [
            client.GetAsync("/api/v1/auth/me"),
            client.PutAsJsonAsync("/api/v1/auth/me", new { displayName = "Another" }),
            client.PutAsJsonAsync(
                "/api/v1/auth/me/password",
                new { currentPassword = TestApi.Password, newPassword = "yet another long passphrase" }
            ),
            client.LockAsync(showtimeId, seatId),
            client.LockSeatsAsync(showtimeId, seatId),
            client.ExtendAsync(showtimeId),
            client.ReserveAsync(showtimeId, seatId),
            client.UnlockAsync(showtimeId, seatId),
            client.PostAsync($"/api/v1/showtimes/{showtimeId}/seats/unlock", null),
            client.GetAsync("/api/v1/reservations"),
            client.GetAsync("/api/v1/waiting-list"),
        ];
        if (reservationId is not null)
        {
            calls.Add(client.PostAsync($"/api/v1/reservations/{reservationId}/confirm", null));
            calls.Add(client.PostAsync($"/api/v1/reservations/{reservationId}/cancel", null));
            calls.AddRange(s_parts.Select(part => client.GetAsync($"/api/v1/reservations/{reservationId}{part}")));
        }

        foreach (var call in calls)
        {
            using var answer = await call;
            await answer.ProblemAsync(401, "unauthenticated");
            Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.First().Scheme);
        }

        Assert.Equal("available", await api.CreateClient().StatusOfAsync(showtimeId, "B1"));
        Assert.Equal(
            reservationId is null ? 0 : 1,
            await api.Database.ScalarAsync<int>(
                "SELECT COUNT(*) FROM reservations WHERE reservation_id = @id AND status = 'pending'",
                ("@id", reservationId)
            )
        );
    }

    private static async Task MayAsync(HttpClient client, int reservationId)
    {
        await client.GetAsync("/api/v1/auth/me").JsonAsync();
        await client.GetAsync($"/api/v1/reservations/{reservationId}").JsonAsync();
        await client.PostAsync($"/api/v1/reservations/{reservationId}/confirm", null).JsonAsync();
        await client.PostAsync($"/api/v1/reservations/{reservationId}/cancel", null).JsonAsync();
    }

    private async Task<HttpClient> SignedUpAsync(string email) => Client(await api.RegisterAsync(email));

    private async Task<HttpClient> SignedInAsync(string email) =>
        Client(await api.CreateClient().PostAsJsonAsync("/api/v1/auth/login", new { email, password = TestApi.Password }).JsonAsync());

    private Task<HttpResponseMessage> RefreshAsync(JsonElement session) =>
        api.CreateClient().PostAsJsonAsync("/api/v1/auth/refresh", new { refreshToken = session.Text("refreshToken") });

    private HttpClient Client(JsonElement session)
    {
        var client = api.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", session.Text("accessToken"));
        return client;
    }
}
