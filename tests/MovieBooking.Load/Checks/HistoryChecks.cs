using MovieBooking.Load.Customers;

namespace MovieBooking.Load.Checks;

/// <summary>What customers were told, compared with what others were told and with the rows.</summary>
internal static class HistoryChecks
{
    public static Check Contradictions(IReadOnlyCollection<History> histories) =>
        new(
            "every answer agrees with the answers before it",
            histories.Count,
            [.. histories.SelectMany(history => history.Contradictions)]
        );

    /// <summary>No two people had one seat at one time.</summary>
    public static Check DoubleSales(IReadOnlyCollection<History> histories)
    {
        var claims = histories.SelectMany(history => history.Claims).ToList();
        List<string> violations = [];
        foreach (var seat in claims.GroupBy(claim => (claim.ShowtimeId, claim.SeatId)))
        {
            Claim? holder = null;
            foreach (var claim in seat.OrderBy(claim => claim.From))
            {
                if (holder is not null && claim.From < holder.To)
                {
                    violations.Add(
                        $"showtime {claim.ShowtimeId}, seat {claim.SeatId}: {holder.Owner}'s until {holder.To:O}, {claim.Owner}'s from {claim.From:O}"
                    );
                }

                holder = holder is null || claim.To > holder.To ? claim : holder;
            }
        }

        return new Check("no seat was two people's at one time", claims.Count, violations);
    }

    /// <summary>Each booking that was acknowledged is there as it was acknowledged.</summary>
    public static Check Lost(IReadOnlyCollection<History> histories, IReadOnlyDictionary<int, StoredReservation> stored)
    {
        var bookings = histories.SelectMany(history => history.Bookings).ToList();
        return new Check(
            "every acknowledged booking is there, with its seats, prices and what is due back",
            bookings.Count,
            [.. bookings.Select(booking => WhatIsWrong(booking, stored.GetValueOrDefault(booking.ReservationId))).OfType<string>()]
        );
    }

    /// <summary>Each stored reservation was told to somebody, once: a repeated request books nothing more.</summary>
    public static Check Unheard(IReadOnlyCollection<History> histories, IReadOnlyDictionary<int, StoredReservation> stored)
    {
        var known = histories.SelectMany(history => history.Bookings).CountBy(booking => booking.ReservationId).ToDictionary();
        return new Check(
            "every stored booking was acknowledged to one customer, once",
            stored.Count,
            [
                .. stored.Keys.Where(id => !known.ContainsKey(id)).Select(id => $"reservation {id} was told to nobody"),
                .. known.Where(entry => entry.Value > 1).Select(entry => $"reservation {entry.Key} was told {entry.Value} times"),
            ]
        );
    }

    private static string? WhatIsWrong(Booking booking, StoredReservation? stored)
    {
        if (stored is null)
        {
            return $"reservation {booking.ReservationId}, acknowledged as {booking.State}, is gone";
        }

        var isRight = booking.State switch
        {
            BookingState.Confirmed => stored.Status == "confirmed",
            BookingState.Cancelled => stored.Status == "cancelled",
            _ => stored.Status == "pending" || (stored.Status == "expired" && booking.ExpiresAt < Clock.Now),
        };
        if (!isRight)
        {
            return $"reservation {booking.ReservationId}, acknowledged as {booking.State}, is {stored.Status}";
        }

        if (stored.RefundDue != booking.RefundDue)
        {
            return $"reservation {booking.ReservationId} ({stored.Status}) owes {stored.RefundDue}, and not {booking.RefundDue}";
        }

        if (stored.OnCard != booking.OnCard)
        {
            return $"a gift card pays {stored.OnCard} of reservation {booking.ReservationId} ({stored.Status}), and not {booking.OnCard}";
        }

        // Tickets stand for what is pending or sold, and lie among the cancelled ones after that, or once they were given back.
        var isKept = stored.Status is "pending" or "confirmed";
        var seats = booking
            .Prices.Select(price => (price.Key, price.Value))
            .ToLookup(seat => isKept && !booking.GivenBack.Contains(seat.Key));
        return
            stored.Tickets.Order().SequenceEqual(seats[true].Order()) && stored.CancelledTickets.Order().SequenceEqual(seats[false].Order())
            ? null
            : $"reservation {booking.ReservationId} ({stored.Status}) was {Text(booking.Prices.Select(price => (price.Key, price.Value)))}, "
                + $"has tickets {Text(stored.Tickets)} and cancelled ones {Text(stored.CancelledTickets)}";
    }

    private static string Text(IEnumerable<(int SeatId, decimal Price)> seats) =>
        "[" + string.Join(", ", seats.Order().Select(seat => $"{seat.SeatId} for {seat.Price}")) + "]";
}
