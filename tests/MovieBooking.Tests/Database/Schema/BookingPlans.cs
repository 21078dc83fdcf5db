using MovieBooking.Api.Queue;
using MovieBooking.Db;

namespace MovieBooking.Tests.Database;

/// <summary>
/// Which index each statement is to use; two where both servers have a good choice of their own. See <see cref="PlanTests"/>.
/// </summary>
internal static class BookingPlans
{
    /// <summary>What the API reads on the way to a booking, beside the routines.</summary>
    public static readonly (string Name, string Statement)[] Queries =
    [
        ("seat map", "SELECT * FROM v_seat_map WHERE showtime_id = p_showtime_id ORDER BY seat_row, seat_column"),
        ("available seats", "SELECT * FROM v_available_seats WHERE showtime_id = p_showtime_id"),
        ("showtime", "SELECT * FROM v_showtimes_details WHERE showtime_id = p_showtime_id"),
        ("showtimes of a page", "SELECT * FROM v_showtimes_details WHERE showtime_id IN (8, 9, 10) ORDER BY start_time, showtime_id"),
        ("movie's showtimes", "SELECT * FROM v_active_showtimes_details WHERE movie_id = 9 ORDER BY start_time, showtime_id"),
        (
            "movie's showtimes, one page",
            "SELECT showtime_id FROM v_active_showtimes WHERE movie_id = 9 ORDER BY start_time, showtime_id LIMIT 20"
        ),
        (
            "cinema's showtimes, one page",
            "SELECT showtime_id FROM v_active_showtimes WHERE cinema_id = 9 ORDER BY start_time, showtime_id LIMIT 20"
        ),
        (
            "holds",
            "SELECT seat_id, price, expires_at FROM seat_locks WHERE user_id = p_user_id AND showtime_id = p_showtime_id ORDER BY seat_id"
        ),
        ("waiting rooms", WaitingRooms.Rooms),
        ("reservation", "SELECT * FROM v_reservations WHERE reservation_id = p_reservation_id AND user_id IS NULL"),
        ("guest's reservation", "SELECT * FROM v_reservations WHERE reference = 'G000000008' AND guest_email = p_guest_email"),
        ("own reservations", "SELECT * FROM v_reservations WHERE user_id = p_user_id ORDER BY reservation_id DESC LIMIT 20"),
        (
            "tickets",
            "SELECT t.*, s.seat_label FROM tickets AS t INNER JOIN seats AS s ON s.seat_id = t.seat_id WHERE t.reservation_id IN (8, 9, 10)"
        ),
        (
            "cancelled tickets",
            "SELECT t.*, s.seat_label FROM cancelled_tickets AS t INNER JOIN seats AS s ON s.seat_id = t.seat_id WHERE t.reservation_id IN (8, 9, 10)"
        ),
        ("gift card's uses", "SELECT SUM(spent) FROM v_gift_card_uses WHERE card_id = p_card_id"),
        ("payments", "SELECT * FROM v_payments WHERE reservation_id IN (8, 9, 10) ORDER BY payment_id"),
        (
            "session",
            $"SELECT {UserSession.IsLive}"
                .Replace("@session_id", "'00000000-0000-0000-0000-000000000009'", StringComparison.Ordinal)
                .Replace("@user_id", "p_user_id", StringComparison.Ordinal)
        ),
        (
            "idempotency key",
            "SELECT request_hash, status, body, location FROM idempotency_keys WHERE caller = 'user:7' AND route = 'CreateReservation' AND idempotency_key = 'key 7'"
        ),
    ];

    public const string Expected = """
        fn_free_seats 1: hold_rules PRIMARY, reservations PRIMARY, seat_locks PRIMARY, seats ix_seats_service, showtimes PRIMARY, tickets uk_tickets_showtime_seat or hold_rules PRIMARY, reservations PRIMARY, seat_locks PRIMARY, seats uk_screen_seat, showtimes PRIMARY, tickets uk_tickets_showtime_seat
        fn_kind_refusal 1: movies PRIMARY, screens PRIMARY, showtimes PRIMARY, ticket_kinds PRIMARY
        fn_round_money 1: price_currency PRIMARY
        fn_seats_kept 1: reservations ix_reservations_guest, reservations ix_reservations_user, seat_locks PRIMARY, tickets ix_tickets_reservation, tickets ix_tickets_reservation
        fn_seat_price 1: fares PRIMARY, format_multipliers PRIMARY
        sp_admit_ticket 1: showtimes PRIMARY
        sp_admit_ticket 2: reservations PRIMARY, tickets PRIMARY
        sp_admit_ticket 3: tickets PRIMARY
        sp_admit_ticket_at 1: tickets PRIMARY
        sp_apply_voucher 1: screens PRIMARY, showtimes PRIMARY
        sp_apply_voucher 2: voucher_codes uk_voucher_code_hash
        sp_apply_voucher 3: vouchers PRIMARY
        sp_apply_voucher 4: voucher_cinemas PRIMARY
        sp_apply_voucher 5: voucher_movies PRIMARY
        sp_apply_voucher 7: gift_card_uses PRIMARY
        sp_apply_voucher 8: showtimes PRIMARY
        sp_block_seats 1: showtimes PRIMARY
        sp_block_seats 2: seats PRIMARY, showtimes PRIMARY or seats uk_screen_seat, showtimes PRIMARY or seats ix_seats_service, showtimes PRIMARY
        sp_block_seats 3: reservations PRIMARY, seat_blocks PRIMARY, seat_locks PRIMARY, seats PRIMARY, tickets uk_tickets_showtime_seat
        sp_block_seats 4: screens PRIMARY, showtimes PRIMARY
        sp_block_seats 5: seats PRIMARY
        sp_block_seats 7: showtimes PRIMARY
        sp_cancel_tickets 1: reservations PRIMARY
        sp_cancel_tickets 2: cancelled_tickets ix_cancelled_tickets_reservation, tickets ix_tickets_reservation
        sp_cancel_tickets 3: showtimes PRIMARY
        sp_cancel_tickets 4: gift_card_uses PRIMARY, reservations PRIMARY
        sp_cancel_tickets 5: tickets ix_tickets_reservation
        sp_cancel_tickets 6: reservations PRIMARY or reservations uk_reservation_showtime
        sp_cancel_tickets 7: showtimes PRIMARY
        sp_cancel_tickets 8: cancelled_tickets ix_cancelled_tickets_reservation, sales_rollups PRIMARY
        sp_change_group 1: seat_blocks PRIMARY
        sp_change_group 2: group_bookings PRIMARY
        sp_change_group 3: seat_blocks PRIMARY
        sp_charge_guest_address 2: reservations PRIMARY, tickets ix_tickets_reservation
        sp_charge_sign_in 2: sign_in_failures PRIMARY
        sp_charge_sign_in 4: sign_in_failures PRIMARY
        sp_charge_sign_in 5: sign_in_failures PRIMARY
        sp_charge_gift_card 1: tickets ix_tickets_reservation
        sp_charge_gift_card 3: gift_card_uses PRIMARY
        sp_check_gift_card 1: price_currency PRIMARY
        sp_check_gift_card 2: gift_cards PRIMARY
        sp_check_gift_card 3: gift_card_uses ix_gift_card_uses_card, reservations PRIMARY
        sp_check_voucher 1: voucher_codes PRIMARY
        sp_check_voucher 2: vouchers PRIMARY
        sp_check_voucher 3: reservations PRIMARY, voucher_uses ix_voucher_uses_code
        sp_check_voucher 4: reservations PRIMARY
        sp_check_voucher 5: reservations ix_reservations_user, voucher_codes PRIMARY, voucher_uses PRIMARY
        sp_check_voucher 6: reservations ix_reservations_guest, voucher_codes PRIMARY, voucher_uses PRIMARY
        sp_choose_seats 1: hold_rules PRIMARY, seat_locks PRIMARY, seats ix_seats_service, showtimes PRIMARY, tickets uk_tickets_showtime_seat or hold_rules PRIMARY, seat_locks PRIMARY, seats uk_screen_seat, showtimes PRIMARY, tickets uk_tickets_showtime_seat
        sp_clear_expired 1: reservations ix_reservations_showtime
        sp_clear_expired 2: reservations ix_reservations_showtime, seat_locks PRIMARY, waiting_entries uk_waiting_user
        sp_clear_expired 3: reservations PRIMARY or reservations uk_reservation_showtime
        sp_clear_expired 4: dead PRIMARY
        sp_close_expired_movies 1: movies ix_movies_status
        sp_close_shift 1: till_shifts PRIMARY
        sp_close_shift 2: counter_refunds ix_counter_refunds_shift, counter_refunds ix_counter_refunds_shift, counter_refunds ix_counter_refunds_shift, counter_sales ix_counter_sales_shift, counter_sales ix_counter_sales_shift, counter_sales ix_counter_sales_shift, counter_sales ix_counter_sales_shift, till_shifts PRIMARY or counter_refunds ix_counter_refunds_shift, counter_sales ix_counter_sales_shift, till_shifts PRIMARY
        sp_close_shift 3: till_shifts PRIMARY
        sp_close_waiting_room 1: waiting_rooms uk_waiting_room_showtime
        sp_close_waiting_room 2: waiting_rooms uk_waiting_room_movie
        sp_close_waiting_room 3: waiting_room_rates PRIMARY
        sp_close_waiting_room 4: waiting_rooms PRIMARY
        sp_confirm_reservation 1: reservations PRIMARY
        sp_confirm_reservation 2: showtimes PRIMARY
        sp_confirm_reservation 3: reservations PRIMARY
        sp_confirm_reservation 4: reservations PRIMARY or reservations uk_reservation_showtime
        sp_confirm_reservation 5: showtimes PRIMARY
        sp_confirm_reservation 6: tickets ix_tickets_reservation
        sp_confirm_reservation 7: paid PRIMARY
        sp_connect_external_login 1: external_logins PRIMARY
        sp_connect_external_login 2: external_logins uk_external_login_user
        sp_connect_external_login 3: users PRIMARY
        sp_create_reservation 1: cinemas PRIMARY, screens PRIMARY, showtimes PRIMARY
        sp_create_reservation 2: showtimes PRIMARY
        sp_create_reservation 3: showtimes PRIMARY
        sp_create_reservation 5: screens PRIMARY
        sp_create_reservation 7: own PRIMARY, tickets ix_tickets_reservation
        sp_create_reservation 8: showtimes PRIMARY
        sp_delete_showtime 1: reservations ix_reservations_showtime
        sp_delete_showtime 2: showtimes PRIMARY
        sp_delete_showtime 3: reservations PRIMARY, tickets uk_tickets_showtime_seat
        sp_delete_showtime 4: tickets uk_tickets_showtime_seat
        sp_delete_showtime 5: freed PRIMARY
        sp_delete_showtime 6: seat_blocks PRIMARY
        sp_delete_showtime 7: group_bookings ix_group_bookings_showtime
        sp_delete_showtime 8: unpaid_holds PRIMARY
        sp_delete_showtime 9: waiting_entries ix_waiting_showtime
        sp_delete_showtime 10: reservations ix_reservations_showtime
        sp_delete_showtime 11: showtimes PRIMARY
        sp_delete_showtime 12: showtimes PRIMARY
        sp_delete_showtime 13: screens PRIMARY
        sp_disconnect_external_login 1: external_logins uk_external_login_user
        sp_disconnect_external_login 2: external_logins uk_external_login_user, passkeys ix_passkeys_user, users PRIMARY
        sp_disconnect_external_login 3: external_logins uk_external_login_user
        sp_discount_tickets 1: tickets ix_tickets_reservation, voucher_tickets PRIMARY
        sp_discount_tickets 2: voucher_codes PRIMARY, vouchers PRIMARY
        sp_discount_tickets 3: reservations PRIMARY
        sp_discount_tickets 4: tickets ix_tickets_reservation, voucher_tickets PRIMARY
        sp_discount_tickets 5: tickets PRIMARY
        sp_discount_tickets 7: voucher_tickets PRIMARY
        sp_exchange_tickets 1: reservations PRIMARY, screens PRIMARY, showtimes PRIMARY
        sp_exchange_tickets 2: screens PRIMARY, showtimes PRIMARY
        sp_exchange_tickets 3: showtimes PRIMARY
        sp_exchange_tickets 4: showtimes PRIMARY
        sp_exchange_tickets 5: users PRIMARY
        sp_exchange_tickets 6: tickets ix_tickets_reservation
        sp_exchange_tickets 7: reservations PRIMARY
        sp_exchange_tickets 8: reservations PRIMARY or reservations uk_reservation_showtime
        sp_exchange_tickets 9: api_key_reservations PRIMARY
        sp_exchange_tickets 10: tickets ix_tickets_reservation
        sp_extend_holds 1: showtimes PRIMARY
        sp_extend_holds 2: seat_locks PRIMARY
        sp_extend_holds 3: seat_locks ix_seat_locks_user
        sp_extend_holds 4: showtimes PRIMARY
        sp_find_offers 1: asked ix_waiting_status, entries ix_waiting_status, entries ix_waiting_status, movies PRIMARY, reservations PRIMARY, reservations ix_reservations_showtime, reservations ix_reservations_user, seat_locks ix_seat_locks_user, seat_locks ix_seat_locks_user, showtimes PRIMARY
        sp_forget_guests 1: reservations ix_reservations_guest, showtimes PRIMARY
        sp_forget_guests 2: audit_log ix_audit_log_entity
        sp_forget_guests 3: reservations PRIMARY
        sp_forget_user 1: users PRIMARY
        sp_forget_user 2: outbox SCANNED, reservations PRIMARY
        sp_forget_user 3: outbox PRIMARY
        sp_forget_user 4: idempotency_keys PRIMARY
        sp_forget_user 5: account_tokens ix_account_tokens_user
        sp_forget_user 6: unpaid_holds ix_unpaid_holds_user
        sp_forget_user 7: waiting_entries uk_waiting_user
        sp_forget_user 8: group_bookings ix_group_bookings_user
        sp_forget_user 9: sign_in_failures ix_sign_in_failures_user
        sp_forget_user 10: refresh_tokens ix_refresh_tokens_user
        sp_forget_user 11: sign_in_challenges ix_sign_in_challenges_user
        sp_forget_user 12: passkey_challenges ix_passkey_challenges_user
        sp_forget_user 13: passkeys ix_passkeys_user
        sp_forget_user 14: openid_requests ix_openid_requests_user
        sp_forget_user 15: external_logins uk_external_login_user
        sp_forget_user 16: recovery_codes PRIMARY
        sp_forget_user 17: second_factors PRIMARY
        sp_forget_user 18: staff_cinemas PRIMARY
        sp_forget_user 19: users PRIMARY
        sp_forget_user 20: audit_log ix_audit_log_email
        sp_forget_user 21: audit_log ix_audit_log_entity, reservations ix_reservations_user
        sp_hold_group 1: showtimes PRIMARY
        sp_hold_group 2: users PRIMARY
        sp_hold_group 3: kept PRIMARY
        sp_hold_group 5: seat_blocks PRIMARY
        sp_join_waiting_list 1: users PRIMARY
        sp_join_waiting_list 3: own uk_waiting_user,uk_waiting_guest
        sp_join_waiting_list 5: own uk_waiting_user,uk_waiting_guest, showtimes PRIMARY
        sp_join_waiting_list 6: others ix_waiting_address, showtimes PRIMARY
        sp_join_waiting_list 8: waiting_entries PRIMARY
        sp_join_waiting_room 1: waiting_rooms PRIMARY
        sp_join_waiting_room 2: waiting_room_rates PRIMARY
        sp_join_waiting_room 3: waiting_rooms PRIMARY
        sp_leave_waiting_list 1: own PRIMARY
        sp_leave_waiting_list 3: own PRIMARY
        sp_leave_waiting_list 4: Impossible WHERE noticed after reading const tables
        sp_leave_waiting_list 5: waiting_entries PRIMARY
        sp_lock_group 1: group_bookings PRIMARY
        sp_lock_group 2: showtimes PRIMARY
        sp_lock_group 3: group_bookings PRIMARY
        sp_lock_group 4: kept PRIMARY, seat_blocks ix_seat_blocks_group
        sp_lock_seats 1: showtimes PRIMARY
        sp_lock_seats 2: showtimes PRIMARY
        sp_lock_seats 3: screens PRIMARY
        sp_lock_seats 5: showtimes PRIMARY
        sp_move_showtime 1: showtimes PRIMARY
        sp_move_showtime 2: screens PRIMARY
        sp_move_showtime 3: screens PRIMARY
        sp_move_showtime 4: showtimes PRIMARY
        sp_move_showtime 5: seat_locks PRIMARY, tickets uk_tickets_showtime_seat
        sp_move_showtime 6: showtimes PRIMARY
        sp_move_showtime 7: seat_locks PRIMARY
        sp_number_events 1: event_log uk_event_position
        sp_number_events 2: event_positions PRIMARY
        sp_number_events 3: event_log uk_event_position, screens PRIMARY, showtimes PRIMARY
        sp_number_events 4: event_log PRIMARY
        sp_number_events 5: event_positions PRIMARY
        sp_offer_seats 1: entries ix_waiting_status, reservations PRIMARY, reservations PRIMARY, reservations ix_reservations_user, reservations ix_reservations_user, seat_locks ix_seat_locks_user
        sp_offer_seats 2: entries ix_waiting_status, reservations ix_reservations_guest, reservations ix_reservations_showtime, reservations ix_reservations_user, seat_locks ix_seat_locks_user
        sp_offer_seats 4: showtimes PRIMARY
        sp_offer_seats 5: waiting_entries PRIMARY
        sp_offer_seats 6: Impossible WHERE noticed after reading const tables or movies PRIMARY, showtimes PRIMARY
        sp_offer_seats 7: hold_rules PRIMARY
        sp_offer_seats 8: waiting_entries PRIMARY
        sp_offer_seats 9: users PRIMARY
        sp_offer_seats 11: waiting_entries PRIMARY
        sp_offer_seats 12: seat_locks ix_seat_locks_user
        sp_offer_seats 13: reservations PRIMARY or reservations uk_reservation_showtime
        sp_offer_seats 14: waiting_entries PRIMARY
        sp_open_external_login 1: external_logins PRIMARY
        sp_open_external_login 2: users PRIMARY
        sp_open_external_login 3: external_logins PRIMARY or external_logins uk_external_login_user
        sp_open_external_login 4: users uk_user_email
        sp_open_payment 1: reservations PRIMARY
        sp_open_payment 2: showtimes PRIMARY
        sp_open_payment 3: gift_card_uses PRIMARY, tickets ix_tickets_reservation
        sp_open_payment 4: payments uk_payment_open
        sp_open_payment 5: payments PRIMARY
        sp_open_waiting_room 2: waiting_room_rates PRIMARY
        sp_pass_sign_in 1: sign_in_failures PRIMARY
        sp_pass_sign_in 2: sign_in_failures PRIMARY
        sp_pass_sign_in 3: sign_in_failures PRIMARY
        sp_purge_account_tokens 1: account_tokens ix_account_tokens_expiry
        sp_purge_guest_holds 1: guest_holds ix_guest_holds_end
        sp_purge_guest_holds 2: guest_networks ix_guest_networks_booked
        sp_purge_events 2: event_log PRIMARY
        sp_purge_events 3: event_positions PRIMARY
        sp_purge_events 4: event_log PRIMARY
        sp_purge_events 6: webhook_deliveries ix_webhook_deliveries_position
        sp_purge_events 8: seat_change_events SCANNED
        sp_purge_idempotency_keys 1: idempotency_keys ix_idempotency_keys_created
        sp_purge_openid_requests 1: openid_requests ix_openid_requests_expiry
        sp_purge_outbox 1: outbox ix_outbox_due
        sp_purge_outbox 2: outbox ix_outbox_due
        sp_purge_outbox 3: outbox ix_outbox_due
        sp_purge_passkey_challenges 1: passkey_challenges ix_passkey_challenges_expiry
        sp_purge_posters 1: movies SCANNED, posters SCANNED
        sp_queue_deliveries 1: event_positions PRIMARY
        sp_queue_deliveries 2: webhooks PRIMARY
        sp_queue_deliveries 3: webhooks PRIMARY
        sp_queue_deliveries 4: any_cinema PRIMARY, api_keys PRIMARY, event_log uk_event_position, own PRIMARY, webhooks PRIMARY or any_cinema PRIMARY, api_keys PRIMARY, event_log uk_event_position, own SCANNED, webhooks PRIMARY
        sp_queue_deliveries 5: webhooks PRIMARY
        sp_purge_seat_blocks 1: seat_blocks SCANNED, showtimes PRIMARY
        sp_purge_seat_blocks 2: seat_blocks PRIMARY
        sp_purge_seat_blocks 3: group_bookings SCANNED, showtimes PRIMARY
        sp_purge_seat_blocks 4: group_bookings PRIMARY
        sp_purge_sign_in_challenges 1: sign_in_challenges ix_sign_in_challenges_expiry
        sp_purge_sign_in_failures 1: sign_in_failures ix_sign_in_failures_failed
        sp_purge_unpaid_holds 1: unpaid_holds ix_unpaid_holds_lapse
        sp_purge_waiting_entries 1: showtimes PRIMARY, waiting_entries SCANNED
        sp_purge_waiting_entries 2: waiting_entries PRIMARY
        sp_read_reservation 1: gift_card_uses PRIMARY, gift_cards PRIMARY, reservations PRIMARY, voucher_uses PRIMARY
        sp_read_reservation 2: reservations PRIMARY
        sp_read_reservation 3: cinemas PRIMARY, fares PRIMARY, fares PRIMARY, format_multipliers PRIMARY, format_multipliers PRIMARY, movies PRIMARY, price_currency PRIMARY, reservations PRIMARY, reservations ix_reservations_showtime, screens PRIMARY, seat_locks PRIMARY, seat_locks PRIMARY, seats ix_seats_service, seats ix_seats_service, showtimes PRIMARY, tickets ix_tickets_reservation, tickets uk_tickets_showtime_seat, tickets uk_tickets_showtime_seat
        sp_read_reservation 4: cancelled_tickets ix_cancelled_tickets_reservation, kind_tickets PRIMARY, kind_tickets PRIMARY, seats PRIMARY, seats PRIMARY, ticket_kinds PRIMARY, ticket_kinds PRIMARY, tickets ix_tickets_reservation, voucher_codes PRIMARY, voucher_codes PRIMARY, voucher_tickets PRIMARY, voucher_tickets PRIMARY
        sp_rebuild_rollup 1: showtimes PRIMARY
        sp_rebuild_rollup 2: stale PRIMARY
        sp_rebuild_rollup 3: cancelled_tickets ix_cancelled_tickets_reservation, reservations PRIMARY, reservations ix_reservations_showtime, tickets uk_tickets_showtime_seat
        sp_refund_at_counter 1: counter_sales PRIMARY, reservations PRIMARY
        sp_refund_at_counter 2: showtimes PRIMARY
        sp_refund_at_counter 3: cancelled_tickets ix_cancelled_tickets_reservation
        sp_refund_at_counter 4: gift_card_uses PRIMARY
        sp_refund_at_counter 5: counter_refunds ix_counter_refunds_reservation
        sp_release_expired 1: seat_locks PRIMARY
        sp_release_expired 2: reservations ix_reservations_showtime
        sp_release_expired 3: showtimes PRIMARY
        sp_release_expired 4: showtimes PRIMARY
        sp_record_seat_changes 1: screens PRIMARY, seat_change_events PRIMARY, showtimes ix_showtimes_start
        sp_record_seat_changes 2: api_keys SCANNED
        sp_record_seat_changes 3: Impossible WHERE noticed after reading const tables or no matching row in const table
        sp_record_seat_changes 4: event_log PRIMARY
        sp_record_seat_changes 5: event_log PRIMARY
        sp_record_seat_changes 6: webhook_deliveries ix_webhook_deliveries_position
        sp_release_seats 1: showtimes PRIMARY
        sp_release_seats 2: kept PRIMARY
        sp_release_seats 3: seat_blocks PRIMARY
        sp_release_seats 4: showtimes PRIMARY
        sp_remove_gift_card 1: gift_card_uses PRIMARY
        sp_remove_gift_card 2: showtimes PRIMARY
        sp_remove_voucher 1: voucher_uses PRIMARY
        sp_remove_voucher 2: gift_card_uses PRIMARY
        sp_remove_voucher 3: showtimes PRIMARY
        sp_require_address_share 1: guest_holds PRIMARY, reservations PRIMARY, reservations ix_reservations_user, seat_locks ix_seat_locks_user, tickets ix_tickets_reservation
        sp_require_bookable_showtime 1: movies PRIMARY, showtimes PRIMARY
        sp_require_first_seat 1: unpaid_holds PRIMARY
        sp_require_first_seat 2: hold_rules PRIMARY, reservations ix_reservations_user, seat_locks ix_seat_locks_user
        sp_require_free_screen 1: screens PRIMARY
        sp_require_free_screen 2: showtimes ix_showtimes_screen_time
        sp_require_free_screen 3: movies PRIMARY
        sp_require_free_seats 1: seats PRIMARY, showtimes PRIMARY or seats uk_screen_seat, showtimes PRIMARY or seats ix_seats_service, showtimes PRIMARY
        sp_require_free_seats 2: reservations PRIMARY, seat_locks PRIMARY, seats PRIMARY, tickets uk_tickets_showtime_seat
        sp_require_priceable 1: reservations PRIMARY
        sp_require_priceable 2: showtimes PRIMARY
        sp_require_priceable 3: reservations PRIMARY
        sp_require_sign_in 1: sign_in_failures PRIMARY
        sp_require_sign_in 2: sign_in_failures PRIMARY
        sp_require_open_shift 1: till_shifts uk_till_shift_open
        sp_require_open_shift 2: till_shifts PRIMARY
        sp_require_takeable_seats 1: seat_locks PRIMARY
        sp_require_takeable_seats 2: reservations ix_reservations_showtime
        sp_require_takeable_seats 3: movies PRIMARY, seat_locks PRIMARY, seats PRIMARY, showtimes PRIMARY, tickets uk_tickets_showtime_seat
        sp_require_takeable_seats 4: users PRIMARY
        sp_require_wheelchair_places 1: seats PRIMARY
        sp_require_wheelchair_places 2: hold_rules PRIMARY, showtimes PRIMARY
        sp_require_wheelchair_places 3: reservations ix_reservations_guest, reservations ix_reservations_user, seat_locks PRIMARY, seats PRIMARY, tickets ix_tickets_reservation, tickets ix_tickets_reservation
        sp_retire_tickets 1: tickets ix_tickets_reservation
        sp_retire_tickets 2: sold ix_tickets_reservation
        sp_revive_reservation 1: cancelled_tickets ix_cancelled_tickets_reservation
        sp_revive_reservation 2: reservations PRIMARY
        sp_revive_reservation 3: cancelled_tickets ix_cancelled_tickets_reservation
        sp_revive_reservation 4: cancelled_tickets ix_cancelled_tickets_reservation, seat_locks PRIMARY, seats PRIMARY, showtimes PRIMARY, tickets uk_tickets_showtime_seat, users PRIMARY
        sp_revive_reservation 5: gift_card_uses PRIMARY, reservations PRIMARY, voucher_uses PRIMARY
        sp_revive_reservation 6: reservations PRIMARY or reservations uk_reservation_showtime
        sp_revive_reservation 8: cancelled_tickets PRIMARY
        sp_revive_reservation 9: own PRIMARY
        sp_quote_at_counter 1: tickets ix_tickets_reservation
        sp_quote_at_counter 2: voucher_uses PRIMARY
        sp_quote_at_counter 3: gift_card_uses PRIMARY, gift_card_uses ix_gift_card_uses_card, gift_cards PRIMARY, reservations PRIMARY
        sp_sell_at_counter_with_codes 1: tickets ix_tickets_reservation
        sp_sell_at_counter_with_codes 2: gift_card_uses PRIMARY
        sp_sell_at_counter_with_codes 3: screens PRIMARY, showtimes PRIMARY
        sp_set_currency 1: price_currency PRIMARY
        sp_set_currency 2: reservations PRIMARY, seat_locks SCANNED or reservations PRIMARY, seat_locks PRIMARY
        sp_set_currency 3: fares SCANNED
        sp_set_currency 4: price_currency PRIMARY
        sp_set_out_of_service 1: showtimes ix_showtimes_screen_time or showtimes uk_screen_start
        sp_set_out_of_service 2: seats uk_screen_seat or seats ix_seats_service
        sp_set_out_of_service 3: showtimes PRIMARY
        sp_set_out_of_service 4: ended PRIMARY
        sp_set_out_of_service 5: seats uk_screen_seat
        sp_set_seat_accessibility 1: showtimes ix_showtimes_screen_time or showtimes uk_screen_start
        sp_set_seat_accessibility 2: seats uk_screen_seat or seats ix_seats_service
        sp_set_seat_accessibility 3: showtimes PRIMARY
        sp_set_seat_accessibility 4: seats uk_screen_seat
        sp_set_ticket_kinds 1: kind_tickets PRIMARY, tickets ix_tickets_reservation
        sp_set_ticket_kinds 2: reservations PRIMARY
        sp_set_ticket_kinds 3: showtimes PRIMARY
        sp_set_ticket_kinds 4: reservations PRIMARY
        sp_set_ticket_kinds 5: tickets uk_tickets_showtime_seat
        sp_set_ticket_kinds 6: gift_card_uses PRIMARY, reservations PRIMARY, voucher_uses PRIMARY
        sp_set_ticket_kinds 7: kind_tickets PRIMARY
        sp_set_ticket_kinds 9: ticket_kinds PRIMARY
        sp_set_ticket_kinds 11: tickets PRIMARY
        sp_set_ticket_kinds 12: voucher_uses PRIMARY
        sp_set_ticket_kinds 13: voucher_uses PRIMARY
        sp_set_ticket_kinds 14: showtimes PRIMARY
        sp_settle_gift_card 1: cancelled_tickets ix_cancelled_tickets_reservation
        sp_settle_gift_card 2: gift_card_uses PRIMARY
        sp_settle_payments 1: payments ix_payments_reservation
        sp_settle_payments 2: cancelled_tickets ix_cancelled_tickets_reservation, gift_card_uses PRIMARY
        sp_settle_payments 4: payments PRIMARY
        sp_settle_sales 1: settled_until PRIMARY
        sp_settle_sales 2: sales_rollups PRIMARY, screens PRIMARY, showtimes ix_showtimes_start
        sp_settle_sales 3: sales_rollups PRIMARY, screens PRIMARY, showtimes ix_showtimes_start
        sp_settle_sales 4: settled_until PRIMARY
        sp_sweep_expired 1: reservations ix_reservations_expiry, seat_locks ix_seat_locks_expiry
        sp_sweep_expired 2: showtimes PRIMARY
        sp_take_payment 1: payments uk_payment_intent, reservations PRIMARY
        sp_take_payment 2: showtimes PRIMARY
        sp_take_payment 3: reservations PRIMARY
        sp_take_payment 4: payments PRIMARY
        sp_take_payment 5: payments PRIMARY
        sp_take_payment 6: gift_card_uses PRIMARY, tickets ix_tickets_reservation
        sp_take_payment 7: showtimes PRIMARY
        sp_take_payment 8: payments PRIMARY
        sp_take_lease 2: leases PRIMARY
        sp_undo_admission 1: showtimes PRIMARY
        sp_undo_admission 2: tickets PRIMARY
        sp_unlock_seats 1: seat_locks PRIMARY or seat_locks ix_seat_locks_user
        sp_unlock_seats 2: showtimes PRIMARY
        sp_unlock_seats 3: held ix_seat_locks_user
        sp_unlock_seats 4: showtimes PRIMARY
        sp_unsettle_sales 1: settled_until PRIMARY
        sp_unsettle_sales 2: settled_sales PRIMARY
        sp_unsettle_sales 3: settled_days PRIMARY
        seat map: reservations PRIMARY, seat_locks PRIMARY, seats uk_screen_seat, showtimes PRIMARY, tickets uk_tickets_showtime_seat or reservations PRIMARY, seat_locks PRIMARY, seats ix_seats_service, showtimes PRIMARY, tickets uk_tickets_showtime_seat
        available seats: reservations PRIMARY, seat_locks PRIMARY, seats uk_screen_seat, showtimes PRIMARY, tickets uk_tickets_showtime_seat or reservations PRIMARY, seat_locks PRIMARY, seats ix_seats_service, showtimes PRIMARY, tickets uk_tickets_showtime_seat
        showtime: cinemas PRIMARY, fares PRIMARY, fares PRIMARY, format_multipliers PRIMARY, format_multipliers PRIMARY, movies PRIMARY, price_currency PRIMARY, reservations PRIMARY, reservations ix_reservations_showtime, screens PRIMARY, seat_locks PRIMARY, seat_locks PRIMARY, seats ix_seats_service, seats ix_seats_service, showtimes PRIMARY, tickets ix_tickets_reservation, tickets uk_tickets_showtime_seat, tickets uk_tickets_showtime_seat
        showtimes of a page: cinemas PRIMARY, fares PRIMARY, fares PRIMARY, format_multipliers PRIMARY, format_multipliers PRIMARY, movies PRIMARY, price_currency PRIMARY, reservations PRIMARY, reservations ix_reservations_showtime, screens PRIMARY, seat_locks PRIMARY, seat_locks PRIMARY, seats ix_seats_service, seats ix_seats_service, showtimes PRIMARY, tickets ix_tickets_reservation, tickets uk_tickets_showtime_seat, tickets uk_tickets_showtime_seat
        movie's showtimes: cinemas PRIMARY, fares PRIMARY, fares PRIMARY, format_multipliers PRIMARY, format_multipliers PRIMARY, movies PRIMARY, price_currency PRIMARY, reservations PRIMARY, reservations ix_reservations_showtime, screens PRIMARY, seat_locks PRIMARY, seat_locks PRIMARY, seats ix_seats_service, seats ix_seats_service, showtimes ix_showtimes_movie_time, tickets ix_tickets_reservation, tickets uk_tickets_showtime_seat, tickets uk_tickets_showtime_seat
        movie's showtimes, one page: movies PRIMARY, screens PRIMARY, showtimes ix_showtimes_movie_time
        cinema's showtimes, one page: movies PRIMARY, screens uk_cinema_screen, showtimes ix_showtimes_screen_time
        waiting rooms: showtimes PRIMARY, showtimes ix_showtimes_movie_time, waiting_rooms SCANNED, waiting_rooms SCANNED
        holds: seat_locks PRIMARY
        reservation: reservations PRIMARY
        guest's reservation: reservations uk_reservation_reference
        own reservations: reservations ix_reservations_user
        payments: payments ix_payments_reservation, refunds ix_refunds_payment
        tickets: s PRIMARY, t ix_tickets_reservation
        cancelled tickets: s PRIMARY, t ix_cancelled_tickets_reservation
        session: refresh_tokens ix_refresh_tokens_family
        idempotency key: idempotency_keys PRIMARY
        sp_use_gift_card 1: price_currency PRIMARY
        sp_use_gift_card 2: gift_cards uk_gift_card_code_hash
        sp_use_gift_card 3: gift_cards PRIMARY
        sp_use_gift_card 4: tickets ix_tickets_reservation
        sp_use_gift_card 5: showtimes PRIMARY
        gift card's uses: gift_card_uses ix_gift_card_uses_card, reservations PRIMARY
        """;
}
