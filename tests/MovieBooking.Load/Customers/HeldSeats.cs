using System.Text.Json;
using MovieBooking.Load.Staging;

namespace MovieBooking.Load.Customers;

/// <summary>A customer's holds: taken, extended and given back over HTTP, and remembered as they were answered.</summary>
internal sealed class HeldSeats(Calls calls, History history, string owner)
{
    /// <summary>Ours and the database's idea of the last moment may differ by this much.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    private readonly Dictionary<int, Dictionary<int, Hold>> _holds = [];

    /// <summary>The showtimes on which something is held for certain.</summary>
    public IReadOnlyCollection<int> ShowtimeIds => _holds.Keys;

    public Dictionary<int, Hold> On(int showtimeId) => _holds.TryGetValue(showtimeId, out var holds) ? holds : s_none;

    private static readonly Dictionary<int, Hold> s_none = [];

    public async Task LockAsync(Show show, int[] seatIds)
    {
        var answer =
            seatIds.Length == 1
                ? await calls.PostAsync("lock one", $"showtimes/{show.ShowtimeId}/seats/{seatIds[0]}/lock")
                : await calls.PostAsync("lock several", $"showtimes/{show.ShowtimeId}/seats/lock", Json.SeatIds(seatIds));
        if (answer.Status == 200)
        {
            Remember(show.ShowtimeId, seatIds, answer.Json());
        }
        else
        {
            Expect(answer, "lock", "seats_taken", "seat_in_reservation", "hold_limit", "hold_pause");
        }
    }

    public async Task UnlockAsync(int showtimeId, int[] seatIds)
    {
        Release(showtimeId, seatIds);
        var answer =
            seatIds.Length == 1
                ? await calls.PostAsync("unlock", $"showtimes/{showtimeId}/seats/{seatIds[0]}/unlock")
                : await calls.PostAsync("unlock", $"showtimes/{showtimeId}/seats/unlock", Json.SeatIds(seatIds));
        if (answer.Status != 204)
        {
            Expect(answer, "unlock");
        }
    }

    public async Task ExtendAsync(int showtimeId)
    {
        var answer = await calls.PostAsync("extend", $"showtimes/{showtimeId}/seats/extend");
        DropExpired();
        if (answer.Status == 200)
        {
            var expiresAt = Json.Time(answer.Json().GetProperty("expiresAt")) - Margin;
            foreach (var hold in On(showtimeId).Values)
            {
                hold.Claim.ExpiresAt = expiresAt;
            }
        }
        else if (answer.Code != "hold_expired" || On(showtimeId).Count > 0)
        {
            Expect(answer, "extend", "extension_limit");
        }
    }

    /// <summary>Holds become a reservation: the claims stay, as its.</summary>
    public Claim? Take(int showtimeId, int seatId) =>
        _holds.TryGetValue(showtimeId, out var holds) && holds.Remove(seatId, out var hold) ? hold.Claim : null;

    /// <summary>Forgets what nobody can be sure of any more.</summary>
    public void DropExpired()
    {
        foreach (var (showtimeId, holds) in _holds)
        {
            foreach (var seatId in holds.Where(hold => hold.Value.Claim.ExpiresAt <= Clock.Now).Select(hold => hold.Key).ToList())
            {
                holds.Remove(seatId);
            }

            if (holds.Count == 0)
            {
                _holds.Remove(showtimeId);
            }
        }
    }

    private void Remember(int showtimeId, int[] seatIds, JsonElement answer)
    {
        var expiresAt = Json.Time(answer.GetProperty("expiresAt")) - Margin;
        if (!_holds.TryGetValue(showtimeId, out var holds))
        {
            _holds[showtimeId] = holds = [];
        }

        foreach (var (seatId, price) in Prices(seatIds, answer))
        {
            if (holds.TryGetValue(seatId, out var before) && before.Claim.ExpiresAt > Clock.Now)
            {
                if (before.Price != price)
                {
                    history.Contradictions.Add($"{owner}: seat {seatId} held for {before.Price}, then for {price}");
                }

                continue;
            }

            var claim = new Claim(owner, showtimeId, seatId, Clock.Now, expiresAt);
            history.Claims.Add(claim);
            holds[seatId] = new Hold(price, claim);
        }
    }

    private (int SeatId, decimal Price)[] Prices(int[] asked, JsonElement answer)
    {
        if (!answer.TryGetProperty("seats", out var seats))
        {
            return [(answer.GetProperty("seatId").GetInt32(), answer.GetProperty("price").GetDecimal())];
        }

        var prices = seats.EnumerateArray().Select(seat => (seat.GetProperty("seatId").GetInt32(), seat.GetProperty("price").GetDecimal()));
        (int SeatId, decimal Price)[] held = [.. prices];
        if (!held.Select(seat => seat.SeatId).ToHashSet().SetEquals(asked))
        {
            history.Contradictions.Add($"{owner}: asked to hold {string.Join(',', asked)}, was told {seats}");
        }

        return held;
    }

    private void Release(int showtimeId, int[] seatIds)
    {
        foreach (var seatId in seatIds)
        {
            if (Take(showtimeId, seatId) is { } claim)
            {
                claim.ReleasedAt = Clock.Now;
            }
        }
    }

    private void Expect(Answer answer, string what, params string[] refusals)
    {
        if (!answer.IsUnknown && !refusals.Contains(answer.Code, StringComparer.Ordinal))
        {
            history.Contradictions.Add($"{owner}: {what} answered {answer.Outcome}");
        }
    }

    /// <summary>A seat held at a fixed price.</summary>
    internal sealed record Hold(decimal Price, Claim Claim);
}
