using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database.Stateful;

/// <summary>Random steps of several people on a moving clock: after each of them the database is as the model says.</summary>
public sealed class StatefulTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Scripts = 50;
    private const int StepsOfScript = 50;

    [Fact]
    public async Task The_booking_routines_do_what_the_model_says()
    {
        var show = await BookedShow.GivenAsync(database);

        await Always.HoldsAsync(Scripts, Step.Scripts, show.RunAsync);

        Assert.Equal(Scripts * StepsOfScript, show.Steps);
    }

    /// <summary>The controls: a routine that forgets one check is found out, and in a few steps.</summary>
    [Theory]
    [InlineData("sp_confirm_reservation", "v_status = 'expired' OR v_expires_at <= v_now", "v_status = 'expired'")]
    [InlineData("sp_require_free_seats", "WHEN seat_locks.expires_at > p_now AND", "WHEN FALSE AND")]
    [InlineData("sp_require_free_seats", "v_kept + v_listed > fn_seat_limit()", "FALSE")]
    [InlineData("sp_clear_expired", "dead.expires_at <= p_now", "dead.expires_at < p_now")]
    [InlineData("sp_unlock_seats", "WHERE held.user_id = p_user_id", "WHERE held.user_id <> p_user_id")]
    [InlineData("sp_retire_tickets", "sold.reservation_id = p_reservation_id", "FALSE")]
    public Task A_routine_that_forgets_a_check_is_found_out(string routine, string check, string forgotten) =>
        OwnDatabase.RunAsync(async own =>
        {
            await Sabotage.ReplaceAsync(own, routine, check, forgotten);
            var show = await BookedShow.GivenAsync(own);

            var failure = await Record.ExceptionAsync(() => Always.HoldsAsync(Scripts, Step.Scripts, show.RunAsync));

            Assert.Contains("MOVIEBOOKING_SEED=", failure?.Message, StringComparison.Ordinal);
        });
}
