using System.Net;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

[Collection(SharedApi.One)]
public sealed class IdempotencyRaceTests(TestApi api)
{
    private const int Times = 50;

    [Fact]
    public async Task A_booking_sent_many_times_at_once_with_one_key_is_made_once_and_never_refused()
    {
        var (showtimeId, seat) = await SeatAsync();
        using var customer = await api.CustomerAsync();
        var key = IdempotencyCalls.NewKey();

        var answers = await Task.WhenAll(Enumerable.Range(0, Times).Select(_ => customer.ReserveAsync(key, showtimeId, seat).TextAsync()));

        var made = Assert.Single(answers.Where(answer => answer.StartsWith("201 ", StringComparison.Ordinal)).Distinct());
        Assert.All(answers, answer => Assert.True(answer == made || answer.Contains("request_in_progress", StringComparison.Ordinal)));
        Assert.Equal(made, await customer.ReserveAsync(key, showtimeId, seat).TextAsync());
        Assert.Equal(1, await ReservationsAsync(showtimeId));
    }

    [Fact]
    public async Task Without_a_key_all_but_one_are_refused_what_is_theirs()
    {
        // The control: what a client is told that sends again without a key.
        var (showtimeId, seat) = await SeatAsync();
        using var customer = await api.CustomerAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, Times).Select(_ => customer.ReserveAsync(showtimeId, seat)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        foreach (var answer in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
        {
            await answer.ProblemAsync(409, "seat_in_reservation");
        }
    }

    [Fact]
    public async Task While_the_first_still_runs_the_second_is_told_so_and_finds_the_answer_later()
    {
        var (showtimeId, seat) = await SeatAsync();
        using var customer = await api.CustomerAsync();
        var key = IdempotencyCalls.NewKey();
        await using var other = await api.Database.Source.OpenConnectionAsync();
        await other.BeginAsync();
        await other.RowsAsync("SELECT showtime_id FROM showtimes WHERE showtime_id = @id FOR UPDATE", ("@id", showtimeId));

        var first = customer.ReserveAsync(key, showtimeId, seat).TextAsync();
        await WaitingAsync(first);
        using var second = await customer.ReserveAsync(key, showtimeId, seat);
        await other.ExecuteAsync("ROLLBACK");

        await second.ProblemAsync(409, "request_in_progress");
        Assert.NotNull(second.Headers.RetryAfter);
        Assert.StartsWith("201 ", await first, StringComparison.Ordinal);
        Assert.Equal(await first, await customer.ReserveAsync(key, showtimeId, seat).TextAsync());
    }

    [Fact]
    public async Task A_new_start_of_the_application_answers_as_the_one_before()
    {
        var (showtimeId, seat) = await SeatAsync();
        var userId = await api.Given.UserAsync();
        var key = IdempotencyCalls.NewKey();
        using var customer = api.SignedIn(userId);
        var made = await customer.ReserveAsync(key, showtimeId, seat).TextAsync();

        await using var restarted = new TestApi { Database = api.Database };
        using var again = restarted.SignedIn(userId);

        Assert.Equal(made, await again.ReserveAsync(key, showtimeId, seat).TextAsync());
        Assert.Equal(1, await ReservationsAsync(showtimeId));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_confirmation_whose_connection_is_lost_at_the_commit_is_made_once_with_or_without_a_key(bool isCommitHeard)
    {
        using var proxy = CuttingProxy.Before(api.Database, isCommitHeard);
        await using var shaky = new TestApi
        {
            Database = api.Database,
            Settings = { ["ConnectionStrings:MovieBooking"] = proxy.ConnectionString },
        };
        foreach (var key in new[] { null, IdempotencyCalls.NewKey() })
        {
            var (showtimeId, seat) = await SeatAsync();
            using var customer = shaky.SignedIn(await api.Given.UserAsync());
            var made = await customer.PendingAsync(showtimeId, seat);
            var path = $"{IdempotencyCalls.Reservations}/{made.Int("reservationId")}/confirm";

            proxy.Cuts = 1;
            var confirmed = await customer.PostAsync(path, key).TextAsync();

            Assert.True(proxy.Cuts < 1);
            Assert.StartsWith("200 ", confirmed, StringComparison.Ordinal);
            Assert.Equal(confirmed, await customer.PostAsync(path, key).TextAsync());
            Assert.Equal(
                1,
                await api.Database.ScalarAsync<int>("SELECT SUM(tickets) FROM sales_rollups WHERE showtime_id = @id", ("@id", showtimeId))
            );
        }
    }

    /// <summary>Waits until sp_create_reservation stands in the queue for its showtime.</summary>
    private async Task WaitingAsync(Task request)
    {
        while (!request.IsCompleted && (await api.Database.SessionsAsync("info LIKE '%local_date%FOR UPDATE%'")).Count == 0)
        {
            await Task.Yield();
        }
    }

    private async Task<(int ShowtimeId, int SeatId)> SeatAsync()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        return (showtimeId, await api.Given.SeatAsync(showtimeId, "E5"));
    }

    private Task<int> ReservationsAsync(int showtimeId) =>
        api.Database.ScalarAsync<int>("SELECT COUNT(*) FROM reservations WHERE showtime_id = @id", ("@id", showtimeId));
}
