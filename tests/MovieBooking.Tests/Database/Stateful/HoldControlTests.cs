namespace MovieBooking.Tests.Database.Stateful;

/// <summary>The controls of <see cref="StatefulTests"/> for holds, and what the cinema keeps back.</summary>
public sealed class HoldControlTests
{
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
    [InlineData("sp_clear_expired", "dead.expires_at <= p_now", "dead.expires_at < p_now")]
    [InlineData("sp_block_seats", "OR seat_locks.user_id <> 0", "", Verb.Block)]
    [InlineData("sp_block_seats", "OR tickets.seat_id IS NOT NULL", "", Verb.Block, Verb.Create)]
    [InlineData("sp_release_seats", "AND kept.user_id = 0", "", Verb.Release, Verb.Lock)]
    [InlineData("sp_move_showtime", "seat_locks.expires_at = v_start_time OR", "", Verb.Block, Verb.Move)]
    [InlineData("sp_unlock_seats", "WHERE held.user_id = p_user_id", "WHERE held.user_id <> p_user_id")]
    public Task A_routine_that_forgets_a_check_is_found_out(string routine, string check, string forgotten, params Verb[] often) =>
        ForgottenCheck.IsFoundOutAsync(routine, check, forgotten, often);
}
