using System.Net.Http.Json;
using System.Text;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

public sealed class DatabaseTroubleTests(TestApi api) : IClassFixture<TestApi>
{
    [Fact]
    public async Task A_connection_that_is_lost_in_the_middle_is_answered_with_503_and_when_to_try_again()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seatId = await api.Given.SeatAsync(showtimeId, "A1");
        using var customer = await api.CustomerAsync();
        await using var other = await api.Database.Source.OpenConnectionAsync();
        await other.BeginAsync();
        await other.RowsAsync("SELECT showtime_id FROM showtimes WHERE showtime_id = @id FOR UPDATE", ("@id", showtimeId));

        var request = customer.PostAsync($"/api/v1/showtimes/{showtimeId}/seats/{seatId}/lock", content: null);
        await KillWaitingAsync(request);

        using var answer = await request;
        await answer.ProblemAsync(503, "busy");
        Assert.NotNull(answer.Headers.RetryAfter);
        await other.ExecuteAsync("ROLLBACK");
        Assert.Equal(0, await api.Database.ScalarAsync<int>("SELECT COUNT(*) FROM seat_locks WHERE seat_id = @id", ("@id", seatId)));
    }

    [Fact]
    public async Task A_user_who_is_gone_is_not_signed_in_whatever_the_token_says()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seatId = await api.Given.SeatAsync(showtimeId, "A1");
        using var customer = await api.CustomerAsync();
        await api.Database.ExecuteAsync("DELETE FROM users WHERE user_id = (SELECT * FROM (SELECT MAX(user_id) FROM users) AS newest)");

        await customer.PostAsync($"/api/v1/showtimes/{showtimeId}/seats/{seatId}/lock", content: null).ProblemAsync(401, "unauthenticated");
        await customer
            .PostAsJsonAsync("/api/v1/reservations", new { showtimeId, seatIds = new[] { seatId } })
            .ProblemAsync(401, "unauthenticated");
    }

    [Theory]
    [InlineData("utf-7")]
    [InlineData("unknown")]
    [InlineData("ibm037")]
    public async Task A_charset_other_than_utf_8_is_415(string charset)
    {
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"email":"a@example.com","password":"does not matter"}"""));
        body.Headers.TryAddWithoutValidation("Content-Type", $"application/json; charset={charset}");

        await api.CreateClient().PostAsync("/api/v1/auth/login", body).ProblemAsync(415, "unsupported_media_type");
    }

    /// <summary>Ends the session in which the API waits for the showtime, as soon as it does.</summary>
    private async Task KillWaitingAsync(Task request)
    {
        while (!request.IsCompleted)
        {
            var waiting = await api.Database.RowsAsync(
                """
                SELECT id
                FROM information_schema.processlist
                WHERE db = DATABASE() AND id <> CONNECTION_ID() AND info LIKE '%FOR UPDATE%'
                """
            );
            if (waiting is [[var id]])
            {
                await api.Database.ExecuteAsync($"KILL CONNECTION {id}");
                return;
            }
        }
    }
}
