using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MovieBooking.Api.Reservations;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>Who is given the tokens of tickets, and what the door learns of one.</summary>
[Collection(SharedApi.Two)]
public sealed class TicketTokenTests(TestApi api)
{
    private TicketTokens Door => api.Services.GetRequiredService<TicketTokens>();

    [Fact]
    public async Task The_owner_of_a_confirmed_booking_reads_them_and_nobody_else_and_nowhere_else()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        using var customer = await api.CustomerAsync();
        var pending = await customer.PendingAsync(showtimeId, await api.Given.SeatsAsync(showtimeId, "C1", "C2"));
        var path = $"/api/v1/reservations/{pending.Int("reservationId")}";
        Assert.Empty(Tokens(pending).Concat(Tokens(await customer.GetAsync(path).JsonAsync())));

        // Nor does a confirmation's answer, which is kept for those who ask again, hold what opens the door.
        var confirmed = await customer.ConfirmAsync(pending).JsonAsync();
        var read = await customer.GetAsync(path).JsonAsync();

        var ids = read.GetProperty("tickets").EnumerateArray().Select(ticket => new TicketClaim(ticket.Int("ticketId"), showtimeId));
        Assert.Equal(ids, Tokens(read).Select(Door.Read).OfType<TicketClaim>());
        Assert.Equal(2, Tokens(read).Count);
        var listed = (await customer.GetAsync("/api/v1/reservations").JsonAsync()).GetProperty("items").EnumerateArray();
        Assert.Empty(Tokens(confirmed).Concat(listed.SelectMany(Tokens)));
        using var other = await api.CustomerAsync();
        await other.GetAsync(path).ProblemAsync(404, "not_found");
    }

    [Fact]
    public async Task A_guest_reads_them_with_the_bookings_token_and_by_its_reference()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var email = TestApi.Email();
        var made = await api.CreateClient()
            .ReserveAsGuestAsync(email, null, showtimeId, await api.Given.SeatAsync(showtimeId, "B1"))
            .JsonAsync(HttpStatusCode.Created);
        using var guest = api.WithToken(made.Text("accessToken"));
        await guest.ConfirmAsync(made).JsonAsync();

        var read = await guest.GetAsync($"/api/v1/reservations/{made.Int("reservationId")}").JsonAsync();
        var found = await api.CreateClient()
            .PostAsJsonAsync($"{IdempotencyCalls.Reservations}/lookup", new { reference = made.Text("reference"), email })
            .JsonAsync();

        var claim = new TicketClaim(made.GetProperty("tickets")[0].Int("ticketId"), showtimeId);
        Assert.Equal([claim, claim], Tokens(read).Concat(Tokens(found)).Select(Door.Read).OfType<TicketClaim>());
    }

    [Fact]
    public async Task A_cancelled_tickets_token_is_known_for_what_it_was_and_the_seats_next_one_is_another()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seat = await api.Given.SeatAsync(showtimeId, "D1");
        using var customer = await api.CustomerAsync();
        var booking = await customer.ConfirmedAsync(showtimeId, seat);
        var path = $"/api/v1/reservations/{booking.Int("reservationId")}";
        var token = Assert.Single(Tokens(await customer.GetAsync(path).JsonAsync()));

        await customer.CancelAsync(booking).JsonAsync();
        using var next = await api.CustomerAsync();
        var again = await next.ConfirmedAsync(showtimeId, seat);
        var nextToken = Assert.Single(Tokens(await next.GetAsync($"/api/v1/reservations/{again.Int("reservationId")}").JsonAsync()));

        Assert.Empty(Tokens(await customer.GetAsync(path).JsonAsync()));
        Assert.Equal("cancelled", await StateAsync(token));
        Assert.Equal("good", await StateAsync(nextToken));
        Assert.Equal("forged", await StateAsync(token[..16] + nextToken[16..]));
    }

    /// <summary>What the door would say.</summary>
    private async Task<string> StateAsync(string token) =>
        Door.Read(token) is not { } claim
            ? "forged"
            : await api.Database.ScalarAsync<string>(
                """
                SELECT COALESCE(
                    (SELECT 'good' FROM tickets WHERE ticket_id = @ticket_id AND showtime_id = @showtime_id),
                    (SELECT 'cancelled' FROM cancelled_tickets WHERE ticket_id = @ticket_id AND showtime_id = @showtime_id),
                    'unknown'
                )
                """,
                ("@ticket_id", claim.TicketId),
                ("@showtime_id", claim.ShowtimeId)
            );

    private static List<string> Tokens(JsonElement booking) =>
        [
            .. booking
                .GetProperty("tickets")
                .EnumerateArray()
                .Where(ticket => ticket.TryGetProperty("token", out _))
                .Select(ticket => ticket.Text("token")),
        ];
}
