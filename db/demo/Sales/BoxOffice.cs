namespace MovieBooking.Db.Demo;

/// <summary>A showtime as it stands in the database, ready to be sold.</summary>
internal sealed record DemoShow(int ShowtimeId, DemoRun Run, DemoRoom Room, DateTime StartUtc)
{
    public DateTime LocalStart { get; } =
        TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(StartUtc, DateTimeKind.Utc), Room.Cinema.Zone);
}

/// <summary>A group's booking; without a time of cancellation it stands.</summary>
internal sealed record DemoBooking(DemoShow Show, int UserId, DemoSeat[] Seats, DateTime BookedUtc, DateTime? CancelledUtc)
{
    public DateOnly SaleDate => Show.Room.Cinema.LocalDate(BookedUtc);
}

/// <summary>
/// Sells a show as people would: the likely number of groups, each at its own hour in the days before, first come first
/// seated. Bookings that lie after <paramref name="now"/> have not happened, so a coming show is sold in part.
/// </summary>
internal sealed class BoxOffice(DateTime now, Random random, int demoCustomer, IReadOnlyDictionary<string, int[]> customers)
{
    /// <summary>More than past shows sold, so that the seat maps of the coming days are not bare.</summary>
    private const double ComingRush = 1.8;

    public IEnumerable<DemoBooking> Sell(DemoShow show, DemoSeat[] seats, bool withDemoCustomer)
    {
        var plan = new SeatPlan(seats);
        if (withDemoCustomer)
        {
            var early = show.StartUtc.AddHours(-30);
            var booked = early < now ? early : now.AddHours(-3);
            yield return new(show, demoCustomer, plan.Take(2, premium: true, random), booked, null);
        }

        foreach (var (booked, size) in Groups(show, seats.Length))
        {
            var taken = plan.Take(size, premium: random.NextDouble() < 0.32, random);
            if (taken.Length == 0)
            {
                continue;
            }

            var cancelled = CancellationTime(show, booked);
            if (cancelled is not null)
            {
                plan.Release(taken);
            }

            yield return new(show, Customer(show), taken, booked, cancelled);
        }
    }

    private IEnumerable<(DateTime Booked, int Size)> Groups(DemoShow show, int capacity)
    {
        var share =
            Demand.Share(show.Run, show.Room.Format, show.LocalStart)
            * show.Room.Cinema.Draw
            * (0.35 + 1.3 * random.NextDouble())
            * (show.StartUtc > now ? ComingRush : 1);
        var wanted = Math.Min(0.95, share) * capacity;
        var groups = new List<(DateTime Booked, int Size)>();
        for (var people = random.NextDouble() * 2; people < wanted; )
        {
            var size = GroupSize(show.Run.Movie.Appeal.Audience);
            people += size;
            groups.Add((BookingTime(show), size));
        }

        return groups.Where(group => group.Booked < now).OrderBy(group => group.Booked);
    }

    private int GroupSize(Audience audience) =>
        (audience, random.NextDouble()) switch
        {
            (Audience.Families, < 0.08) => 1,
            (Audience.Families, < 0.3) => 2,
            (Audience.Families, < 0.6) => 3,
            (Audience.Families, < 0.88) => 4,
            (Audience.Families, _) => 5,
            (_, < 0.2) => 1,
            (_, < 0.68) => 2,
            (_, < 0.82) => 3,
            (_, < 0.94) => 4,
            _ => random.Next(5, 8),
        };

    /// <summary>Some book within the last hours, the others some evening of the two weeks before.</summary>
    private DateTime BookingTime(DemoShow show)
    {
        if (random.NextDouble() < 0.25)
        {
            return show.StartUtc.AddMinutes(-8 - 400 * Math.Pow(random.NextDouble(), 2));
        }

        var daysBefore = 1 + (int)(13 * Math.Pow(random.NextDouble(), 1.4));
        var localHour = 9 + 14 * Math.Sqrt(random.NextDouble());
        var hoursBefore = daysBefore * 24 + show.LocalStart.TimeOfDay.TotalHours - localHour;
        return show.StartUtc.AddHours(-hoursBefore);
    }

    private DateTime? CancellationTime(DemoShow show, DateTime booked)
    {
        if (random.NextDouble() > 0.025)
        {
            return null;
        }

        var until = show.StartUtc < now ? show.StartUtc : now;
        return booked + (until - booked) * random.NextDouble();
    }

    private int Customer(DemoShow show)
    {
        var locals = customers[show.Room.Cinema.Name];
        return locals[random.Next(locals.Length)];
    }
}
