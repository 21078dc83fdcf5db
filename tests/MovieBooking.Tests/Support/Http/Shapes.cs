using System.Text.Json;

namespace MovieBooking.Tests.Support;

/// <summary>The shapes of the contract: exactly these names, and words from these lists.</summary>
internal static class Shapes
{
    private static readonly string[] s_movie =
    [
        "movieId",
        "title",
        "durationMinutes",
        "rating",
        "releaseDate",
        "scheduledCloseDate",
        "status",
        "description",
        "director",
        "cast",
        "genre",
        "posterUrl",
    ];

    private static readonly string[] s_ticket = ["ticketId", "seatId", "seatLabel", "seatClass", "price", "refund"];

    public static string[] Reservation { get; } =
    [
        "reservationId",
        "reference",
        "status",
        "showtime",
        "tickets",
        "cancelledTickets",
        "total",
        "voucher",
        "giftCard",
        "refundDue",
        "currency",
        "refundPolicy",
        "movedFrom",
        "payment",
        "createdAt",
        "expiresAt",
        "confirmedAt",
        "cancelledAt",
    ];

    public static JsonElement IsMovie(this JsonElement movie, bool withShowtimes = false)
    {
        movie.Has(withShowtimes ? [.. s_movie, "showtimes"] : s_movie);
        movie.IsOneOf("rating", "G", "PG", "PG-13", "R", "NC-17");
        movie.IsOneOf("status", "open", "closed");
        Assert.Matches("^\\d{4}-\\d\\d-\\d\\d$", movie.Text("releaseDate"));
        Assert.Matches("^\\d{4}-\\d\\d-\\d\\d$", movie.Text("scheduledCloseDate"));
        return movie;
    }

    public static JsonElement IsCinema(this JsonElement cinema) => cinema.Has("cinemaId", "name", "address", "city", "timeZone");

    public static JsonElement IsManagedCinema(this JsonElement cinema)
    {
        cinema
            .Has("cinemaId", "name", "address", "city", "timeZone", "refundPolicy", "language")
            .GetProperty("refundPolicy")
            .IsRefundPolicy();
        cinema.IsOneOf("language", "en", "es");
        return cinema;
    }

    public static JsonElement IsRefundPolicy(this JsonElement policy)
    {
        policy.Has("minutes", "feeKind", "fee").IsOneOf("feeKind", "none", "amount", "percent");
        return policy;
    }

    public static JsonElement IsShowtime(this JsonElement showtime)
    {
        showtime.Has(
            "showtimeId",
            "movieId",
            "movieTitle",
            "status",
            "startsAt",
            "endsAt",
            "cinema",
            "screen",
            "priceFrom",
            "currency",
            "seatsAvailable"
        );
        showtime.GetProperty("cinema").IsCinema();
        var screen = showtime.GetProperty("screen").Has("screenId", "name", "format");
        screen.IsOneOf("format", "2D", "3D", "IMAX");
        showtime.IsOneOf("status", "scheduled", "cancelled");
        return showtime;
    }

    public static JsonElement IsSeatMap(this JsonElement map)
    {
        map.Has("showtime", "currency", "version", "holdExpiresAt", "reservationId", "waitingRoomId", "rows")
            .GetProperty("showtime")
            .IsShowtime();
        var rows = map.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(["A", "B", "C", "D", "E", "F", "G", "H"], rows.Select(row => row.Has("label", "seats").Text("label")));
        foreach (var row in rows)
        {
            var seats = row.GetProperty("seats").EnumerateArray().ToList();
            Assert.Equal(Enumerable.Range(1, 12), seats.Select(seat => seat.Int("column")));
            Assert.All(seats, seat => seat.IsSeat(row.Text("label")));
        }

        return map;
    }

    public static JsonElement IsReservation(this JsonElement reservation)
    {
        reservation.Has(Reservation);
        reservation.GetProperty("showtime").IsShowtime();
        reservation.IsOneOf("status", "pending", "confirmed", "cancelled", "expired");
        Assert.All(
            reservation.GetProperty("tickets").EnumerateArray().Concat(reservation.GetProperty("cancelledTickets").EnumerateArray()),
            ticket => ticket.Has([.. s_ticket, .. ticket.TryGetProperty("token", out _) ? ["token"] : Array.Empty<string>()])
        );
        if (!reservation.IsNull("voucher"))
        {
            reservation.GetProperty("voucher").Has("hint", "discount");
        }

        if (!reservation.IsNull("giftCard"))
        {
            reservation.GetProperty("giftCard").Has("hint", "amount", "givenBack");
        }

        reservation.GetProperty("refundPolicy").Has("until", "feeKind", "fee", "refundNow").IsOneOf("feeKind", "none", "amount", "percent");
        return reservation;
    }

    public static JsonElement IsSession(this JsonElement session)
    {
        session.Has("accessToken", "expiresAt", "refreshToken", "user", "secondFactorNeeded").GetProperty("user").IsUser();
        return session;
    }

    public static JsonElement IsUser(this JsonElement user)
    {
        user.Has("userId", "email", "displayName", "role");
        user.IsOneOf("role", "admin", "customer");
        return user;
    }

    public static void IsSeat(this JsonElement seat, string row)
    {
        seat.Has("seatId", "label", "row", "column", "seatClass", "price", "status");
        Assert.Equal(row, seat.Text("row"));
        Assert.Equal($"{row}{seat.Int("column")}", seat.Text("label"));
        Assert.Equal(string.CompareOrdinal(row, "F") < 0 ? "standard" : "premium", seat.Text("seatClass"));
        seat.IsOneOf("status", "available", "selected", "locked", "sold", "unavailable");
    }
}
