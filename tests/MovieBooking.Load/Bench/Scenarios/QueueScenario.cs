using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MovieBooking.Load.Bench.Figures;
using MovieBooking.Load.Bench.Staging;
using MovieBooking.Load.Bench.Wire;
using MovieBooking.Load.Checks;
using MovieBooking.Load.Staging;

namespace MovieBooking.Load.Bench.Scenarios;

/// <summary>
/// An on-sale behind a waiting room: everybody joins at once, waits for his turn and then wants two of 96 seats. A tenth try
/// before their turn, and with a ticket they made up.
/// </summary>
internal static class QueueScenario
{
    // A hundred a second: of a thousand the last is let in after ten seconds.
    private const int AdmissionsPerMinute = 6_000;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    public static async Task RunAsync(BenchStage stage, CancellationToken cancellationToken)
    {
        List<string> wrong = [];
        var (people, looked) = (stage.Options.People, 0);
        await stage.CompareAsync(
            "queue",
            $"{people:N0} people join a waiting room",
            [stage.Product],
            async contender =>
            {
                var (joins, polls, holds, refused) = (new Tally(), new Tally(), new Tally(), new Tally());
                var show = await contender.OnSale.ShowAsync(cancellationToken);
                using var connections = await Connections.OpenAsync(contender.Address, people, cancellationToken);
                var waiters = connections
                    .Zip(stage.UserIds, (connection, userId) => new Waiter(connection, contender.SignedIn(userId), show.ShowtimeId))
                    .ToArray();
                await OpenAsync(stage, show, waiters[0], cancellationToken);

                var round = await ClosedLoop.OnceAsync(
                    waiters,
                    stage.Meter(contender),
                    joins,
                    waiter => waiter.JoinAsync(joins, cancellationToken),
                    cancellationToken
                );
                await Task.WhenAll(
                    waiters.Select(
                        (waiter, index) =>
                            Task.Run(() => waiter.TakeTurnAsync(show, index % 10 == 0, polls, holds, refused, cancellationToken))
                    )
                );
                stage.Expect("queue, joins", contender, joins, 200);
                stage.Expect("queue, looks", contender, polls, 200);
                stage.Expect("queue, holds in turn", contender, holds, 200, 409);
                stage.Expect("queue, holds out of turn or with a forged ticket", contender, refused, 403);
                wrong.AddRange(OutOfOrder(waiters));
                looked += people;
                return round;
            }
        );
        stage.Report.Add(new Check("queue: everybody has a place of his own, in the order of coming, and is let in by it", looked, wrong));
    }

    /// <summary>Opens the room by hand in the database, and waits until the product has seen it.</summary>
    private static async Task OpenAsync(BenchStage stage, Show show, Waiter anybody, CancellationToken cancellationToken)
    {
        await using (var connection = await stage.Database.OpenAsync(cancellationToken))
        {
            await Seed.InsertAsync(
                connection,
                "CALL sp_open_waiting_room(@showtime_id, NULL, @rate, 10)",
                cancellationToken,
                ("@showtime_id", show.ShowtimeId),
                ("@rate", AdmissionsPerMinute)
            );
        }

        while (!await anybody.SeesRoomAsync(cancellationToken))
        {
            await Task.Delay(s_pause, cancellationToken);
        }
    }

    private static IEnumerable<string> OutOfOrder(IEnumerable<Waiter> waiters)
    {
        var (place, admitsAt, began) = (0L, DateTimeOffset.MinValue, 0L);
        foreach (var waiter in waiters.OrderBy(waiter => waiter.Place))
        {
            if (waiter.Place <= place)
            {
                yield return $"{waiter.Place} was given twice";
            }

            if (waiter.AdmitsAt <= admitsAt)
            {
                yield return $"{waiter.Place} is let in with or before {place}";
            }

            // Who had a lower place began to join before this one was answered.
            began = Math.Max(began, waiter.Began);
            if (began > waiter.Ended)
            {
                yield return $"{waiter.Place} was overtaken by somebody who came later";
            }

            if (waiter.LetInAt < waiter.AdmitsAt)
            {
                yield return $"{waiter.Place} was let in {(waiter.AdmitsAt - waiter.LetInAt).TotalMilliseconds:N1} ms too early";
            }

            (place, admitsAt) = (waiter.Place, waiter.AdmitsAt);
        }
    }

    /// <summary>Somebody with a connection who queues.</summary>
    private sealed class Waiter(HttpConnection connection, string signedIn, int showtimeId)
    {
        private string _ticket = "";

        public long Place { get; private set; }

        public DateTimeOffset AdmitsAt { get; private set; }

        public DateTimeOffset LetInAt { get; private set; }

        public long Began { get; private set; }

        public long Ended { get; private set; }

        private string Queue => string.Create(CultureInfo.InvariantCulture, $"/api/v1/showtimes/{showtimeId}/queue");

        private string Seats => string.Create(CultureInfo.InvariantCulture, $"/api/v1/showtimes/{showtimeId}/seats");

        public async Task<bool> SeesRoomAsync(CancellationToken cancellationToken)
        {
            var map = await connection.SendAsync(Request.Get(Seats, signedIn), cancellationToken);
            using var json = JsonDocument.Parse(map.Body);
            return json.RootElement.GetProperty("waitingRoomId").ValueKind == JsonValueKind.Number;
        }

        public async Task JoinAsync(Tally joins, CancellationToken cancellationToken)
        {
            Began = Stopwatch.GetTimestamp();
            var reply = await connection.SendAsync(Request.Post(Queue, null), cancellationToken);
            Ended = Stopwatch.GetTimestamp();
            joins.Record(Began, reply.Status);
            if (reply.IsSuccess)
            {
                using var json = JsonDocument.Parse(reply.Body);
                _ticket = json.RootElement.GetProperty("ticket").GetString()!;
                Place = json.RootElement.GetProperty("place").GetInt64();
                AdmitsAt = json.RootElement.GetProperty("admitsAt").GetDateTimeOffset();
            }
        }

        /// <summary>Waits, looks now and then, and holds two seats when it is let in.</summary>
        public async Task TakeTurnAsync(
            Show show,
            bool isCheat,
            Tally polls,
            Tally holds,
            Tally refused,
            CancellationToken cancellationToken
        )
        {
            var index = Random.Shared.Next(show.SeatIds.Length / 2) * 2;
            var body = $"{{\"seatIds\":[{show.SeatIds[index]},{show.SeatIds[index + 1]}]}}";
            if (isCheat && AdmitsAt > DateTimeOffset.UtcNow.AddSeconds(1))
            {
                var forged = (_ticket[0] == 'A' ? 'B' : 'A') + _ticket[1..];
                await HoldAsync(body, _ticket, refused, cancellationToken);
                await HoldAsync(body, forged, refused, cancellationToken);
            }

            while (true)
            {
                var wait = AdmitsAt - DateTimeOffset.UtcNow;
                await Task.Delay(wait > s_pause ? wait : s_pause, cancellationToken);
                var started = Stopwatch.GetTimestamp();
                var reply = await connection.SendAsync(Request.Get(Queue, $"Queue-Ticket: {_ticket}"), cancellationToken);
                var answeredAt = DateTimeOffset.UtcNow;
                polls.Record(started, reply.Status);
                using var json = JsonDocument.Parse(reply.Body);
                if (!reply.IsSuccess || json.RootElement.GetProperty("admitted").GetBoolean())
                {
                    LetInAt = answeredAt;
                    break;
                }
            }

            await HoldAsync(body, _ticket, holds, cancellationToken);
        }

        private async Task HoldAsync(string body, string ticket, Tally tally, CancellationToken cancellationToken)
        {
            var started = Stopwatch.GetTimestamp();
            var reply = await connection.SendAsync(
                Request.Post($"{Seats}/lock", body, signedIn, $"Queue-Ticket: {ticket}"),
                cancellationToken
            );
            tally.Record(started, reply.Status);
        }
    }
}
