using System.Globalization;
using MovieBooking.Load.Customers;
using MovieBooking.Load.Staging;

namespace MovieBooking.Load.Hoard;

/// <summary>Somebody who holds all the seats they can get, of all the shows they can, and pays none.</summary>
internal sealed class Hoarder(Calls calls, IReadOnlyList<Show> shows, Random random, bool isGuest)
{
    private const int MostSeats = 10;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    private int _names;

    public async Task HoardAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var show = shows[random.Next(shows.Count)];
            var free = await FreeSeats.OfAsync(calls, "hoarders: seat map", show);
            if (free.Count > 0)
            {
                var first = random.Next(free.Count);
                await HoldAsync(show, free[first..Math.Min(first + MostSeats, free.Count)]);
            }

            await Pauses.ForAsync(s_pause, cancellationToken);
        }
    }

    private Task<Answer> HoldAsync(Show show, IReadOnlyList<int> seats) =>
        isGuest
            ? calls.SendAsync(
                new Call(
                    "hoarders: book as guest",
                    HttpMethod.Post,
                    "reservations",
                    Json.Reservation(
                        show.ShowtimeId,
                        [.. seats],
                        string.Create(CultureInfo.InvariantCulture, $"nobody{random.Next()}.{_names++}@example.com")
                    ),
                    AsGuest: true
                )
            )
            : calls.PostAsync("hoarders: hold", $"showtimes/{show.ShowtimeId}/seats/lock", Json.SeatIds(seats));
}
