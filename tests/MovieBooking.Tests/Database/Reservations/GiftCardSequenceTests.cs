using MovieBooking.Tests.Support;
using Xunit.Abstractions;

namespace MovieBooking.Tests.Database;

/// <summary>After any sequence of calls no gift card has paid more than it was issued for, and all money is where it belongs.</summary>
public sealed class GiftCardSequenceTests(ITestOutputHelper output)
{
    private const int Seed = 20_300_302;
    private const int Steps = 400;

    [Fact]
    public Task Cards_and_payments_together_pay_what_tickets_cost() =>
        OwnDatabase.RunAsync(async database => Assert.Empty(await RunAsync(database, Seed, isWhole: true)));

    /// <summary>The controls: routines that forget a part of the rule.</summary>
    [Theory]
    [InlineData("sp_cancel_tickets", "IF v_card_id IS NOT NULL THEN", "IF FALSE THEN")]
    [InlineData("sp_check_gift_card", "v_amount - v_others", "v_amount")]
    [InlineData("sp_settle_gift_card", "LEAST(v_due, gift_card_uses.amount)", "LEAST(v_due, gift_card_uses.amount) / 2")]
    [InlineData("sp_settle_payments", "COALESCE(MAX(gift_card_uses.given_back), 0)", "0")]
    [InlineData("sp_set_ticket_kinds", "IF v_card_id IS NOT NULL THEN", "IF FALSE THEN")]
    [InlineData("sp_apply_voucher", "IF v_card_id IS NOT NULL THEN", "IF FALSE THEN")]
    [InlineData("sp_revive_reservation", "v_available >= v_card_amount", "TRUE")]
    public Task A_routine_that_forgets_its_part_is_found_out(string routine, string part, string forgotten) =>
        OwnDatabase.RunAsync(async database =>
        {
            await WithoutProtection.ReplaceAsync(database, routine, part, forgotten);
            for (var seed = Seed; seed < Seed + 5; seed++)
            {
                if ((await RunAsync(database, seed)).Count > 0)
                {
                    return;
                }
            }

            Assert.Fail($"{routine} forgot `{part}`, and nobody noticed");
        });

    /// <summary>What is wrong after a sequence.</summary>
    private async Task<IReadOnlyList<string>> RunAsync(TestDatabase database, int seed, bool isWhole = false)
    {
        var random = new Random(seed);
        var given = new Given(database);
        Show[] shows =
        [
            await ShowAsync(database, "amount", 1),
            await ShowAsync(database, "percent", 12.5m),
            await ShowAsync(database, "none", 0),
        ];
        string[] cards = [await given.GiftCardAsync(60), await given.GiftCardAsync(20.5m), await given.GiftCardAsync(9)];
        var voucher = await given.VoucherAsync(value: 33.3m, maxUses: null);
        int[] kinds = [.. await Task.WhenAll(shows.Select(show => given.KindAsync(show.Id, 0.6m)))];
        List<(int Id, int Show, int[] Seats)> bookings = [];
        List<(string Intent, decimal Amount)> intents = [];
        Dictionary<int, int> answers = [];
        await using var session = await Show.AtAsync(database, Show.Noon);
        for (var step = 0; step < Steps; step++)
        {
            await session.SetClockAsync(Show.Noon.AddMinutes(step * 3));
            var error = await Race.ErrorOfAsync(StepAsync());
            answers[error] = answers.GetValueOrDefault(error) + 1;
        }

        output.WriteLine(string.Join(", ", answers.OrderBy(answer => answer.Key).Select(answer => $"{answer.Key}: {answer.Value}")));
        if (isWhole)
        {
            Assert.Contains(45111, answers.Keys);
        }

        return [.. await database.MisspentCardsAsync(), .. await database.MisplacedMoneyAsync()];

        Task StepAsync() =>
            random.Next(16) switch
            {
                < 3 => CreateAsync(),
                _ when bookings.Count == 0 => Task.CompletedTask,
                < 5 => session.UseGiftCardAsync(Any().Id, cards[random.Next(cards.Length)]),
                5 => session.RemoveGiftCardAsync(Any().Id),
                6 => SetKindsAsync(Any()),
                7 => random.Next(2) == 0 ? session.UseVoucherAsync(Any().Id, voucher) : session.RemoveVoucherAsync(Any().Id),
                8 => OpenAsync(Any().Id),
                < 11 => PayAsync(),
                11 => session.CancelOneTicketAsync(Any().Id),
                12 => session.CancelAsync(Any().Id),
                < 15 => ConfirmAsync(Any().Id),
                _ => ReleaseAsync(shows[random.Next(shows.Length)]),
            };

        async Task CreateAsync()
        {
            var which = random.Next(shows.Length);
            string[] labels =
            [
                .. Enumerable
                    .Range(0, random.Next(1, 4))
                    .Select(_ => $"{(char)('A' + random.Next(8))}{random.Next(1, 13)}")
                    .Distinct(StringComparer.Ordinal),
            ];
            var id = await session.CreateAsGuestAsync($"guest{random.Next(100)}@example.com", shows[which], labels);
            bookings.Add((id, which, [.. labels.Select(label => shows[which][label])]));
            await Race.ErrorOfAsync(session.UseGiftCardAsync(id, cards[random.Next(cards.Length)]));
            await OpenAsync(id);
        }

        Task SetKindsAsync((int Id, int Show, int[] Seats) booking) =>
            session.SetKindsAsync(
                booking.Id,
                [.. booking.Seats.Where(_ => random.Next(2) == 0).Select(seat => (seat, kinds[booking.Show]))]
            );

        async Task OpenAsync(int id)
        {
            var intent = await session.OpenPaymentAsync(id);
            intents.Add(
                (intent, await database.ScalarAsync<decimal>("SELECT amount FROM payments WHERE intent_id = @intent", ("@intent", intent)))
            );
        }

        // As the API does, which asks first whether there is something to pay.
        async Task ConfirmAsync(int id)
        {
            if (await Race.ErrorOfAsync(session.OpenPaymentAsync(id)) == 45060)
            {
                await session.ConfirmAsync(id);
            }
        }

        async Task PayAsync()
        {
            if (intents.Count == 0)
            {
                return;
            }

            // The latest more often than others, which are late.
            var (intent, amount) = intents[^Math.Min(intents.Count, random.Next(3) > 0 ? 1 : random.Next(1, 12))];
            await session.TakePaymentAsync(intent, amount);
        }

        async Task ReleaseAsync(Show show) => await session.ReleaseAsync(show);

        // The latest are pending still.
        (int Id, int Show, int[] Seats) Any() => bookings[^Math.Min(bookings.Count, random.Next(1, 7))];
    }

    private static async Task<Show> ShowAsync(TestDatabase database, string feeKind, decimal fee)
    {
        var show = await Show.GivenAsync(database, Show.Noon.AddDays(1.5));
        await show.RefundAsync(60, feeKind, fee);
        return show;
    }
}
