using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>What cannot be exchanged at the counter, and leaves everything as it was.</summary>
[Collection(SharedApi.One)]
public sealed class ExchangeRefusalTests(TestApi api)
{
    [Fact]
    public async Task What_cannot_be_exchanged_is_refused_in_so_many_words_and_the_tickets_stand()
    {
        var (cinemaId, showtimeId) = await api.NearShowAsync();
        var (otherId, _) = await api.LaterShowAsync(cinemaId);
        var (farCinemaId, farId) = await api.NearShowAsync();
        using var staff = await api.CashierAsync(cinemaId);
        using var tillless = await api.StaffAsync(cinemaId);
        using var stranger = await api.StaffAsync(farCinemaId);
        using var customer = await api.CustomerAsync();
        var sold = (await staff.SoldAsync(showtimeId, 24, "card", await api.Given.SeatsAsync(showtimeId, "C1", "C2", "C3"))).GetProperty(
            "reservation"
        );
        var id = sold.Int("reservationId");
        var another = (await staff.SoldAsync(showtimeId, 8, "card", await api.Given.SeatsAsync(showtimeId, "D1"))).GetProperty(
            "reservation"
        );
        var free = await api.Given.SeatsAsync(showtimeId, "E1", "E2");
        var far = await api.Given.SeatsAsync(farId, "E1");
        await customer.LockAsync(showtimeId, free[1]).JsonAsync();
        await staff.CancelAtCounterAsync(id, new { ticketIds = sold.TicketIds("C3"), method = "card" }).JsonAsync();
        var before = await StateAsync();
        var good = sold.Exchange("C1", showtimeId, free[..1], 8, 8);

        await stranger.ExchangeAsync(id, good).ProblemAsync(403, "forbidden");
        await customer.ExchangeAsync(id, good).ProblemAsync(403, "forbidden");
        await api.CreateClient().ExchangeAsync(id, good).ProblemAsync(401, "unauthenticated");
        await staff.ExchangeAsync(999_999, good).ProblemAsync(404, "not_found");
        await tillless.ExchangeAsync(id, sold.Exchange("C1", showtimeId, free[..1], 8, 8, "cash")).ProblemAsync(409, "no_open_shift");
        await staff.ExchangeAsync(id, sold.Exchange("C1", farId, far, 8, 8)).ProblemAsync(400, "validation_failed", "showtimeId");
        await staff.ExchangeAsync(id, sold.Exchange("C1", 999_999, free[..1], 8, 8)).ProblemAsync(404, "not_found");
        await staff.ExchangeAsync(id, sold.Exchange("C1", showtimeId, far, 8, 8)).ProblemAsync(400, "validation_failed", "seatIds");
        await staff
            .ExchangeAsync(id, another.Exchange("D1", showtimeId, free[..1], 8, 8))
            .ProblemAsync(400, "validation_failed", "ticketIds");
        await staff.ExchangeAsync(id, sold.Exchange("C1", showtimeId, free, 16, 8)).ProblemAsync(400, "validation_failed", "seatIds");
        await staff.ExchangeAsync(id, sold.Exchange("", showtimeId, free[..1], 8, 8)).ProblemAsync(400, "validation_failed", "ticketIds");
        await staff.ExchangeAsync(id, sold.Exchange("C3", showtimeId, free[..1], 8, 8)).ProblemAsync(409, "ticket_cancelled");
        var lost = await staff.ExchangeAsync(id, sold.Exchange("C1 C2", showtimeId, free, 16, 16)).ProblemAsync(409, "seats_taken");
        Assert.Equal(["E2 locked"], lost.LostSeats());
        foreach (var (total, credit) in ((decimal, decimal)[])[(9, 8), (8, 7), (8, 0)])
        {
            var wrong = await staff
                .ExchangeAsync(id, sold.Exchange("C1", showtimeId, free[..1], total, credit))
                .ProblemAsync(409, "price_changed");
            Assert.Equal((8m, 8m), (wrong.Money("total"), wrong.Money("credit")));
        }

        await staff
            .ExchangeAsync(id, sold.Exchange("C1", showtimeId, free[..1], 16, 8, "cash"))
            .ProblemAsync(400, "validation_failed", "given");
        await staff
            .ExchangeAsync(id, sold.Exchange("C1", showtimeId, free[..1], 16, 8, "cash", 7.99m))
            .ProblemAsync(400, "validation_failed", "given");
        await staff
            .ExchangeAsync(id, sold.Exchange("C1", showtimeId, free[..1], 8, 8, "card", 1))
            .ProblemAsync(400, "validation_failed", "given");
        await staff.ExchangeAsync(id, sold.Exchange("C1", showtimeId, free[..1], 8, -1)).ProblemAsync(400, "validation_failed", "credit");
        await staff
            .ExchangeAsync(id, sold.Exchange("C1", showtimeId, free[..1], 8, 8, "cheque"))
            .ProblemAsync(400, "validation_failed", "method");
        await staff
            .GetAsync($"{CounterCalls.Office}/showtimes?cinemaId={cinemaId}&date=tomorrow")
            .ProblemAsync(400, "validation_failed", "date");
        Assert.Equal(before, await StateAsync());

        // Neither show may have begun.
        await StartAsync(otherId);
        await staff
            .ExchangeAsync(id, sold.Exchange("C1", otherId, await api.Given.SeatsAsync(otherId, "E1"), 8, 8))
            .ProblemAsync(409, "show_started");
        await StartAsync(showtimeId);
        await staff.ExchangeAsync(id, good).ProblemAsync(409, "show_started");
        Assert.Equal(before, await StateAsync());

        async Task<string> StateAsync() =>
            string.Join(
                ';',
                await api.Database.LinesAsync(
                    """
                    SELECT
                        (SELECT COUNT(*) FROM reservations WHERE showtime_id IN (@id, @other)),
                        (SELECT GROUP_CONCAT(ticket_id ORDER BY ticket_id) FROM tickets WHERE showtime_id IN (@id, @other)),
                        (SELECT GROUP_CONCAT(ticket_id ORDER BY ticket_id) FROM cancelled_tickets WHERE showtime_id IN (@id, @other)),
                        (SELECT SUM(revenue) FROM sales_rollups WHERE showtime_id IN (@id, @other)),
                        (SELECT COUNT(*) FROM counter_sales WHERE cinema_id = @cinema),
                        (SELECT COUNT(*) FROM exchanges WHERE replaced_reservation_id = @old)
                    """,
                    ("@id", showtimeId),
                    ("@other", otherId),
                    ("@cinema", cinemaId),
                    ("@old", id)
                )
            );
    }

    private Task<int> StartAsync(int showtimeId) =>
        api.Database.ExecuteAsync(
            "UPDATE showtimes SET start_time = UTC_TIMESTAMP(6) - INTERVAL 1 MINUTE, end_time = UTC_TIMESTAMP(6) + INTERVAL 99 MINUTE WHERE showtime_id = @id",
            ("@id", showtimeId)
        );
}
