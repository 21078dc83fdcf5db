using System.Net.Http.Headers;
using MovieBooking.Clients.NSwag;

namespace MovieBooking.Clients;

/// <summary>A seat booked, as a guest, through the client that NSwag writes.</summary>
internal static class NSwagBooking
{
    public static async Task<string> BookAsync(Uri address)
    {
        using var http = new HttpClient();
        var api = new MovieBookingClient(http) { BaseUrl = address.ToString() };
        foreach (var movie in (await api.ListMoviesAsync()).Items)
        {
            foreach (var show in (await api.ListMovieShowtimesAsync(movie.MovieId)).Items)
            {
                var map = await api.GetSeatMapAsync(show.ShowtimeId);
                if (map.Rows.SelectMany(row => row.Seats).FirstOrDefault(IsPlain) is not { } seat)
                {
                    continue;
                }

                var booking = await api.CreateReservationAsync(
                    new CreateReservationRequest
                    {
                        ShowtimeId = show.ShowtimeId,
                        SeatIds = [seat.SeatId],
                        Guest = new Guest { Name = "NSwag", Email = $"nswag-{Guid.NewGuid():N}@example.com" },
                    },
                    idempotency_Key: Guid.NewGuid().ToString("N")
                );
                http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", booking.AccessToken);
                var confirmed = await api.ConfirmReservationAsync(booking.ReservationId);
                var ticket = confirmed.Tickets.Single();
                decimal price = ticket.Price;
                return confirmed.Status == ReservationStatus.Confirmed && price > 0 && price == confirmed.Total
                    ? $"{ticket.SeatLabel} for {price} {confirmed.Currency}, {confirmed.Reference}"
                    : throw new InvalidOperationException("The booking is not what was asked for.");
            }
        }

        throw new InvalidOperationException("No show has a free seat.");
    }

    private static bool IsPlain(Seat seat) => seat is { Status: SeatStatus.Available, Accessibility: null };
}
