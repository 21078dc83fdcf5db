using MovieBooking.Tests.Support;
using Xunit.Abstractions;

namespace MovieBooking.Tests.Database.Races;

/// <summary>Bookings of many shows, which lock nothing of each other's, that want the money of one gift card.</summary>
[Collection(Contest.Name)]
public sealed class GiftCardRaceTests(TestDatabase database, ITestOutputHelper output) : IClassFixture<TestDatabase>
{
    private const int Bookings = 20;
    private const int Paid = 3;
    private const int Price = 8;
    private const int Refused = 45111;

    [Fact]
    public async Task A_card_pays_what_it_has_and_no_more()
    {
        await Spending().IsWonAsync(() => SpendAsync(database));
        Assert.Empty(await database.MisspentCardsAsync());
    }

    [Fact]
    public Task Without_the_lock_on_the_card_it_pays_more_than_it_has() =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.RemoveLocksAsync(own, "sp_use_gift_card", "sp_check_gift_card");

            await Spending().IsSpoiltAsync(() => SpendAsync(own));
            Assert.NotEmpty(await own.MisspentCardsAsync());
        });

    [Fact]
    public async Task A_late_payment_and_a_new_booking_share_no_money_of_a_card()
    {
        await Late().IsWonAsync(() => LateAsync(database));
        Assert.Empty(await database.MisplacedMoneyAsync());
        Assert.Empty(await database.MisspentCardsAsync());
    }

    [Fact]
    public async Task What_is_given_back_is_spent_once_by_whoever_comes_then()
    {
        var given = new Given(database);
        var code = await given.GiftCardAsync(Price);
        var (show, other) = (await Show.GivenAsync(database), await Show.GivenAsync(database));
        await using var noon = await Show.AtAsync(database, Show.Noon);
        var reservation = await noon.CreateAsGuestAsync("buyer@example.com", show, "A1");
        await noon.UseGiftCardAsync(reservation, code);
        await noon.ConfirmAsync(reservation);
        var rivals = new int[Bookings];
        for (var number = 0; number < Bookings; number++)
        {
            rivals[number] = await noon.CreateAsGuestAsync($"rival{number}@example.com", other, Label(number));
        }

        var errors = await Race.RunAsync(
            database,
            Bookings * 2,
            async (session, number) =>
            {
                await session.SetClockAsync(Show.Noon);
                await (number % 2 == 0 ? session.CancelAsync(reservation) : session.UseGiftCardAsync(rivals[number / 2], code));
            }
        );

        Assert.All(errors.Where((_, number) => number % 2 == 0), error => Assert.Equal(0, error));
        Assert.All(errors.Where((_, number) => number % 2 == 1), error => Assert.Contains(error, new[] { 0, Refused }));
        var winners = errors.Where((error, number) => number % 2 == 1 && error == 0).Count();
        Assert.InRange(winners, 0, 1);
        Assert.Equal(Price - (winners * Price), await database.BalanceAsync(code));
        Assert.Empty(await database.MisspentCardsAsync());
    }

    private Contest Spending() => new(output, $"{Bookings} bookings of {Bookings} shows want a gift card that pays for {Paid}", Paid);

    private Contest Late() =>
        new(output, $"{Bookings} late payments against {Bookings} new bookings, each pair with a gift card that pays for one", Bookings);

    private static async Task<Outcome> SpendAsync(TestDatabase database)
    {
        var code = await new Given(database).GiftCardAsync(Paid * Price);
        var reservations = new int[Bookings];
        await using (var noon = await Show.AtAsync(database, Show.Noon))
        {
            for (var number = 0; number < Bookings; number++)
            {
                var show = await Show.GivenAsync(database);
                reservations[number] = await noon.CreateAsGuestAsync($"guest{number}@example.com", show, "A1");
            }
        }

        var errors = await Race.RunAsync(
            database,
            Bookings,
            async (session, number) =>
            {
                await session.SetClockAsync(Show.Noon);
                await session.UseGiftCardAsync(reservations[number], code);
                await session.ConfirmAsync(reservations[number]);
            }
        );
        return Outcome.Of(errors, Paid - (int)(await database.BalanceAsync(code) / Price));
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
                codes[number] = await given.GiftCardAsync(Price - 2);
                var late = await noon.CreateAsGuestAsync($"late{number}@example.com", show, Label(number));
                await noon.UseGiftCardAsync(late, codes[number]);
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
                    outcomes[number] = await session.TakePaymentAsync(intents[number / 2], 2);
                }
                else
                {
                    await session.UseGiftCardAsync(rivals[number / 2], codes[number / 2]);
                }
            }
        );
        var told = errors.Select((error, number) => error == 0 && outcomes[number] == "returned" ? Refused : error).ToList();
        var paid = 0;
        foreach (var code in codes)
        {
            paid += 1 - (int)(await database.BalanceAsync(code) / (Price - 2));
        }

        return Outcome.Of(told, paid);
    }

    /// <summary>A and B are rows of standard seats.</summary>
    private static string Label(int number) => $"{(char)('A' + (number / 12))}{(number % 12) + 1}";
}
