using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

[Collection(SharedApi.One)]
public sealed class GuestLookUpTests(TestApi api)
{
    [Fact]
    public async Task A_guest_finds_the_booking_again_and_gets_a_token_that_opens_it()
    {
        var (_, email, made) = await BookAsync();

        var found = await LookUpAsync(made.Text("reference").ToLowerInvariant(), email.ToUpperInvariant()).JsonAsync();

        found.Has([.. Shapes.Reservation, "accessToken"]);
        Assert.Equal(made.Int("reservationId"), found.Int("reservationId"));
        using var guest = api.WithToken(found.Text("accessToken"));
        Assert.Equal("confirmed", (await guest.ConfirmAsync(found).JsonAsync()).Text("status"));
    }

    [Fact]
    public async Task A_wrong_address_an_unknown_reference_and_a_users_booking_are_answered_alike()
    {
        var (showtimeId, email, made) = await BookAsync();
        var userEmail = TestApi.Email();
        using var user = api.WithToken((await api.RegisterAsync(userEmail)).Text("accessToken"));
        var users = await user.PendingAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "F5"));

        string[] answers =
        [
            await RefusalAsync(made.Text("reference"), TestApi.Email()),
            await RefusalAsync("K7PX4MRW2T", email),
            await RefusalAsync("K7PX4MRW2T", TestApi.Email()),
            await RefusalAsync(users.Text("reference"), userEmail),
        ];

        Assert.Single(answers.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_booking_is_found_until_a_day_after_the_show()
    {
        var (showtimeId, email, made) = await BookAsync();

        await EndedAsync(showtimeId, hoursAgo: 23);
        var found = await LookUpAsync(made.Text("reference"), email).JsonAsync();
        using var guest = api.WithToken(found.Text("accessToken"));
        await guest.GetAsync($"{IdempotencyCalls.Reservations}/{made.Int("reservationId")}").JsonAsync();

        await EndedAsync(showtimeId, hoursAgo: 25);
        await LookUpAsync(made.Text("reference"), email).ProblemAsync(404, "not_found");
    }

    [Theory]
    [InlineData("", "gus@example.com", "reference")]
    [InlineData("ÄÄÄÄÄÄÄÄÄÄ", "gus@example.com", "reference")]
    [InlineData("K7PX4MRW2TK7PX4MRW2TK7PX4MRW2T", "gus@example.com", "reference")]
    [InlineData("K7PX4MRW2T", "gus", "email")]
    [InlineData("K7PX4MRW2T", null, "email")]
    [InlineData(null, "gus@example.com", "reference")]
    public Task What_can_be_no_reference_or_address_is_named(string? reference, string? email, string field) =>
        LookUpAsync(reference, email).ProblemAsync(400, "validation_failed", field);

    private async Task<string> RefusalAsync(string reference, string email)
    {
        var problem = await LookUpAsync(reference, email).ProblemAsync(404, "not_found");
        return $"{problem.Text("title")} {problem.Text("detail")}";
    }

    private Task<HttpResponseMessage> LookUpAsync(string? reference, string? email) =>
        api.CreateClient().PostAsJsonAsync($"{IdempotencyCalls.Reservations}/lookup", new { reference, email });

    private Task<int> EndedAsync(int showtimeId, int hoursAgo) =>
        api.Database.ExecuteAsync(
            """
            UPDATE showtimes
            SET start_time = UTC_TIMESTAMP(6) - INTERVAL @hours + 2 HOUR, end_time = UTC_TIMESTAMP(6) - INTERVAL @hours HOUR
            WHERE showtime_id = @id
            """,
            ("@hours", hoursAgo),
            ("@id", showtimeId)
        );

    private async Task<(int ShowtimeId, string Email, JsonElement Made)> BookAsync()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var email = TestApi.Email();
        var made = await api.CreateClient()
            .ReserveAsGuestAsync(email, null, showtimeId, await api.Given.SeatAsync(showtimeId, "E5"))
            .JsonAsync(HttpStatusCode.Created);
        return (showtimeId, email, made);
    }
}
