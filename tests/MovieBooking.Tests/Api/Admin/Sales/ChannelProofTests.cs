using FsCheck.Fluent;
using MovieBooking.Tests.Support;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace MovieBooking.Tests.Api.Admin;

/// <summary>After any sequence of sales and refunds the rollups, and what is told by channel and by kind, are the sums of the tickets.</summary>
public sealed class ChannelProofTests(TestApi api, ITestOutputHelper output) : IClassFixture<TestApi>
{
    private const int Sequences = 8;

    [Fact]
    public async Task Rollups_equal_tickets_by_kind_and_channel_after_any_sequence()
    {
        SortedDictionary<string, int> done = new(StringComparer.Ordinal);

        await RandomInput.HoldsAsync(
            Sequences,
            Arb.From(SellingStep.Days, RandomInput.Shorter),
            async steps =>
            {
                await using var cinema = await SellingCinema.GivenAsync(api);
                foreach (var verb in await cinema.RunAsync(steps))
                {
                    done[$"{verb}"] = done.GetValueOrDefault($"{verb}") + 1;
                }
            }
        );

        output.WriteLine(string.Join(", ", done.Select(verb => $"{verb.Value} {verb.Key}")));
        // Most of what is tried is refused.
        Assert.True(done.Values.Sum() > 10 * Sequences);
    }

    /// <summary>The controls: each of these rows is missed, or counted wrongly, by one of the reports.</summary>
    [Theory]
    [InlineData("the rollups", "UPDATE sales_rollups SET tickets = tickets + 1 WHERE showtime_id = @show LIMIT 1")]
    [InlineData("the rollups", "UPDATE sales_rollups SET revenue = revenue - 0.01 WHERE showtime_id = @show LIMIT 1")]
    [InlineData("the rollups", "UPDATE sales_rollups SET sale_date = sale_date + INTERVAL 1 DAY WHERE showtime_id = @show")]
    [InlineData("the rollups", "DELETE FROM sales_rollups WHERE showtime_id = @show LIMIT 1")]
    [InlineData(
        "the channels by day",
        "DELETE counter_sales FROM counter_sales INNER JOIN reservations USING (reservation_id) WHERE showtime_id = @show"
    )]
    [InlineData(
        "the channels by day",
        "DELETE api_key_reservations FROM api_key_reservations INNER JOIN reservations USING (reservation_id) WHERE showtime_id = @show"
    )]
    [InlineData(
        "the channels",
        "UPDATE gift_card_uses INNER JOIN reservations USING (reservation_id) SET given_back = given_back - 0.01 WHERE showtime_id = @show AND given_back > 0"
    )]
    [InlineData("the kinds", "DELETE kind_tickets FROM kind_tickets INNER JOIN tickets USING (ticket_id) WHERE showtime_id = @show")]
    [InlineData(
        "the kinds",
        "UPDATE kind_tickets INNER JOIN tickets USING (ticket_id) SET kind_id = (SELECT MAX(kind_id) FROM ticket_kinds) WHERE showtime_id = @show"
    )]
    public async Task What_says_something_else_than_the_tickets_is_found_out(string what, string damage)
    {
        await using var cinema = await SellingCinema.GivenAsync(api);

        await cinema.DamageAsync(damage);

        var found = await Assert.ThrowsAnyAsync<XunitException>(() => cinema.AgreesAsync("Damaged"));
        Assert.StartsWith($"Damaged: {what}:", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_routine_that_goes_on_counting_what_the_cinema_cancels_is_found_out_and_the_seed_is_told() =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.ReplaceAsync(
                own,
                "sp_cancel_tickets",
                "sales_rollups.tickets - cancelled.tickets",
                "sales_rollups.tickets - IF(p_by_cinema, 0, cancelled.tickets)"
            );
            await using var other = new TestApi { Database = own };

            var failure = await Record.ExceptionAsync(() =>
                RandomInput.HoldsAsync(
                    Sequences,
                    Arb.From(SellingStep.Days),
                    async steps =>
                    {
                        await using var cinema = await SellingCinema.GivenAsync(other);
                        await cinema.RunAsync(steps);
                    }
                )
            );

            Assert.NotNull(failure);
            Assert.Contains("MOVIEBOOKING_SEED=", failure.Message, StringComparison.Ordinal);
            Assert.Matches("Step .*: the rollups", failure.Message);
        });
}
