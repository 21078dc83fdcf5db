using System.Data.Common;
using System.Net.Http.Json;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using MovieBooking.Db.Model;
using MovieBooking.Tests.Support;
using MySqlConnector;

namespace MovieBooking.Tests.Api;

public sealed class DatabaseOutageTests(TestApi api) : IClassFixture<TestApi>
{
    [Fact]
    public async Task A_connection_that_is_lost_in_the_middle_is_replaced_and_nobody_notices()
    {
        var (showtimeId, seatId) = await SeatAsync();
        using var customer = await api.CustomerAsync();
        await using var other = await HoldShowtimeAsync(showtimeId);

        var request = customer.LockAsync(showtimeId, seatId);
        await KillWaitingAsync(request, other);
        await other.ExecuteAsync("ROLLBACK");

        await request.JsonAsync();
        Assert.Equal(1, await HoldsAsync(seatId));
    }

    [Fact]
    public async Task A_connection_that_is_lost_every_time_is_answered_with_503_and_when_to_try_again()
    {
        var (showtimeId, seatId) = await SeatAsync();
        using var customer = await api.CustomerAsync();
        await using var other = await HoldShowtimeAsync(showtimeId);

        var request = customer.LockAsync(showtimeId, seatId);
        while (!request.IsCompleted)
        {
            await KillWaitingAsync(request, other);
        }

        using var answer = await request;
        await other.ExecuteAsync("ROLLBACK");
        await answer.ProblemAsync(503, "busy");
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal(0, await HoldsAsync(seatId));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_refusal_whose_seats_cannot_be_read_any_more_is_answered_with_503(bool tooSlowly)
    {
        var (showtimeId, seatId) = await SeatAsync();
        using var first = await api.CustomerAsync();
        await first.LockAsync(showtimeId, seatId).JsonAsync();
        using var losing = api.WithWebHostBuilder(builder =>
            builder.ConfigureTestServices(services =>
                services.ConfigureDbContext<MovieBookingContext>(options => options.AddInterceptors(new LosesSeats(tooSlowly)))
            )
        );
        using var second = losing.CreateClient();
        using var other = await api.CustomerAsync();
        await using var holder = await api.Database.Source.OpenConnectionAsync();
        await holder.BeginAsync();
        await holder.RowsAsync("SELECT seat_id FROM seats FOR UPDATE");
        second.DefaultRequestHeaders.Authorization = other.DefaultRequestHeaders.Authorization;

        using var answer = await second.PostAsync($"/api/v1/showtimes/{showtimeId}/seats/{seatId}/lock", content: null);

        await holder.ExecuteAsync("ROLLBACK");
        await answer.ProblemAsync(503, "busy");
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task Whoever_comes_beyond_the_limit_is_told_at_once_to_come_back_and_the_others_are_served()
    {
        var (showtimeId, seatId) = await SeatAsync();
        await using var limited = api.WithWebHostBuilder(host => host.UseSetting("RequestLimits:AtOnce", "1"));
        using var customer = await api.CustomerAsync();
        using var client = limited.CreateClient();
        client.DefaultRequestHeaders.Authorization = customer.DefaultRequestHeaders.Authorization;
        using var stream = await client.GetAsync($"/api/v1/showtimes/{showtimeId}/seats/events", HttpCompletionOption.ResponseHeadersRead);
        await using var other = await HoldShowtimeAsync(showtimeId);
        var waiting = client.LockAsync(showtimeId, seatId);
        await Wait.UntilAsync(async () => (await WaitingAsync(other)).Count > 0);

        using var refused = await client.GetAsync("/api/v1/movies");
        using var healthy = await client.GetAsync("/health/live");

        await refused.ProblemAsync(503, "busy");
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal((200, 200), ((int)healthy.StatusCode, (int)stream.StatusCode));
        Assert.False(waiting.IsCompleted);
        await other.ExecuteAsync("ROLLBACK");
        await waiting.JsonAsync();
        await client.GetAsync("/api/v1/movies").JsonAsync();
    }

    [Fact]
    public async Task A_user_who_is_gone_is_not_signed_in_whatever_the_token_says()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seatId = await api.Given.SeatAsync(showtimeId, "A1");
        var userId = await api.Given.UserAsync();
        using var customer = api.SignedIn(userId);
        await api.Database.ExecuteAsync("DELETE FROM refresh_tokens WHERE user_id = @id", ("@id", userId));
        await api.Database.ExecuteAsync("DELETE FROM users WHERE user_id = @id", ("@id", userId));

        await customer.PostAsync($"/api/v1/showtimes/{showtimeId}/seats/{seatId}/lock", content: null).ProblemAsync(401, "unauthenticated");
        await customer
            .PostAsJsonAsync("/api/v1/reservations", new { showtimeId, seatIds = new[] { seatId } })
            .ProblemAsync(401, "unauthenticated");
    }

    private async Task<(int ShowtimeId, int SeatId)> SeatAsync()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        return (showtimeId, await api.Given.SeatAsync(showtimeId, "A1"));
    }

    private async Task<MySqlConnection> HoldShowtimeAsync(int showtimeId)
    {
        var other = await api.Database.Source.OpenConnectionAsync();
        await other.BeginAsync();
        await other.RowsAsync("SELECT showtime_id FROM showtimes WHERE showtime_id = @id FOR UPDATE", ("@id", showtimeId));
        return other;
    }

    private Task<int> HoldsAsync(int seatId) =>
        api.Database.ScalarAsync<int>("SELECT COUNT(*) FROM seat_locks WHERE seat_id = @id", ("@id", seatId));

    /// <summary>The sessions in which the API waits for the showtime that is held.</summary>
    /// <remarks>The pattern is put together, so that the search, which a session may still show after its end, is not found.</remarks>
    private Task<IReadOnlyList<object?[]>> WaitingAsync(MySqlConnection holder) =>
        api.Database.SessionsAsync("id <> @holder AND info LIKE CONCAT('%FOR', ' UPDATE%')", ("@holder", holder.ServerThread));

    /// <summary>Ends the session in which the API waits for the showtime that is held, as soon as it does.</summary>
    private async Task KillWaitingAsync(Task request, MySqlConnection holder)
    {
        while (!request.IsCompleted)
        {
            var waiting = await WaitingAsync(holder);
            if (waiting is [[var id]])
            {
                try
                {
                    await api.Database.ExecuteAsync($"KILL CONNECTION {id}");
                }
                catch (MySqlException exception) when (exception.ErrorCode == MySqlErrorCode.NoSuchThread)
                {
                    // It was the one killed before, on its way out.
                }

                return;
            }
        }
    }

    /// <summary>Whenever the seats' labels are read, the connection breaks, or they are locked for longer than the answer may take.</summary>
    private sealed class LosesSeats(bool tooSlowly) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        )
        {
            if (command.CommandText.Contains("FROM `seats`", StringComparison.Ordinal))
            {
                if (!tooSlowly)
                {
                    throw new EndOfStreamException("The connection was cut.");
                }

                command.CommandText += " FOR UPDATE";
                command.CommandTimeout = 1;
            }

            return ValueTask.FromResult(result);
        }
    }
}
