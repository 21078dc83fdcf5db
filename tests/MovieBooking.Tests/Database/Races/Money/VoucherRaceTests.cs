using MovieBooking.Tests.Support;
using MySqlConnector;
using Xunit.Abstractions;

namespace MovieBooking.Tests.Database.Races;

/// <summary>Bookings of many shows, which lock nothing of each other's, that want the last use of one voucher.</summary>
[Collection(Contest.Name)]
public sealed class VoucherRaceTests(TestDatabase database, ITestOutputHelper output) : IClassFixture<TestDatabase>
{
    private const int Bookings = 20;
    private const int Refused = 45091;

    [Fact]
    public async Task A_voucher_of_one_use_is_used_once()
    {
        await Uses().IsWonAsync(() => UseAsync(database, isOnePerson: false));
        await PersonsUses().IsWonAsync(() => UseAsync(database, isOnePerson: true));
    }

    [Fact]
    public Task Without_the_lock_on_the_voucher_it_is_used_twice() =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.RemoveLocksAsync(own, "sp_apply_voucher", "sp_check_voucher");

            await Uses().IsSpoiltAsync(() => UseAsync(own, isOnePerson: false));
            await PersonsUses().IsSpoiltAsync(() => UseAsync(own, isOnePerson: true));
        });

    [Fact]
    public async Task A_late_payment_and_a_new_booking_share_no_use()
    {
        await Late().IsWonAsync(() => LateAsync(database));
        Assert.Empty(await database.MisplacedMoneyAsync());
    }

    [Fact]
    public Task Without_the_lock_on_the_voucher_a_late_payment_and_a_new_booking_both_use_it() =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.RemoveLocksAsync(own, "sp_apply_voucher", "sp_check_voucher");

            await Late().IsSpoiltAsync(() => LateAsync(own));
        });

    [Fact]
    public async Task A_booking_that_is_confirmed_as_its_time_runs_out_keeps_its_use()
    {
        var (show, other) = (await Show.GivenAsync(database), await Show.GivenAsync(database));
        var code = await new Given(database).VoucherAsync();
        await using MySqlConnection buyer = await Show.AtAsync(database, Show.Noon),
            rival = await Show.AtAsync(database, Show.Noon);
        var reservation = await buyer.CreateAsGuestAsync("buyer@example.com", show, "A1");
        await buyer.UseVoucherAsync(reservation, code);
        await buyer.SetClockAsync(Show.Noon.AddMinutes(14));
        await buyer.BeginAsync();
        await buyer.ConfirmAsync(reservation);

        // By the rival's clock the buyer's time is over, and nobody has cleared it.
        await rival.SetClockAsync(Show.Noon.AddMinutes(16));
        var rivals = await rival.CreateAsGuestAsync("rival@example.com", other, "A1");
        Assert.Equal("used", await BookingRoutines.RefusedAsync(Refused, rival.UseVoucherAsync(rivals, code)));
        await buyer.ExecuteAsync("COMMIT");

        Assert.Equal(["A1 6.00 confirmed"], await show.TicketsAsync());
        Assert.Equal(1, await database.VoucherUsesAsync(code));
    }

    [Fact]
    public async Task A_use_that_comes_as_the_time_runs_out_is_given_back_or_refused()
    {
        var show = await Show.GivenAsync(database);
        var code = await new Given(database).VoucherAsync();
        await using MySqlConnection buyer = await Show.AtAsync(database, Show.Noon),
            sweep = await Show.AtAsync(database, Show.Noon.AddMinutes(15));
        var reservation = await buyer.CreateAsGuestAsync("buyer@example.com", show, "A1");
        await buyer.BeginAsync();
        await buyer.UseVoucherAsync(reservation, code);

        var release = sweep.ReleaseAsync(show);
        await Race.QueuedAsync(database, sweep, release);
        await buyer.ExecuteAsync("COMMIT");
        await release;

        Assert.Equal(0, await database.VoucherUsesAsync(code));
        await BookingRoutines.RefusedAsync(45021, buyer.UseVoucherAsync(reservation, code));
        await BookingRoutines.RefusedAsync(45021, buyer.RemoveVoucherAsync(reservation));
    }

    private Contest Uses() => new(output, $"{Bookings} bookings of {Bookings} shows use a voucher that has one use", 1);

    private Contest PersonsUses() => new(output, $"{Bookings} bookings of one person use a voucher that one person may use once", 1);

    private Contest Late() =>
        new(output, $"{Bookings} late payments against {Bookings} new bookings, each pair with a voucher that has one use", Bookings);

    private static async Task<Outcome> UseAsync(TestDatabase database, bool isOnePerson)
    {
        var code = await new Given(database).VoucherAsync(maxUses: isOnePerson ? null : 1, maxUsesPerPerson: isOnePerson ? 1 : null);
        var reservations = new int[Bookings];
        await using (var noon = await Show.AtAsync(database, Show.Noon))
        {
            for (var number = 0; number < Bookings; number++)
            {
                var show = await Show.GivenAsync(database);
                reservations[number] = await noon.CreateAsGuestAsync($"guest{(isOnePerson ? 0 : number)}@example.com", show, "A1");
            }
        }

        var errors = await Race.RunAsync(
            database,
            Bookings,
            async (session, number) =>
            {
                await session.SetClockAsync(Show.Noon);
                await session.UseVoucherAsync(reservations[number], code);
            }
        );
        return Outcome.Of(errors, await database.VoucherUsesAsync(code));
    }

    private static async Task<Outcome> LateAsync(TestDatabase database)
    {
        var given = new Given(database);
        var (show, other) = (await Show.GivenAsync(database), await Show.GivenAsync(database));
        var (codes, intents, rivals) = (new string[Bookings], new string[Bookings], new int[Bookings]);
        await using (var noon = await Show.AtAsync(database, Show.Noon))
        {
            for (var number = 0; number < Bookings; number++)
            {
                codes[number] = await given.VoucherAsync();
                var late = await noon.CreateAsGuestAsync($"late{number}@example.com", show, Label(number));
                await noon.UseVoucherAsync(late, codes[number]);
                intents[number] = await noon.OpenPaymentAsync(late);
            }

            await noon.SetClockAsync(Show.Noon.AddMinutes(15));
            await noon.ReleaseAsync(show);
            for (var number = 0; number < Bookings; number++)
            {
                rivals[number] = await noon.CreateAsGuestAsync($"rival{number}@example.com", other, Label(number));
            }
        }

        var outcomes = new string?[Bookings * 2];
        var errors = await Race.RunAsync(
            database,
            Bookings * 2,
            async (session, number) =>
            {
                await session.SetClockAsync(Show.Noon.AddMinutes(16));
                if (number % 2 == 0)
                {
                    outcomes[number] = await session.TakePaymentAsync(intents[number / 2], 6);
                }
                else
                {
                    await session.UseVoucherAsync(rivals[number / 2], codes[number / 2]);
                }
            }
        );
        var told = errors.Select((error, number) => error == 0 && outcomes[number] == "returned" ? Refused : error).ToList();
        var uses = 0;
        foreach (var code in codes)
        {
            uses += await database.VoucherUsesAsync(code);
        }

        return Outcome.Of(told, uses);
    }

    /// <summary>A and B are rows of standard seats.</summary>
    private static string Label(int number) => $"{(char)('A' + (number / 12))}{(number % 12) + 1}";
}
