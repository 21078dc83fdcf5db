using System.Globalization;
using System.Net.Http.Headers;
using MovieBooking.Load.Checks;
using MovieBooking.Load.Stripe;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Load;

/// <summary>The load program's checks of the money find what is planted in the rows, or in the provider's books.</summary>
public sealed class MoneyTests
{
    private const string Books = "the provider collected and gave back what the payments say";
    private const string Once = "each refund was made once";
    private const string Sold = "collected - given back = the confirmed tickets";

    [Theory]
    [InlineData(null, null)]
    [InlineData(Books, "UPDATE payments SET captured = captured - 0.01, amount = amount - 0.01 WHERE refunded = 0")]
    [InlineData(Books, "UPDATE payments SET refunded = refunded - 0.01 WHERE refunded > 0")]
    [InlineData(Books, "UPDATE payments SET intent_id = 'pi_of_nobody' WHERE refunded = 0")]
    [InlineData(Once, null)]
    [InlineData(Sold, "UPDATE tickets SET price = price + 0.01 LIMIT 1")]
    [InlineData(Sold, "DELETE FROM tickets LIMIT 1")]
    [InlineData(Sold, "UPDATE cancelled_tickets SET refund_due = refund_due - 0.01 LIMIT 1")]
    [InlineData(Sold, "DELETE FROM cancelled_tickets LIMIT 1")]
    public Task They_find_what_is_wrong(string? check, string? damage) =>
        OwnDatabase.RunAsync(async database =>
        {
            await using var stripe = await StripeStandIn.StartAsync();
            var show = await Show.GivenAsync(database, startsAt: DateTime.UtcNow.AddDays(1));
            var userId = await new Given(database).UserAsync();
            await using var session = await database.Source.OpenConnectionAsync();
            await show.RefundAsync(0, "percent", 7.77m);
            foreach (var label in "AB")
            {
                var booking = await session.CreateAsync(userId, show, $"{label}1", $"{label}2");
                var intent = stripe.Make(1600);
                Assert.Equal("succeeded", stripe.Confirm(intent.ClientSecret));
                var opened = await session.OpenPaymentAsync(booking);
                await session.ExecuteAsync(
                    "UPDATE payments SET intent_id = @intent WHERE intent_id = @opened",
                    ("@intent", intent.Id),
                    ("@opened", opened)
                );
                Assert.Equal("placed", await session.TakePaymentAsync(intent.Id, 16));
                if (label == 'B')
                {
                    await session.CancelTicketsAsync(booking, [show["B1"]]);
                    var due = await database.ScalarAsync<decimal>("SELECT amount FROM refunds");
                    await RefundAsync(stripe, intent.Id, due * 100 - 1);
                    await RefundAsync(stripe, intent.Id, 1, refundId: check == Once ? 1 : 2);
                }
            }

            if (damage is not null)
            {
                await database.ExecuteAsync(damage);
            }

            var checks = await Money.CheckAsync(session, stripe, CancellationToken.None);

            Assert.All(checks, one => Assert.NotEqual(0, one.LookedAt));
            var found = checks.Where(one => one.Violations.Count > 0).Select(one => one.Name).ToList();
            if (check is null)
            {
                Assert.Empty(found);
            }
            else
            {
                Assert.Contains(found, name => name.StartsWith(check, StringComparison.Ordinal));
            }
        });

    private static async Task RefundAsync(StripeStandIn stripe, string intentId, decimal units, int refundId = 1)
    {
        using var client = new HttpClient { BaseAddress = new Uri(stripe.Address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", StripeStandIn.SecretKey);
        client.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var form = new FormUrlEncodedContent([
            new("payment_intent", intentId),
            new("amount", units.ToString("0", CultureInfo.InvariantCulture)),
            new("metadata[refund_id]", refundId.ToString(CultureInfo.InvariantCulture)),
        ]);
        using var answer = await client.PostAsync("/v1/refunds", form);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
