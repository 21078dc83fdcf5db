using FsCheck.Fluent;
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

        await RandomInput.HoldsAsync(Scripts, Arb.From(Step.Scripts, RandomInput.Shorter), show.RunAsync);

        Assert.Equal(Scripts * StepsOfScript, show.Steps);
    }

    /// <summary>The controls: a routine that forgets one check is found out, soonest in scripts that often do what it is about.</summary>
    [Theory]
    [InlineData("sp_require_free_seats", "WHEN seat_locks.expires_at > p_now AND", "WHEN FALSE AND")]
    [InlineData("sp_require_free_seats", "v_kept + v_listed > fn_seat_limit()", "FALSE")]
    [InlineData("sp_require_takeable_seats", "AND tickets.seat_id IS NULL", "")]
    [InlineData("sp_require_takeable_seats", "AND (seat_locks.user_id IS NULL OR", "AND (TRUE OR")]
    [InlineData("sp_require_takeable_seats", "AND v_reservations = 0", "", Verb.Create, Verb.Lock)]
    [InlineData("sp_require_takeable_seats", "v_holds - v_own + v_free", "v_free")]
    [InlineData("sp_require_takeable_seats", "AND seats.accessibility <> 'companion'", "", Verb.Lock, Verb.Create)]
    [InlineData("sp_require_wheelchair_places", "AND NOT p_is_sale", "", Verb.Lock, Verb.Create)]
    [InlineData(
        "sp_require_takeable_seats",
        "p_cleared = 0 AND (v_first_hold <= p_now",
        "p_cleared = 0 AND (v_first_hold < p_now",
        Verb.Lock,
        Verb.ClockToExpiry
    )]
    [InlineData("sp_require_takeable_seats", "AND p_held_since IS NULL AND v_reservations = 0 THEN", "THEN", Verb.LockElsewhere, Verb.Lock)]
    [InlineData(
        "sp_require_takeable_seats",
        "MIN(seat_locks.showtime_id)",
        "NULLIF(MIN(seat_locks.showtime_id), MIN(seat_locks.showtime_id))",
        Verb.LockElsewhere,
        Verb.Lock
    )]
    [InlineData("sp_require_takeable_seats", "IF v_kept_of IS NOT NULL THEN", "IF FALSE THEN", Verb.Lock, Verb.ClockToExpiry)]
    [InlineData("sp_require_first_seat", "v_kept >= v_limit", "FALSE", Verb.LockElsewhere, Verb.Lock)]
    [InlineData("sp_require_first_seat", "AND reservations.expires_at > p_now", "AND FALSE", Verb.LockElsewhere, Verb.Create)]
    [InlineData("sp_require_first_seat", "v_again_at > p_now", "FALSE", Verb.Lock, Verb.ClockToExpiry)]
    [InlineData("sp_clear_expired", "unpaid_holds.times + 1", "1", Verb.Lock, Verb.ClockToExpiry)]
    [InlineData("sp_confirm_reservation", "AND paid.user_id = v_user_id", "AND FALSE", Verb.Create, Verb.ClockToExpiry)]
    [InlineData("sp_clear_expired", "dead.expires_at <= p_now", "dead.expires_at < p_now")]
    [InlineData("sp_block_seats", "OR seat_locks.user_id <> 0", "", Verb.Block)]
    [InlineData("sp_block_seats", "OR tickets.seat_id IS NOT NULL", "", Verb.Block, Verb.Create)]
    [InlineData("sp_release_seats", "AND kept.user_id = 0", "", Verb.Release, Verb.Lock)]
    [InlineData("sp_move_showtime", "seat_locks.expires_at = v_start_time OR", "", Verb.Block, Verb.Move)]
    [InlineData("sp_unlock_seats", "WHERE held.user_id = p_user_id", "WHERE held.user_id <> p_user_id")]
    [InlineData("sp_retire_tickets", "sold.reservation_id = p_reservation_id", "FALSE")]
    [InlineData("sp_retire_tickets", "IF(p_in_full, 0, tickets.refund_fee)", "tickets.refund_fee", Verb.CancelByCinema, Verb.Move)]
    [InlineData("sp_cancel_tickets", "AND v_booked_start_time = v_start_time", "", Verb.Create, Verb.Confirm, Verb.Move, Verb.Cancel)]
    [InlineData("sp_cancel_tickets", "IF v_left = 0 THEN", "IF TRUE THEN", Verb.CancelTicket, Verb.Confirm)]
    [InlineData("sp_cancel_tickets", "v_admitted > 0", "FALSE", Verb.Create, Verb.Confirm, Verb.Admit, Verb.Cancel)]
    [InlineData("sp_admit_ticket", "v_status = 'confirmed'", "TRUE", Verb.Admit)]
    [InlineData("sp_create_reservation", "fn_round_money(v_total * v_fee / 100) - v_fees", "fn_round_money(v_price * v_fee / 100)")]
    [InlineData(
        "sp_set_ticket_kinds",
        "fn_round_money(v_total * v_fee / 100) - v_fees",
        "fn_round_money(v_price * v_fee / 100)",
        Verb.Kinds
    )]
    [InlineData("sp_set_ticket_kinds", "COALESCE(kind_tickets.full_price, tickets.price)", "tickets.price", Verb.Kinds)]
    [InlineData("sp_set_ticket_kinds", "v_refusal IS NOT NULL AND", "FALSE AND", Verb.Kinds)]
    [InlineData("sp_set_ticket_kinds", "IF v_code_id IS NOT NULL THEN", "IF FALSE THEN", Verb.Create, Verb.Kinds, Verb.Voucher)]
    [InlineData(
        "sp_discount_tickets",
        "fn_round_money(v_before * p_discount / v_sum) - v_spread",
        "fn_round_money(v_full_price * p_discount / v_sum)",
        Verb.Voucher
    )]
    [InlineData("sp_check_voucher", "v_uses >= v_max_uses", "FALSE", Verb.Voucher, Verb.Create)]
    [InlineData("sp_revive_reservation", "seat_locks.user_id IS NULL OR", "TRUE OR", Verb.Pay, Verb.ClockToExpiry)]
    [InlineData("sp_take_payment", "CALL sp_settle_payments(v_reservation_id, v_now);", "")]
    [InlineData("sp_exchange_tickets", "v_standing <> JSON_LENGTH(p_ticket_ids)", "FALSE", Verb.Exchange, Verb.Sell)]
    [InlineData(
        "sp_exchange_tickets",
        "CALL sp_refund_at_counter(p_user_id, p_reservation_id, p_method, v_credit)",
        "SET v_credit = p_credit",
        Verb.Exchange,
        Verb.Sell
    )]
    [InlineData(
        "sp_sell_at_counter",
        "CALL sp_release_seats(p_showtime_id, p_seat_ids);",
        "SET p_seat_ids = p_seat_ids;",
        Verb.Block,
        Verb.Sell
    )]
    [InlineData("sp_forget_user", "users.deleted_at = UTC_TIMESTAMP(6)", "users.deleted_at = users.deleted_at")]
    [InlineData(
        "sp_forget_user",
        "DELETE FROM account_tokens",
        "DELETE FROM tickets WHERE reservation_id IN (SELECT reservation_id FROM reservations WHERE user_id = p_user_id); DELETE FROM account_tokens"
    )]
    public Task A_routine_that_forgets_a_check_is_found_out(string routine, string check, string forgotten, params Verb[] often) =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.ReplaceAsync(own, routine, check, forgotten);
            var show = await BookedShow.GivenAsync(own);

            Assert.NotNull(
                await Record.ExceptionAsync(() => RandomInput.HoldsAsync(10 * Scripts, Arb.From(Step.ScriptsOf(often)), show.RunAsync))
            );
        });

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
