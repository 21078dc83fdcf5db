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

    [Fact]
    public Task Confirming_cancelling_and_taking_the_seat_end_as_if_one_came_after_the_other() => HoldsAsync(database);

    /// <summary>The controls: the same without the locks of one routine.</summary>
    [Theory]
    [InlineData("sp_confirm_reservation")]
    [InlineData("sp_cancel_reservation")]
    [InlineData("sp_lock_seats")]
    public Task Without_its_locks_a_routine_loses_what_another_did(string routine) =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.RemoveLocksAsync(own, routine);

            var failure = await Record.ExceptionAsync(() => HoldsAsync(own));

            Assert.Contains("MOVIEBOOKING_SEED=", failure?.Message, StringComparison.Ordinal);
        });

    private static async Task HoldsAsync(TestDatabase database)
    {
        var show = await BookedShow.GivenAsync(database);
        await using var observer = await Show.AtAsync(database, Show.Noon);
        await using MySqlConnection first = await Show.AtAsync(database, Show.Noon),
            second = await Show.AtAsync(database, Show.Noon),
            third = await Show.AtAsync(database, Show.Noon);
        await RandomInput.HoldsAsync(
            Interleavings,
            Interleaving.OfOneReservation,
            async interleaving =>
            {
                var model = await show.EmptyAsync();
                var create = new Step(Verb.Create, 0, [0]);
                Assert.Equal(model.Do(create), await show.DoAsync(observer, create, Show.Noon));

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
