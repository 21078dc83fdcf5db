using MovieBooking.Tests.Support;
using MySqlConnector;
using Xunit.Abstractions;

namespace MovieBooking.Tests.Database;

/// <summary>After any sequence of calls, sales_rollups says what the confirmed tickets say.</summary>
public sealed class RollupTests(TestDatabase database, ITestOutputHelper output) : IClassFixture<TestDatabase>
{
    private const int Seed = 20_300_301;
    private const int Steps = 400;

    [Fact]
    public async Task Rollups_are_the_sums_of_the_confirmed_tickets()
    {
        output.WriteLine($"Seed {Seed}");
        var random = new Random(Seed);
        var given = new Given(database);
        Show[] shows = [await ShowAsync("2D"), await ShowAsync("3D"), await ShowAsync("IMAX")];
        int[] users = [await given.UserAsync(), await given.UserAsync(), await given.UserAsync(), await given.UserAsync()];
        var voucher = await given.VoucherAsync(value: 33.3m, maxUses: null);
        var card = await given.GiftCardAsync(150);
        List<int> reservations = [];
        Dictionary<int, int> answers = [];
        await using var session = await Show.AtAsync(database, Show.Noon);

        for (var step = 0; step < Steps; step++)
        {
            // Seven minutes a step: reservations expire, days change, and at last the shows start.
            await session.SetClockAsync(Show.Noon.AddMinutes(step * 7));
            var error = await Race.ErrorOfAsync(StepAsync());
            answers[error] = answers.GetValueOrDefault(error) + 1;
        }

        output.WriteLine(string.Join(", ", answers.OrderBy(answer => answer.Key).Select(answer => $"{answer.Key}: {answer.Value}")));
        foreach (var show in shows)
        {
            Assert.Equal(await FromTicketsAsync(show), await FromRollupsAsync(show));
            Assert.NotEmpty(await FromRollupsAsync(show));
        }

        Assert.Empty(await database.MisspentCardsAsync());
        Assert.InRange(await database.BalanceAsync(card), 0, 149.99m);
        // No ticket is both sold and cancelled.
        Assert.Equal(0, await database.ScalarAsync<int>("SELECT COUNT(*) FROM tickets INNER JOIN cancelled_tickets USING (ticket_id)"));
        // Refunds are due for what was sold and cancelled, and nothing else.
        Assert.Equal(
            0,
            await database.ScalarAsync<int>(
                """
                SELECT COUNT(*)
                FROM cancelled_tickets
                INNER JOIN reservations ON reservations.reservation_id = cancelled_tickets.reservation_id
                WHERE cancelled_tickets.refund_due <> IF(reservations.confirmed_at IS NULL, 0, cancelled_tickets.price)
                """
            )
        );

        Task StepAsync()
        {
            var show = shows[random.Next(shows.Length)];
            var user = users[random.Next(users.Length)];
            string[] seats =
            [
                .. Enumerable
                    .Range(0, random.Next(1, 5))
                    .Select(_ => $"{(char)('A' + random.Next(8))}{random.Next(1, 13)}")
                    .Distinct(StringComparer.Ordinal),
            ];
            return random.Next(10) switch
            {
                < 2 => session.LockAsync(user, show, seats),
                < 6 => CreateAsync(session, user, show, seats, random.Next(3) > 0),
                < 8 => reservations.Count == 0 ? Task.CompletedTask : session.ConfirmAsync(Any(), -300),
                < 9 => reservations.Count == 0 ? Task.CompletedTask : session.CancelOneTicketAsync(Any()),
                _ => reservations.Count == 0 ? Task.CompletedTask : session.CancelAsync(Any()),
            };
        }

        async Task CreateAsync(MySqlConnection connection, int user, Show show, string[] seats, bool confirm)
        {
            var id = await connection.CreateAsync(user, show, seats);
            reservations.Add(id);
            if (reservations.Count % 3 == 0)
            {
                await connection.UseVoucherAsync(id, voucher);
            }

            // A sale counts whatever it is paid with; the card is empty at times.
            if (reservations.Count % 2 == 0)
            {
                await Race.ErrorOfAsync(connection.UseGiftCardAsync(id, card));
            }

            if (confirm)
            {
                await connection.ConfirmAsync(id, -300);
            }
        }

        int Any() => reservations[random.Next(reservations.Count)];
    }

    private async Task<Show> ShowAsync(string format) => await Show.GivenAsync(database, Show.Noon.AddDays(1.5), format);

    private Task<IReadOnlyList<string>> FromRollupsAsync(Show show) =>
        database.LinesAsync(
            "SELECT sale_date, CAST(seat_class AS CHAR), tickets, revenue FROM sales_rollups WHERE showtime_id = @id AND tickets > 0 ORDER BY 1, 2",
            ("@id", show.Id)
        );

    private Task<IReadOnlyList<string>> FromTicketsAsync(Show show) =>
        database.LinesAsync(
            """
            SELECT reservations.sale_date, CAST(tickets.seat_class AS CHAR), COUNT(*), SUM(tickets.price)
            FROM tickets
            INNER JOIN reservations ON reservations.reservation_id = tickets.reservation_id
            WHERE tickets.showtime_id = @id AND reservations.status = 'confirmed'
            GROUP BY reservations.sale_date, tickets.seat_class
            ORDER BY 1, 2
            """,
            ("@id", show.Id)
        );
}
