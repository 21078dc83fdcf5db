using System.Net;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

[Collection(SharedApi.Two)]
public sealed class SeatRaceTests(TestApi api)
{
    private const int Rivals = 24;

    [Fact]
    public async Task Of_many_people_who_hold_one_seat_at_once_one_gets_it_and_the_rest_are_told_so()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seatId = await api.Given.SeatAsync(showtimeId, "E6");

        var winner = await RaceAsync(HttpStatusCode.OK, client => client.LockAsync(showtimeId, seatId));

        Assert.Equal("selected", await winner.StatusOfAsync(showtimeId, "E6"));
        Assert.Equal(1, await CountAsync("seat_locks", showtimeId));
    }

    [Fact]
    public async Task Of_many_people_who_book_overlapping_seats_at_once_one_gets_all_of_them()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seats = await api.Given.SeatsAsync(showtimeId, "E5", "E6", "E7");

        await RaceAsync(HttpStatusCode.Created, client => client.ReserveAsync(showtimeId, seats));

        Assert.Equal(3, await CountAsync("tickets", showtimeId));
        Assert.Equal(1, await CountAsync("reservations", showtimeId));
    }

    [Fact]
    public async Task Of_many_people_who_book_different_seats_at_once_everybody_gets_theirs()
    {
        // The control: it is the common seat that refuses the others above, nothing else.
        var showtimeId = await api.Given.ShowtimeAsync();
        var seats = await api.Given.SeatsAsync(
            showtimeId,
            [.. Enumerable.Range(0, Rivals).Select(number => $"{"AB"[number / 12]}{1 + number % 12}")]
        );
        var clients = await Task.WhenAll(Enumerable.Range(0, Rivals).Select(_ => api.CustomerAsync()));

        var made = await Task.WhenAll(clients.Index().Select(client => client.Item.ConfirmedAsync(showtimeId, seats[client.Index])));

        Assert.All(made, reservation => Assert.Equal("confirmed", reservation.Text("status")));
        Assert.Equal(Rivals, await CountAsync("tickets", showtimeId));
    }

    [Fact]
    public async Task Confirming_at_once_from_many_places_sells_once()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var customer = await api.CustomerAsync();
        var made = await customer.PendingAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1"));

        var answers = await Task.WhenAll(Enumerable.Range(0, Rivals).Select(_ => customer.ConfirmAsync(made).JsonAsync()));

        Assert.Single(answers.Select(answer => answer.ToString()).Distinct(StringComparer.Ordinal));
        Assert.Equal(
            1,
            await api.Database.ScalarAsync<int>("SELECT SUM(tickets) FROM sales_rollups WHERE showtime_id = @id", ("@id", showtimeId))
        );
    }

    [Fact]
    public async Task Confirming_and_cancelling_at_once_leaves_one_truth()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var customer = await api.CustomerAsync();
        var made = await customer.PendingAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1"));

        var answers = await Task.WhenAll(
            Enumerable.Range(0, Rivals).Select(number => number % 2 == 0 ? customer.ConfirmAsync(made) : customer.CancelAsync(made))
        );

        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict));
        var read = await customer.GetAsync($"/api/v1/reservations/{made.Int("reservationId")}").JsonAsync();
        Assert.Equal("cancelled", read.Text("status"));
        Assert.Equal(0, await CountAsync("tickets", showtimeId));
        Assert.Equal(
            0,
            await api.Database.ScalarAsync<int>(
                "SELECT COALESCE(SUM(tickets), 0) FROM sales_rollups WHERE showtime_id = @id",
                ("@id", showtimeId)
            )
        );
    }

    /// <summary>Everybody calls at once; exactly one succeeds, the others get 409 with the seats named. Answers with the winner.</summary>
    private async Task<HttpClient> RaceAsync(HttpStatusCode success, Func<HttpClient, Task<HttpResponseMessage>> call)
    {
        var clients = await Task.WhenAll(Enumerable.Range(0, Rivals).Select(_ => api.CustomerAsync()));
        var answers = await Task.WhenAll(clients.Select(call));

        var winner = Assert.Single(clients.Index(), client => answers[client.Index].StatusCode == success);
        foreach (var answer in answers.Where((_, index) => index != winner.Index))
        {
            Assert.NotEmpty((await answer.ProblemAsync(409, "seats_taken")).LostSeats());
        }

        return winner.Item;
    }

    private Task<int> CountAsync(string table, int showtimeId) =>
        api.Database.ScalarAsync<int>($"SELECT COUNT(*) FROM {table} WHERE showtime_id = @id", ("@id", showtimeId));
}
