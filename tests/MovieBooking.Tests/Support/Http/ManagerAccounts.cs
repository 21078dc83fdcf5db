using MovieBooking.Api.Auth;

namespace MovieBooking.Tests.Support;

/// <summary>Managers of cinemas, and what a cinema has for them to manage.</summary>
internal static class ManagerAccounts
{
    /// <summary>Somebody who manages these cinemas, signed in.</summary>
    public static async Task<HttpClient> ManagerAsync(this TestApi api, params int[] cinemaIds) =>
        api.SignedIn(await api.ManagerIdAsync(cinemaIds), UserRole.Manager);

    public static async Task<int> ManagerIdAsync(this TestApi api, params int[] cinemaIds)
    {
        var userId = await api.Given.UserAsync("manager");
        foreach (var cinemaId in cinemaIds)
        {
            await api.Database.ExecuteAsync(
                "INSERT INTO staff_cinemas (user_id, cinema_id, added_at) VALUES (@user_id, @cinema_id, UTC_TIMESTAMP(6))",
                ("@user_id", userId),
                ("@cinema_id", cinemaId)
            );
        }

        return userId;
    }

    /// <summary>A cinema with a show of which somebody has bought three seats, a till and a refund that was given up.</summary>
    public static async Task<ManagedHouse> HouseAsync(this TestApi api)
    {
        using var customer = await api.CustomerAsync();
        return await api.HouseAsync(customer);
    }

    public static async Task<ManagedHouse> HouseAsync(this TestApi api, HttpClient customer)
    {
        var name = Given.Unique("House");
        var cinemaId = await api.Given.CinemaAsync(name: name);
        var screenId = await api.Given.ScreenAsync(cinemaId: cinemaId);
        var title = Given.Unique("Picture");
        var movieId = await api.Given.MovieAsync(title);
        var showtimeId = await api.Given.ShowtimeAsync(movieId, screenId);
        var booking = await customer.ConfirmedAsync(showtimeId, await api.Given.SeatsAsync(showtimeId, "A1", "A2", "A3"));
        using var cashier = await api.CashierAsync(cinemaId);
        return new ManagedHouse(
            cinemaId,
            name,
            screenId,
            movieId,
            title,
            showtimeId,
            booking.Int("reservationId"),
            booking.Text("reference"),
            await api.RefundAsync(booking.Int("reservationId")),
            [await api.Given.KindAsync(showtimeId, factor: 0.5m), await api.Given.KindAsync(showtimeId, factor: 0.7m)]
        );
    }

    /// <summary>A refund of a booking's money that was given up.</summary>
    public static async Task<int> RefundAsync(this TestApi api, int reservationId)
    {
        await api.Database.ExecuteAsync(
            """
            INSERT INTO payments (
                reservation_id, movie_id, provider, intent_id, status, currency, amount, captured, refunded, created_at, updated_at, captured_at
            )
            SELECT reservation_id, 1, 'stripe', CONCAT('pi_', reference), 'captured', 'USD', 8, 8, 8, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), UTC_TIMESTAMP(6)
            FROM reservations
            WHERE reservation_id = @id
            """,
            ("@id", reservationId)
        );
        await api.Database.ExecuteAsync(
            """
            INSERT INTO refunds (payment_id, amount, status, created_at, next_attempt_at)
            SELECT payment_id, 8, 'dead', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6)
            FROM payments
            WHERE reservation_id = @id
            """,
            ("@id", reservationId)
        );
        return await api.Database.ScalarAsync<int>("SELECT MAX(refund_id) FROM refunds");
    }
}

/// <summary>What there is of a cinema, and by what words it is known in answers.</summary>
internal sealed record ManagedHouse(
    int CinemaId,
    string Name,
    int ScreenId,
    int MovieId,
    string Title,
    int ShowtimeId,
    int ReservationId,
    string Reference,
    int RefundId,
    int[] KindIds
);
