using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;
using MovieBooking.Clients.Kiota;
using MovieBooking.Clients.Kiota.Models;

namespace MovieBooking.Clients;

/// <summary>A seat booked through the client that Kiota writes: what is missing comes as null, and a refusal is an exception with its code.</summary>
internal static class KiotaBooking
{
    public static async Task<string> BookAsync(Uri address)
    {
        var token = new Token();
        using var adapter = new HttpClientRequestAdapter(new BaseBearerTokenAuthenticationProvider(token))
        {
            BaseUrl = address.ToString().TrimEnd('/'),
        };
        var api = new MovieBookingClient(adapter).Api.V1;
        var session = await api.Auth.Register.PostAsync(
            new RegisterRequest
            {
                Email = $"kiota-{Guid.NewGuid():N}@example.com",
                Password = "correct horse battery",
                DisplayName = "Kiota",
            }
        );
        token.Value = session!.AccessToken!;

        foreach (var movie in (await api.Movies.GetAsync())!.Items!)
        {
            foreach (var show in (await api.Movies[movie.MovieId!.Value].Showtimes.GetAsync())!.Items!)
            {
                var showtime = api.Showtimes[show.ShowtimeId!.Value];
                var map = await showtime.Seats.GetAsync();
                if (map!.Rows!.SelectMany(row => row.Seats!).FirstOrDefault(IsPlain) is not { } seat)
                {
                    continue;
                }

                var held = await showtime.Seats.Lock.PostAsync(new LockSeatsRequest { SeatIds = [seat.SeatId] });
                var booking = await api.Reservations.PostAsync(
                    new CreateReservationRequest { ShowtimeId = show.ShowtimeId, SeatIds = [seat.SeatId] },
                    call => call.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"))
                );
                var confirmed = await api.Reservations[booking!.ReservationId!.Value].Confirm.PostAsync();
                var ticket = confirmed!.Tickets!.Single();
                // Amounts are decimals, to the last digit those of the hold.
                decimal? price = ticket.Price;
                Expect(confirmed.Status == ReservationStatus.Confirmed, "the booking is confirmed");
                Expect(price is > 0 && price == held!.Seats!.Single().Price && price == confirmed.Total, "the price is the hold's");
                await ExpectRefusalAsync(() => showtime.Seats.Lock.PostAsync(new LockSeatsRequest { SeatIds = [seat.SeatId] }));
                return $"{ticket.SeatLabel} for {price} {confirmed.Currency}, {confirmed.Reference}";
            }
        }

        throw new InvalidOperationException("No show has a free seat.");
    }

    private static bool IsPlain(Seat seat) => seat is { Status: SeatStatus.Available, Accessibility: null };

    private static async Task ExpectRefusalAsync(Func<Task<HeldSeats?>> hold)
    {
        try
        {
            await hold();
        }
        catch (Problem problem) when (problem is { Code: "seats_taken", Status: 409 } && problem.Seats!.Single().SeatLabel is not null)
        {
            return;
        }

        throw new InvalidOperationException("A seat that is sold was held.");
    }

    private static void Expect(bool isTrue, string what)
    {
        if (!isTrue)
        {
            throw new InvalidOperationException($"It is not true that {what}.");
        }
    }

    /// <summary>The session's token, once there is one.</summary>
    private sealed class Token : IAccessTokenProvider
    {
        public string Value { get; set; } = "";

        public AllowedHostsValidator AllowedHostsValidator { get; } = new();

        public Task<string> GetAuthorizationTokenAsync(
            Uri uri,
            Dictionary<string, object>? additionalAuthenticationContext = null,
            CancellationToken cancellationToken = default
        ) => Task.FromResult(Value);
    }
}
