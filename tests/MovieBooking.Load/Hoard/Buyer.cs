using MovieBooking.Load.Customers;
using MovieBooking.Load.Staging;

namespace MovieBooking.Load.Hoard;

/// <summary>Somebody who wants two seats of a show, and pays: where the best are gone meanwhile, other ones.</summary>
internal sealed class Buyer(Calls calls, Show show, Random random, string occasion)
{
    private const int Seats = 2;
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(500);

    /// <summary>How many seats they have when they have what they want, nothing is left or it is time.</summary>
    public async Task<int> BuyAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var free = await FreeSeats.OfAsync(calls, occasion + "seat map", show);
            if (free.Count < Seats)
            {
                // What somebody holds may come back.
                await Pauses.ForAsync(s_look, cancellationToken);
                continue;
            }

            var first = random.Next(free.Count - 1);
            var seats = free[first..(first + Seats)];
            var held = await calls.PostAsync(occasion + "hold", $"showtimes/{show.ShowtimeId}/seats/lock", Json.SeatIds(seats));
            if (held.Status != 200)
            {
                continue;
            }

            var booking = await calls.SendAsync(
                new Call(
                    occasion + "create",
                    HttpMethod.Post,
                    "reservations",
                    Json.Reservation(show.ShowtimeId, [.. seats], null),
                    NewKey()
                )
            );
            if (booking.Status != 201)
            {
                continue;
            }

            var id = booking.Json().GetProperty("reservationId").GetInt32();
            var paid = await calls.SendAsync(new Call(occasion + "confirm", HttpMethod.Post, $"reservations/{id}/confirm", Key: NewKey()));
            return paid.Status == 200 ? Seats : 0;
        }

        return 0;
    }

    private static string NewKey() => Guid.NewGuid().ToString("N");
}
