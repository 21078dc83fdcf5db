using System.Text.Json;
using MovieBooking.Load.Staging;

namespace MovieBooking.Load.Customers;

/// <summary>
/// Somebody who wants seats and changes their mind: each step is one call, chosen at random among what makes sense
/// for what they have. Enough is given back for the competition never to end.
/// </summary>
internal sealed class Customer(Calls calls, History history, string owner, IReadOnlyList<Show> shows, Random random)
{
    private const int MostLocked = 6;
    private const int KeepsBookings = 2;

    private readonly HeldSeats _held = new(calls, history, owner);
    private Bookings? _bookings;

    private Bookings Bookings => _bookings ??= new Bookings(calls, _held, history, owner, random);

    public Task StepAsync()
    {
        _held.DropExpired();
        Bookings.DropExpired();
        return random.Next(100) switch
        {
            < 12 => LockAsync(1),
            < 32 => LockAsync(random.Next(2, MostLocked + 1)),
            < 38 => UnlockAsync(),
            < 41 => ExtendAsync(),
            < 55 => CreateFromHoldsAsync(),
            < 64 => CreateDirectlyAsync(asGuest: false),
            < 76 => ConfirmAsync(),
            < 87 => CancelAsync(),
            _ => LookAsync(),
        };
    }

    private Task LockAsync(int count)
    {
        var show = AnyShow();
        return _held.LockAsync(show, AnySeats(show, count));
    }

    private Task UnlockAsync()
    {
        if (AnyHeld() is not { } held)
        {
            return LockAsync(1);
        }

        var seats = Shuffled(held.SeatIds);
        return _held.UnlockAsync(held.ShowtimeId, seats[..random.Next(1, seats.Length + 1)]);
    }

    private Task ExtendAsync() => AnyHeld() is { } held ? _held.ExtendAsync(held.ShowtimeId) : LockAsync(2);

    private Task CreateFromHoldsAsync()
    {
        if (AnyHeld() is not { } held)
        {
            return LockAsync(3);
        }

        var seats = Shuffled(held.SeatIds);
        return Bookings.CreateAsync("create from holds", held.ShowtimeId, seats[..random.Next(1, seats.Length + 1)], asGuest: false);
    }

    private Task CreateDirectlyAsync(bool asGuest)
    {
        var show = AnyShow();
        return Bookings.CreateAsync(
            asGuest ? "create as guest" : "create directly",
            show.ShowtimeId,
            AnySeats(show, random.Next(1, 4)),
            asGuest
        );
    }

    private Task ConfirmAsync() =>
        Bookings.Pending.Count > 0 ? Bookings.ConfirmAsync(Any(Bookings.Pending)) : CreateDirectlyAsync(asGuest: false);

    private Task CancelAsync() =>
        Bookings.Confirmed.Count > KeepsBookings ? Bookings.CancelAsync(Any(Bookings.Confirmed))
        : Bookings.Pending.Count > 0 && random.Next(3) == 0 ? Bookings.CancelAsync(Any(Bookings.Pending))
        : LockAsync(2);

    /// <summary>Reads a seat map, on which one's own seats must be what one knows them to be.</summary>
    private async Task LookAsync()
    {
        var show = AnyHeld() is { } held && random.Next(2) == 0 ? shows.First(show => show.ShowtimeId == held.ShowtimeId) : AnyShow();
        var answer = await calls.GetAsync("seat map", $"showtimes/{show.ShowtimeId}/seats");
        if (answer.IsUnknown)
        {
            return;
        }

        if (answer.Status != 200)
        {
            history.Contradictions.Add($"{owner}: a seat map answered {answer.Outcome}");
            return;
        }

        var statuses = StatusesOf(answer.Json());
        foreach (var (seatId, expected) in Known(show.ShowtimeId))
        {
            if (statuses[seatId] != expected)
            {
                history.Contradictions.Add($"{owner}: seat {seatId} of showtime {show.ShowtimeId} is {statuses[seatId]}, not {expected}");
            }
        }
    }

    private IEnumerable<(int SeatId, string Status)> Known(int showtimeId)
    {
        _held.DropExpired();
        Bookings.DropExpired();
        var pending = Bookings.Pending.Where(booking => booking.ShowtimeId == showtimeId);
        var confirmed = Bookings.Confirmed.Where(booking => booking.ShowtimeId == showtimeId);
        return
        [
            .. _held.On(showtimeId).Keys.Select(seatId => (seatId, "selected")),
            .. pending.SelectMany(booking => booking.Prices.Keys.Select(seatId => (seatId, booking.IsGuests ? "locked" : "selected"))),
            .. confirmed.SelectMany(booking => booking.Prices.Keys.Select(seatId => (seatId, "sold"))),
        ];
    }

    private static Dictionary<int, string> StatusesOf(JsonElement map) =>
        map.GetProperty("rows")
            .EnumerateArray()
            .SelectMany(row => row.GetProperty("seats").EnumerateArray())
            .ToDictionary(seat => seat.GetProperty("seatId").GetInt32(), seat => seat.GetProperty("status").GetString()!);

    private Show AnyShow() => shows[random.Next(shows.Count)];

    private T Any<T>(List<T> list) => list[random.Next(list.Count)];

    private (int ShowtimeId, int[] SeatIds)? AnyHeld()
    {
        if (_held.ShowtimeIds.Count == 0)
        {
            return null;
        }

        var showtimeId = _held.ShowtimeIds.ElementAt(random.Next(_held.ShowtimeIds.Count));
        return (showtimeId, [.. _held.On(showtimeId).Keys]);
    }

    /// <summary>Neighbours or not, in any order: lists of different customers overlap in every way.</summary>
    private int[] AnySeats(Show show, int count)
    {
        var first = random.Next(show.SeatIds.Length);
        var seats = random.Next(2) == 0 ? random.GetItems(show.SeatIds, count).Distinct() : Enumerable.Range(first, count).Select(At);
        return Shuffled([.. seats]);

        int At(int index) => show.SeatIds[index % show.SeatIds.Length];
    }

    private int[] Shuffled(int[] items)
    {
        random.Shuffle(items);
        return items;
    }
}
