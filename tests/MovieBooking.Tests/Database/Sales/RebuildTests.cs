using MovieBooking.Api.Hosting;
using MovieBooking.Tests.Support;
using MySqlConnector;
using Xunit.Abstractions;

namespace MovieBooking.Tests.Database;

/// <summary>After bookings, cancellations and cancelled showtimes the rollups are what rebuild-rollups would make of the tickets.</summary>
public sealed class RebuildTests(ITestOutputHelper output)
{
    private const int Seed = 20_300_302;
    private const int Steps = 300;

    /// <summary>When sales are settled; the clock may stand still or go back.</summary>
    private static readonly int[] s_days = [0, 1, 3, 3, 2, 10];

    private const string Rollups = """
        SELECT showtime_id, sale_date, CAST(seat_class AS CHAR), tickets, revenue
        FROM sales_rollups
        ORDER BY 1, 2, 3
        """;

    private const string Tickets = """
        SELECT tickets.showtime_id, reservations.sale_date, CAST(tickets.seat_class AS CHAR), COUNT(*), SUM(tickets.price)
        FROM tickets
        INNER JOIN reservations ON reservations.reservation_id = tickets.reservation_id
        WHERE reservations.status = 'confirmed'
        GROUP BY tickets.showtime_id, reservations.sale_date, tickets.seat_class
        ORDER BY 1, 2, 3
        """;

    [Fact]
    public Task Rebuilding_finds_the_rollups_as_they_are() =>
        OwnDatabase.RunAsync(async own =>
        {
            await PlayAsync(own);
            var kept = await own.LinesAsync(Rollups);

            Assert.NotEmpty(kept);
            Assert.Equal(
                await own.LinesAsync(Tickets),
                await own.LinesAsync(Rollups.Replace("ORDER", "WHERE tickets > 0 ORDER", StringComparison.Ordinal))
            );
            Assert.Equal(6, await RebuildRollups.RunAsync(own.Source, new Progress<string>(), CancellationToken.None));
            Assert.Equal(kept, await own.LinesAsync(Rollups));
        });

    [Fact]
    public Task Rebuilding_mends_rollups_that_are_wrong_missing_or_too_many() =>
        OwnDatabase.RunAsync(async own =>
        {
            await PlayAsync(own);
            var kept = await own.LinesAsync(Rollups);
            await own.ExecuteAsync("UPDATE sales_rollups SET tickets = tickets + 1, revenue = 0 WHERE seat_class = 'standard'");
            await own.ExecuteAsync("DELETE FROM sales_rollups WHERE seat_class = 'premium'");
            await own.ExecuteAsync("INSERT INTO sales_rollups SELECT showtime_id, '2029-01-01', 'premium', 7, 7 FROM showtimes");

            await RebuildRollups.RunAsync(own.Source, new Progress<string>(), CancellationToken.None);

            Assert.Equal(kept, await own.LinesAsync(Rollups));
        });

    [Fact]
    public Task Totals_and_days_are_the_sums_of_the_rollups_however_much_of_them_is_settled() =>
        OwnDatabase.RunAsync(async own =>
        {
            await PlayAsync(own);
            var total = await own.LinesAsync(
                """
                SELECT screens.cinema_id, SUM(sales_rollups.tickets), SUM(sales_rollups.revenue)
                FROM sales_rollups
                INNER JOIN showtimes ON showtimes.showtime_id = sales_rollups.showtime_id
                INNER JOIN screens ON screens.screen_id = showtimes.screen_id
                GROUP BY screens.cinema_id
                ORDER BY 1
                """
            );
            Assert.Equal(6, total.Count);
            var days = await own.LinesAsync(
                """
                SELECT
                    screens.cinema_id, sales_rollups.sale_date, CAST(screens.format AS CHAR), CAST(sales_rollups.seat_class AS CHAR),
                    SUM(sales_rollups.tickets), SUM(sales_rollups.revenue)
                FROM sales_rollups
                INNER JOIN showtimes ON showtimes.showtime_id = sales_rollups.showtime_id
                INNER JOIN screens ON screens.screen_id = showtimes.screen_id
                GROUP BY 1, 2, 3, 4
                ORDER BY 1, 2, 3, 4
                """
            );

            Assert.Equal(total, await TotalsAsync());
            Assert.Equal(days, await DaysAsync());
            foreach (var day in s_days)
            {
                await using var session = await Show.AtAsync(own, Show.Noon.AddDays(day));
                await session.ExecuteAsync("CALL sp_settle_sales()");
                Assert.Equal(total, await TotalsAsync());
                Assert.Equal(days, await DaysAsync());
            }

            Assert.Equal(6, await own.ScalarAsync<int>("SELECT COUNT(*) FROM settled_sales"));
            Assert.Equal(days.Count, await own.ScalarAsync<int>("SELECT COUNT(*) FROM settled_days"));
            await own.ExecuteAsync("CALL sp_unsettle_sales()");
            Assert.Equal(0, await own.ScalarAsync<int>("SELECT COUNT(*) FROM settled_sales"));
            Assert.Equal(0, await own.ScalarAsync<int>("SELECT COUNT(*) FROM settled_days"));
            Assert.Equal(total, await TotalsAsync());
            Assert.Equal(days, await DaysAsync());

            Task<IReadOnlyList<string>> TotalsAsync() =>
                own.LinesAsync("SELECT cinema_id, tickets, revenue FROM v_total_sales ORDER BY cinema_id");

            Task<IReadOnlyList<string>> DaysAsync() =>
                own.LinesAsync(
                    """
                    SELECT cinema_id, sale_date, CAST(format AS CHAR), CAST(seat_class AS CHAR), tickets, revenue
                    FROM v_admin_revenue_summary
                    ORDER BY 1, 2, 3, 4
                    """
                );
        });

    [Fact]
    public Task A_show_is_settled_an_hour_after_it_began() =>
        OwnDatabase.RunAsync(async own =>
        {
            await Show.GivenAsync(own, Show.Noon);
            await own.ExecuteAsync("INSERT INTO sales_rollups SELECT showtime_id, '2030-01-01', 'premium', 7, 70 FROM showtimes");

            await using var session = await Show.AtAsync(own, Show.Noon.AddHours(1).AddSeconds(-1));
            await session.ExecuteAsync("CALL sp_settle_sales()");
            Assert.Equal(0, await own.ScalarAsync<int>("SELECT COUNT(*) FROM settled_sales"));
            await session.SetClockAsync(Show.Noon.AddHours(1));
            await session.ExecuteAsync("CALL sp_settle_sales()");

            Assert.Equal(7, await own.ScalarAsync<int>("SELECT tickets FROM settled_sales"));
        });

    /// <summary>Random bookings, confirmations, cancellations, and showtimes that are cancelled with what was sold.</summary>
    private async Task PlayAsync(TestDatabase own)
    {
        output.WriteLine($"Seed {Seed}");
        var random = new Random(Seed);
        var given = new Given(own);
        List<Show> shows = [];
        foreach (var format in new[] { "2D", "3D", "IMAX", "2D", "3D", "IMAX" })
        {
            shows.Add(await Show.GivenAsync(own, Show.Noon.AddDays(1.5 + shows.Count / 4.0), format));
        }

        int[] users = [await given.UserAsync(), await given.UserAsync(), await given.UserAsync()];
        List<int> reservations = [];
        await using var session = await Show.AtAsync(own, Show.Noon);
        for (var step = 0; step < Steps; step++)
        {
            await session.SetClockAsync(Show.Noon.AddMinutes(step * 7));
            await Race.ErrorOfAsync(StepAsync(step));
        }

        // The last one is cancelled with all that it sold.
        await session.SetClockAsync(Show.Noon.AddDays(1));
        await CancelShowAsync(session, shows[5]);

        Task StepAsync(int step) =>
            (step, random.Next(10)) switch
            {
                (Steps / 2, _) => CancelShowAsync(session, shows[4]),
                (_, < 6) => SellAsync(shows[random.Next(shows.Count)]),
                (_, < 7) => reservations.Count == 0 ? Task.CompletedTask : session.ConfirmAsync(Any(), 330),
                (_, < 9) => reservations.Count == 0 ? Task.CompletedTask : session.CancelOneTicketAsync(Any()),
                _ => reservations.Count == 0 ? Task.CompletedTask : session.CancelAsync(Any()),
            };

        async Task SellAsync(Show show)
        {
            var id = await session.CreateAsync(users[random.Next(users.Length)], show, Seats());
            reservations.Add(id);
            if (random.Next(3) > 0)
            {
                await session.ConfirmAsync(id, 330);
            }
        }

        string[] Seats() =>
            [
                .. Enumerable
                    .Range(0, random.Next(1, 4))
                    .Select(_ => $"{(char)('A' + random.Next(8))}{random.Next(1, 13)}")
                    .Distinct(StringComparer.Ordinal),
            ];

        int Any() => reservations[random.Next(reservations.Count)];
    }

    private static Task<int> CancelShowAsync(MySqlConnection session, Show show) =>
        session.ExecuteAsync("CALL sp_delete_showtime(@id, TRUE)", ("@id", show.Id));
}
