using MovieBooking.Tests.Support;
using Xunit.Abstractions;

namespace MovieBooking.Tests.Database.Races;

/// <summary>Money that comes in the moment in which somebody else takes the seats, the booking is cancelled, or it is told again.</summary>
[Collection(Contest.Name)]
public sealed class PaymentRaceTests(TestDatabase database, ITestOutputHelper output) : IClassFixture<TestDatabase>
{
    private const int Reservations = 60;
    private const int Rounds = 17;
    private const int Refused = 45000;

    [Fact]
    public async Task A_seat_paid_too_late_goes_to_who_paid_or_to_who_takes_it_and_no_cent_is_lost()
    {
        for (var round = 0; round < Rounds; round++)
        {
            await Late().IsWonAsync(() => LateAsync(database));
            Assert.Empty(await database.MisplacedMoneyAsync());
        }
    }

    [Fact]
    public Task Without_the_mutex_both_are_told_that_it_is_theirs_or_they_deadlock() =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.RemoveLocksAsync(own, "sp_take_payment", "sp_confirm_reservation");

            await Late()
                .IsSpoiltAsync(
                    () => LateAsync(own),
                    outcome => outcome.Owners != Reservations || outcome.Deadlocks > 0 || outcome.Others > 0
                );
        });

    [Fact]
    public async Task A_booking_cancelled_while_it_is_paid_keeps_no_money_whatever_comes_first()
    {
        var show = await Show.GivenAsync(database);
        var (made, intents) = await PayableAsync(database, show);

        var errors = await Race.RunAsync(
            database,
            Reservations * 3,
            async (session, number) =>
            {
                await session.SetClockAsync(Show.Noon.AddMinutes(1));
                await (number % 3 == 0 ? session.CancelAsync(made[number / 3]) : session.TakePaymentAsync(intents[number / 3], 8));
            }
        );

        Assert.All(errors, error => Assert.Equal(0, error));
        Assert.Empty(await show.TicketsAsync());
        Assert.Equal(
            [$"{Reservations} {Reservations * 8}.00 {Reservations * 8}.00"],
            await database.LinesAsync(
                """
                SELECT COUNT(*), SUM(payments.captured), SUM(payments.refunded)
                FROM payments
                INNER JOIN reservations ON reservations.reservation_id = payments.reservation_id
                WHERE reservations.showtime_id = @id AND reservations.status = 'cancelled'
                """,
                ("@id", show.Id)
            )
        );
        Assert.Equal(0, (await show.SalesAsync()).Count(line => !line.EndsWith(" 0 0.00", StringComparison.Ordinal)));
        Assert.Empty(await database.MisplacedMoneyAsync());
    }

    private Contest Late() =>
        new(output, $"{Reservations} late payments, each told twice, against {Reservations} takers of their seats", Reservations);

    private static async Task<Outcome> LateAsync(TestDatabase database)
    {
        var show = await Show.GivenAsync(database);
        var (_, intents) = await PayableAsync(database, show);
        var outcomes = new string?[Reservations * 3];
        var errors = await Race.RunAsync(
            database,
            Reservations * 3,
            async (session, number) =>
            {
                var seat = number / 3;
                await session.SetClockAsync(Show.Noon.AddMinutes(15));
                if (number % 3 == 2)
                {
                    await session.CreateAsGuestAsync($"taker{seat}@example.com", show, Label(seat));
                }
                else
                {
                    outcomes[number] = await session.TakePaymentAsync(intents[seat], 8);
                }
            }
        );
        var told = errors.Select((error, number) => error == 0 && outcomes[number] is "returned" or "nothing" ? Refused : error).ToList();
        // Who has a seat: a confirmed booking that is paid, or a taker's pending one.
        var owners = await database.ScalarAsync<int>(
            """
            SELECT COUNT(*)
            FROM tickets
            INNER JOIN reservations ON reservations.reservation_id = tickets.reservation_id
            LEFT JOIN payments ON payments.reservation_id = reservations.reservation_id
            WHERE tickets.showtime_id = @id
                AND (
                    (reservations.status = 'confirmed' AND payments.placed_at IS NOT NULL)
                    OR (reservations.status = 'pending' AND payments.payment_id IS NULL)
                )
            """,
            ("@id", show.Id)
        );
        return Outcome.Of(told, owners);
    }

    private static async Task<(int[] Reservations, string[] Intents)> PayableAsync(TestDatabase database, Show show)
    {
        var (made, intents) = (new int[Reservations], new string[Reservations]);
        await using var noon = await Show.AtAsync(database, Show.Noon);
        for (var number = 0; number < Reservations; number++)
        {
            made[number] = await noon.CreateAsGuestAsync($"guest{number}@example.com", show, Label(number));
            intents[number] = await noon.OpenPaymentAsync(made[number]);
        }

        return (made, intents);
    }

    /// <summary>A to E are the rows of standard seats.</summary>
    private static string Label(int number) => $"{(char)('A' + (number / 12))}{(number % 12) + 1}";
}
