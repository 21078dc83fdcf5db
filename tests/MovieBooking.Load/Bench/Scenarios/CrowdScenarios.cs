using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MovieBooking.Load.Bench.Figures;
using MovieBooking.Load.Bench.Staging;
using MovieBooking.Load.Bench.Wire;
using MovieBooking.Load.Checks;
using MovieBooking.Load.Staging;

namespace MovieBooking.Load.Bench.Scenarios;

/// <summary>Everybody at once for the same seats; who loses is told soon.</summary>
internal static partial class CrowdScenarios
{
    [GeneratedRegex("\"seatId\":(?<id>[0-9]+),[^}]*\"status\":\"available\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AvailableSeat();

    /// <summary>500 people want one seat.</summary>
    public static async Task OneSeatAsync(BenchStage stage, CancellationToken cancellationToken)
    {
        List<string> wrong = [];
        var (people, rounds) = (stage.Options.People / 2, 0);
        var comparison = await stage.CompareAsync(
            "one-seat",
            $"{people:N0} people hold one seat",
            [stage.Product, stage.Bare],
            async contender =>
            {
                var (tally, show) = (new Tally(), await contender.OnSale.ShowAsync(cancellationToken));
                using var connections = await Connections.OpenAsync(contender.Address, people, cancellationToken);
                var round = await ClosedLoop.OnceAsync(
                    Buyers(stage, contender, connections),
                    stage.Meter(contender),
                    tally,
                    buyer => buyer.HoldAsync(show.ShowtimeId, show.SeatIds[0], tally, cancellationToken),
                    cancellationToken
                );
                stage.Expect("one-seat", contender, tally, 200, 409);
                var winners = tally.Statuses.FirstOrDefault(entry => entry.Status == 200).Count;
                var losers = tally.Statuses.FirstOrDefault(entry => entry.Status == 409).Count;
                if ((winners, losers) != (1, people - 1))
                {
                    wrong.Add($"{contender.Name}: {winners} hold it, {losers} were refused");
                }

                rounds++;
                return round;
            }
        );
        stage.Report.Add(new Check("one-seat: one person has it, all others were refused", rounds, wrong));
        stage.Report.Add(Goal.AtMost("5: one seat, p99 ms", comparison.Of(Comparison.Product, P99).Median, 250));
    }

    /// <summary>1,000 people want two of one showtime's 96 seats: they look, hold two, and book them; until none are left.</summary>
    public static async Task RushAsync(BenchStage stage, CancellationToken cancellationToken)
    {
        List<string> wrong = [];
        var (people, rounds) = (stage.Options.People, 0);
        var comparison = await stage.CompareAsync(
            "rush",
            $"{people:N0} people, 96 seats: holds",
            [stage.Product, stage.Bare],
            async contender =>
            {
                var (calls, holds, booked) = (new Tally(), new Tally(), 0);
                var show = await contender.OnSale.ShowAsync(cancellationToken);
                using var connections = await Connections.OpenAsync(contender.Address, people, cancellationToken);
                var round = await ClosedLoop.OnceAsync(
                    Buyers(stage, contender, connections),
                    stage.Meter(contender),
                    calls,
                    async buyer =>
                    {
                        if (await RushAsync(buyer, show.ShowtimeId, calls, holds, cancellationToken))
                        {
                            Interlocked.Increment(ref booked);
                        }
                    },
                    cancellationToken,
                    holds
                );
                stage.Expect("rush", contender, calls, 200, 201);
                stage.Expect("rush, holds", contender, holds, 200, 409);
                if (await SoldAsync(stage, show, cancellationToken) is var sold && sold != show.SeatIds.Length || booked != sold / 2)
                {
                    wrong.Add($"{contender.Name}: {sold} seats are sold, {booked} people have two");
                }

                rounds++;
                return round;
            }
        );
        stage.Report.Add(new Check("rush: every seat is sold once, to 48 people", rounds, wrong));
        stage.Report.Add(Goal.AtMost("4: rush, holds and refusals, p99 ms", comparison.Of(Comparison.Product, P99).Median, 250));
    }

    /// <summary>Whether this one got two seats.</summary>
    private static async Task<bool> RushAsync(Buyer buyer, int showtimeId, Tally calls, Tally holds, CancellationToken cancellationToken)
    {
        while (true)
        {
            var map = await buyer.ReadMapAsync(showtimeId, calls, cancellationToken);
            var free = AvailableSeat()
                .Matches(Encoding.UTF8.GetString(map.Body.Span))
                .Select(seat => int.Parse(seat.Groups["id"].ValueSpan, CultureInfo.InvariantCulture))
                .ToArray();
            if (free.Length < 2)
            {
                return false;
            }

            Random.Shared.Shuffle(free);
            var seats = new SeatPair(showtimeId, free[0], free[1]);
            if ((await buyer.HoldAsync(seats, holds, cancellationToken)).IsSuccess)
            {
                return (await buyer.BuyAsync(seats, calls, cancellationToken)).IsSuccess;
            }
        }
    }

    /// <summary>How many seats of a showtime are sold, by the rows.</summary>
    private static async Task<int> SoldAsync(BenchStage stage, Show show, CancellationToken cancellationToken)
    {
        await using var connection = await stage.Database.OpenAsync(cancellationToken);
        var sold = await Seed.IdsAsync(
            connection,
            """
            SELECT COUNT(DISTINCT tickets.seat_id)
            FROM tickets
            INNER JOIN reservations ON reservations.reservation_id = tickets.reservation_id
            WHERE tickets.showtime_id = @showtime_id AND reservations.status = 'confirmed'
            """,
            cancellationToken,
            ("@showtime_id", show.ShowtimeId)
        );
        return sold[0];
    }

    private static List<Buyer> Buyers(BenchStage stage, Contender contender, Connections connections) =>
        [.. connections.Zip(stage.UserIds, (connection, userId) => new Buyer(connection, contender.SignedIn(userId), isPatient: true))];

    private static double P99(Round round) => round.P99.TotalMilliseconds;
}
