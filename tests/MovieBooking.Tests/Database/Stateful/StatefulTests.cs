using FsCheck.Fluent;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database.Stateful;

/// <summary>
/// Random steps of several people on a moving clock: after each of them the database is as the model says. The controls are in classes of
/// their own, which run side by side.
/// </summary>
public sealed class StatefulTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Scripts = 50;
    private const int StepsOfScript = 50;

    [Fact]
    public async Task The_booking_routines_do_what_the_model_says()
    {
        var show = await BookedShow.GivenAsync(database);

        await RandomInput.HoldsAsync(Scripts, Arb.From(Step.Scripts, RandomInput.Shorter), show.RunAsync);

        Assert.Equal(Scripts * StepsOfScript, show.Steps);
    }

    [Fact]
    public Task A_failure_is_told_in_the_steps_that_matter_and_with_its_seed() =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.ReplaceAsync(
                own,
                "sp_confirm_reservation",
                "v_status = 'expired' OR v_expires_at <= v_now",
                "v_status = 'expired'"
            );
            var show = await BookedShow.GivenAsync(own);
            var shortest = int.MaxValue;

            var failure = await Record.ExceptionAsync(() =>
                RandomInput.HoldsAsync(
                    10 * Scripts,
                    Arb.From(Step.Scripts, RandomInput.Shorter),
                    async steps =>
                    {
                        var broken = await Record.ExceptionAsync(() => show.RunAsync(steps));
                        shortest = broken is null ? shortest : Math.Min(shortest, steps.Length);
                        Assert.Null(broken);
                    }
                )
            );

            Assert.Contains("MOVIEBOOKING_SEED=", failure?.Message, StringComparison.Ordinal);
            // It is created, its time runs out, and it is confirmed; at times one step more cannot be spared.
            Assert.InRange(shortest, 3, 6);
        });
}
