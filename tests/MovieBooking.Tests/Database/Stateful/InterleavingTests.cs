using FsCheck;
using MovieBooking.Tests.Support;
using MySqlConnector;

namespace MovieBooking.Tests.Database.Stateful;

/// <summary>
/// Transactions that overlap in random ways: whatever the order, they end as if one had come after the other, in the order
/// in which they were committed or refused. The model says what that is.
/// </summary>
public sealed class InterleavingTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Interleavings = 1000;

    private static readonly Step[] s_reserved = [new(Verb.Create, 0, [0])];
    private static readonly Step[] s_sold = [new(Verb.Create, 0, [0, 1]), new(Verb.Confirm, 0, [])];

    [Fact]
    public Task Confirming_cancelling_and_taking_the_seat_end_as_if_one_came_after_the_other() =>
        HoldsAsync(database, Interleaving.OfOneReservation, s_reserved);

    [Fact]
    public Task Cancelling_tickets_of_one_sale_moving_its_show_and_taking_a_seat_end_as_if_one_came_after_the_other() =>
        HoldsAsync(database, Interleaving.OfOneSale, s_sold);

    /// <summary>The controls: the same without the locks of one routine.</summary>
    [Theory]
    [InlineData("sp_confirm_reservation")]
    [InlineData("sp_cancel_tickets")]
    [InlineData("sp_lock_seats")]
    public Task Without_its_locks_a_routine_loses_what_another_did(string routine) =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.RemoveLocksAsync(own, routine);

            var failure = await Record.ExceptionAsync(() => HoldsAsync(own, Interleaving.OfOneReservation, s_reserved));

            Assert.Contains("MOVIEBOOKING_SEED=", failure?.Message, StringComparison.Ordinal);
        });

    /// <summary>The controls: two that cancel one ticket owe it twice, or fail, and a moved show is not seen.</summary>
    [Fact]
    public Task Without_its_locks_a_cancellation_of_tickets_loses_what_another_did() =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.RemoveLocksAsync(own, "sp_cancel_tickets");

            var failure = await Record.ExceptionAsync(() => HoldsAsync(own, Interleaving.OfOneSale, s_sold));

            Assert.Contains("MOVIEBOOKING_SEED=", failure?.Message, StringComparison.Ordinal);
        });

    private static async Task HoldsAsync(TestDatabase database, Arbitrary<Interleaving> interleavings, Step[] before)
    {
        var show = await BookedShow.GivenAsync(database);
        await using var observer = await Show.AtAsync(database, Show.Noon);
        await using MySqlConnection first = await Show.AtAsync(database, Show.Noon),
            second = await Show.AtAsync(database, Show.Noon),
            third = await Show.AtAsync(database, Show.Noon);
        await RandomInput.HoldsAsync(
            Interleavings,
            interleavings,
            async interleaving =>
            {
                var model = await show.EmptyAsync();
                foreach (var step in before)
                {
                    Assert.Equal(model.Do(step), await show.DoAsync(observer, step, Show.Noon));
                }

                var history = await new Stage(database, show, [first, second, third], interleaving).PlayAsync();

                foreach (var (actor, error) in history)
                {
                    model.Now = Stage.Clock(actor);
                    var expected = model.Do(actor.Step);
                    Assert.True(expected == error, $"{actor}: error {error}, and not {expected}; all: {string.Join("; ", history)}");
                }

                model.Now = Show.Noon;
                await show.AgreesAsync(observer, model, string.Join("; ", history));
            }
        );
    }
}
