namespace MovieBooking.Api.Queue;

/// <summary>From a place on, let in at a moment, a waiting room lets in so many a minute.</summary>
internal sealed record AdmissionRate(long FromPlace, DateTime FromAt, int PerMinute);

/// <summary>How far a place in the queue is.</summary>
internal enum Turn
{
    Waiting,
    Admitted,
    Over,
}

/// <summary>
/// The waiting room of a showtime or a movie. Who is let in when follows from this alone: nobody has a row or a timer of his own.
/// All times are the database's, in UTC.
/// </summary>
/// <param name="RoomId">Its id.</param>
/// <param name="BookingMinutes">How long one may book, from the moment one is let in.</param>
/// <param name="NextPlace">The place of who joins next.</param>
/// <param name="Joined">How many have joined.</param>
/// <param name="Rates">How fast it lets in: the first place from which each rate counts, in order. There is always one.</param>
internal sealed record WaitingRoom(int RoomId, int BookingMinutes, long NextPlace, long Joined, IReadOnlyList<AdmissionRate> Rates)
{
    // A day before the end of time, so that a booking window still fits in.
    private static readonly DateTime s_never = DateTime.MaxValue.AddDays(-1);

    public AdmissionRate Rate => Rates[^1];

    /// <summary>When a place is let in.</summary>
    public DateTime AdmitsAt(long place)
    {
        var index = Rates.Count - 1;
        while (index > 0 && Rates[index].FromPlace > place)
        {
            index--;
        }

        var rate = Rates[index];
        // Rounded up: a place is not let in before its time.
        var after = ((Int128)(place - rate.FromPlace) * TimeSpan.TicksPerMinute + rate.PerMinute - 1) / rate.PerMinute;
        return after < (s_never - rate.FromAt).Ticks ? rate.FromAt.AddTicks((long)after) : s_never;
    }

    public DateTime BookingUntil(long place) => AdmitsAt(place).AddMinutes(BookingMinutes);

    public Turn TurnOf(long place, DateTime now) =>
        now < AdmitsAt(place) ? Turn.Waiting
        : now < BookingUntil(place) ? Turn.Admitted
        : Turn.Over;

    /// <summary>The first place that is not let in yet.</summary>
    public long FirstWaiting(DateTime now) =>
        now < Rate.FromAt ? Rate.FromPlace : Rate.FromPlace + (now - Rate.FromAt).Ticks * Rate.PerMinute / TimeSpan.TicksPerMinute + 1;

    /// <summary>How many wait.</summary>
    public long Waiting(DateTime now) => Math.Max(0, NextPlace - FirstWaiting(now));
}
