namespace MovieBooking.Tests.Database.Stateful;

/// <summary>The controls of <see cref="StatefulTests"/> for what is paid, sold, given back and let in.</summary>
public sealed class SaleControlTests
{
    [Theory]
    [InlineData("sp_confirm_reservation", "AND paid.user_id = v_user_id", "AND FALSE", Verb.Create, Verb.ClockToExpiry)]
    [InlineData("sp_retire_tickets", "sold.reservation_id = p_reservation_id", "FALSE")]
    [InlineData(
        "sp_retire_tickets",
        "IF(p_in_full, 0, tickets.refund_fee)",
        "tickets.refund_fee",
        Verb.Create,
        Verb.Confirm,
        Verb.CancelByCinema,
        Verb.Move
    )]
    [InlineData("sp_cancel_tickets", "AND v_booked_start_time = v_start_time", "", Verb.Create, Verb.Confirm, Verb.Move, Verb.Cancel)]
    [InlineData("sp_cancel_tickets", "IF v_left = 0 THEN", "IF TRUE THEN", Verb.Create, Verb.Confirm, Verb.CancelTicket)]
    [InlineData("sp_cancel_tickets", "v_admitted > 0", "FALSE", Verb.Create, Verb.Confirm, Verb.Admit, Verb.Cancel)]
    [InlineData("sp_admit_ticket", "v_status = 'confirmed'", "TRUE", Verb.Create, Verb.Admit)]
    [InlineData("sp_revive_reservation", "seat_locks.user_id IS NULL OR", "TRUE OR", Verb.Create, Verb.ClockToExpiry, Verb.Lock, Verb.Pay)]
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
        "sp_open_counter_sale",
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
        ForgottenCheck.IsFoundOutAsync(routine, check, forgotten, often);
}
