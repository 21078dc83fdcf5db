using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

/// <summary>The keys that section 6.4 of the technical report names, as the database has them.</summary>
public sealed class KeyTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData("cinemas", "cinema_id")]
    [InlineData("screens", "screen_id")]
    [InlineData("seats", "seat_id")]
    [InlineData("movies", "movie_id")]
    [InlineData("showtimes", "showtime_id")]
    [InlineData("users", "user_id")]
    [InlineData("reservations", "reservation_id")]
    [InlineData("tickets", "ticket_id")]
    [InlineData("seat_locks", "showtime_id,seat_id")]
    [InlineData("sales_rollups", "showtime_id,sale_date,seat_class")]
    [InlineData("idempotency_keys", "caller,route,idempotency_key")]
    [InlineData("outbox", "message_id")]
    [InlineData("account_tokens", "token_hash")]
    [InlineData("sign_in_failures", "tried_as")]
    [InlineData("second_factors", "user_id")]
    [InlineData("recovery_codes", "user_id,code_hash")]
    [InlineData("sign_in_challenges", "token_hash")]
    [InlineData("passkeys", "passkey_id")]
    [InlineData("passkey_challenges", "challenge_hash")]
    [InlineData("external_logins", "provider,subject")]
    [InlineData("openid_requests", "request_hash")]
    [InlineData("payments", "payment_id")]
    [InlineData("refunds", "refund_id")]
    [InlineData("reconciliations", "reconciliation_id")]
    [InlineData("payment_differences", "payment_difference_id")]
    [InlineData("fares", "seat_class,valid_from")]
    [InlineData("format_multipliers", "format,valid_from")]
    [InlineData("ticket_kinds", "kind_id")]
    [InlineData("kind_tickets", "ticket_id")]
    [InlineData("vouchers", "voucher_id")]
    [InlineData("voucher_codes", "code_id")]
    [InlineData("voucher_cinemas", "voucher_id,cinema_id")]
    [InlineData("voucher_movies", "voucher_id,movie_id")]
    [InlineData("voucher_uses", "reservation_id")]
    [InlineData("voucher_tickets", "ticket_id")]
    [InlineData("gift_card_uses", "reservation_id")]
    [InlineData("gift_cards", "card_id")]
    [InlineData("waiting_room_rates", "room_id,from_place")]
    [InlineData("webhooks", "webhook_id")]
    [InlineData("webhook_deliveries", "delivery_id")]
    [InlineData("event_log", "event_id")]
    [InlineData("event_positions", "id")]
    [InlineData("seat_change_events", "showtime_id")]
    [InlineData("api_keys", "key_id")]
    [InlineData("api_key_cinemas", "key_id,cinema_id")]
    [InlineData("api_key_uses", "key_id")]
    [InlineData("api_key_reservations", "reservation_id")]
    [InlineData("counter_sales", "reservation_id")]
    [InlineData("counter_refunds", "counter_refund_id")]
    [InlineData("till_shifts", "shift_id")]
    [InlineData("exchanges", "reservation_id")]
    [InlineData("waiting_entries", "entry_id")]
    [InlineData("group_bookings", "group_id")]
    public async Task A_table_has_its_primary_key(string table, string columns) =>
        Assert.Equal($"{columns} 0", await KeyAsync(table, "PRIMARY"));

    // The unique start spans the start of shows that are not cancelled.
    [Theory]
    [InlineData("screens", "uk_cinema_screen", "cinema_id,name")]
    [InlineData("seats", "uk_screen_seat", "screen_id,seat_label")]
    [InlineData("showtimes", "uk_screen_start", "screen_id,active_start_time")]
    [InlineData("users", "uk_user_email", "email")]
    [InlineData("passkeys", "uk_passkey_credential", "credential_id")]
    [InlineData("external_logins", "uk_external_login_user", "user_id,provider")]
    [InlineData("tickets", "uk_tickets_showtime_seat", "showtime_id,seat_id")]
    [InlineData("till_shifts", "uk_till_shift_open", "open_user_id,cinema_id")]
    [InlineData("reservations", "uk_reservation_reference", "reference")]
    [InlineData("cinemas", "uk_cinema_name", "name")]
    [InlineData("waiting_rooms", "uk_waiting_room_showtime", "showtime_id")]
    [InlineData("waiting_rooms", "uk_waiting_room_movie", "movie_id")]
    [InlineData("waiting_entries", "uk_waiting_user", "user_id,showtime_id")]
    [InlineData("waiting_entries", "uk_waiting_guest", "guest_email,showtime_id")]
    [InlineData("ticket_kinds", "uk_ticket_kind_name", "cinema_id,active_name")]
    [InlineData("voucher_codes", "uk_voucher_code_hash", "code_hash")]
    [InlineData("gift_cards", "uk_gift_card_code_hash", "code_hash")]
    [InlineData("outbox", "uk_outbox_once", "once_key")]
    [InlineData("payments", "uk_payment_intent", "intent_id,provider")]
    [InlineData("payments", "uk_payment_open", "open_reservation_id")]
    [InlineData("payments", "uk_payment_placed", "placed_reservation_id")]
    [InlineData("refunds", "uk_refund_provider", "provider_refund_id")]
    [InlineData("webhook_deliveries", "uk_webhook_delivery", "webhook_id,position")]
    [InlineData("event_log", "uk_event_position", "position")]
    [InlineData("api_keys", "uk_api_key_hash", "key_hash")]
    [InlineData("api_keys", "uk_api_key_prefix", "prefix")]
    public async Task A_unique_key_spans_its_columns(string table, string key, string columns) =>
        Assert.Equal($"{columns} 0", await KeyAsync(table, key));

    [Theory]
    [InlineData("screens", "cinema_id")]
    [InlineData("seats", "screen_id")]
    [InlineData("showtimes", "movie_id")]
    [InlineData("showtimes", "screen_id")]
    [InlineData("reservations", "user_id")]
    [InlineData("reservations", "showtime_id")]
    [InlineData("tickets", "reservation_id")]
    [InlineData("tickets", "seat_id")]
    [InlineData("seat_locks", "showtime_id")]
    [InlineData("seat_locks", "seat_id")]
    [InlineData("seat_locks", "user_id")]
    [InlineData("ticket_kinds", "cinema_id")]
    [InlineData("kind_tickets", "kind_id")]
    [InlineData("voucher_codes", "voucher_id")]
    [InlineData("voucher_cinemas", "voucher_id")]
    [InlineData("voucher_cinemas", "cinema_id")]
    [InlineData("voucher_movies", "voucher_id")]
    [InlineData("voucher_uses", "reservation_id")]
    [InlineData("voucher_uses", "code_id")]
    [InlineData("voucher_tickets", "code_id")]
    [InlineData("gift_card_uses", "reservation_id")]
    [InlineData("gift_card_uses", "card_id")]
    [InlineData("waiting_rooms", "showtime_id")]
    [InlineData("waiting_rooms", "movie_id")]
    [InlineData("waiting_room_rates", "room_id")]
    [InlineData("waiting_entries", "user_id")]
    [InlineData("account_tokens", "user_id")]
    [InlineData("second_factors", "user_id")]
    [InlineData("recovery_codes", "user_id")]
    [InlineData("sign_in_challenges", "user_id")]
    [InlineData("passkeys", "user_id")]
    [InlineData("passkey_challenges", "user_id")]
    [InlineData("external_logins", "user_id")]
    [InlineData("openid_requests", "user_id")]
    [InlineData("payments", "reservation_id")]
    [InlineData("refunds", "payment_id")]
    [InlineData("webhooks", "key_id")]
    [InlineData("webhook_deliveries", "webhook_id")]
    [InlineData("api_key_cinemas", "cinema_id")]
    [InlineData("api_key_reservations", "reservation_id")]
    [InlineData("api_key_reservations", "key_id")]
    [InlineData("counter_sales", "reservation_id")]
    [InlineData("counter_sales", "cinema_id")]
    [InlineData("counter_sales", "user_id")]
    [InlineData("counter_sales", "shift_id")]
    [InlineData("counter_refunds", "reservation_id")]
    [InlineData("counter_refunds", "user_id")]
    [InlineData("counter_refunds", "shift_id")]
    [InlineData("till_shifts", "cinema_id")]
    [InlineData("till_shifts", "user_id")]
    [InlineData("exchanges", "reservation_id")]
    [InlineData("exchanges", "replaced_reservation_id")]
    [InlineData("exchanges", "user_id")]
    [InlineData("group_bookings", "showtime_id")]
    [InlineData("group_bookings", "user_id")]
    [InlineData("seat_blocks", "group_id")]
    [InlineData("audit_log", "key_id")]
    public async Task A_foreign_key_has_an_index_that_begins_with_it_and_restricts(string table, string column)
    {
        Assert.NotEqual(
            0,
            await database.ScalarAsync<int>(
                """
                SELECT COUNT(*)
                FROM information_schema.statistics
                WHERE table_schema = DATABASE() AND table_name = @table AND column_name = @column AND seq_in_index = 1
                """,
                ("@table", table),
                ("@column", column)
            )
        );
        Assert.NotEqual(
            0,
            await database.ScalarAsync<int>(
                """
                SELECT COUNT(*)
                FROM information_schema.key_column_usage
                WHERE table_schema = DATABASE() AND table_name = @table AND column_name = @column AND referenced_table_name IS NOT NULL
                """,
                ("@table", table),
                ("@column", column)
            )
        );
    }

    [Fact]
    public async Task No_foreign_key_cascades() =>
        Assert.Empty(
            await database.LinesAsync(
                """
                SELECT constraint_name, delete_rule, update_rule
                FROM information_schema.referential_constraints
                WHERE constraint_schema = DATABASE()
                    AND (delete_rule NOT IN ('RESTRICT', 'NO ACTION') OR update_rule NOT IN ('RESTRICT', 'NO ACTION'))
                """
            )
        );

    [Fact]
    public async Task Every_routine_and_view_runs_with_its_callers_rights() =>
        Assert.Empty(
            await database.LinesAsync(
                """
                SELECT routine_name FROM information_schema.routines WHERE routine_schema = DATABASE() AND security_type <> 'INVOKER'
                UNION ALL
                SELECT table_name FROM information_schema.views WHERE table_schema = DATABASE() AND security_type <> 'INVOKER'
                """
            )
        );

    [Fact]
    public async Task Names_have_one_collation_and_addresses_are_compared_exactly() =>
        Assert.Equal(
            ["movies title utf8mb4_unicode_520_ci", "reservations guest_email utf8mb4_bin", "users email utf8mb4_bin"],
            await database.LinesAsync(
                """
                SELECT table_name, column_name, collation_name
                FROM information_schema.columns
                WHERE table_schema = DATABASE()
                    AND (table_name, column_name) IN (('movies', 'title'), ('reservations', 'guest_email'), ('users', 'email'))
                ORDER BY table_name
                """
            )
        );

    /// <summary>The columns of a key in order, and 0 when it is unique.</summary>
    private async Task<string> KeyAsync(string table, string key) =>
        Assert.Single(
            await database.LinesAsync(
                """
                SELECT GROUP_CONCAT(column_name ORDER BY seq_in_index SEPARATOR ','), MAX(non_unique)
                FROM information_schema.statistics
                WHERE table_schema = DATABASE() AND table_name = @table AND index_name = @key
                """,
                ("@table", table),
                ("@key", key)
            )
        );
}
