using System.Globalization;
using MovieBooking.Api.Messages;
using MovieBooking.Api.Payments;
using MovieBooking.Api.Seats.Events;
using MovieBooking.Api.Webhooks;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

/// <summary>Each index serves the query that it was made for, as EXPLAIN tells over a few thousand rows.</summary>
public sealed class IndexTests(IndexTests.FilledDatabase filled) : IClassFixture<IndexTests.FilledDatabase>
{
    [Theory]
    // A movie's page: its coming showtimes.
    [InlineData(
        "ix_showtimes_movie_time",
        "SELECT showtime_id FROM showtimes WHERE movie_id = 7 AND start_time > '2030-03-20' ORDER BY start_time"
    )]
    // The seats that a showtime has.
    [InlineData("ix_seats_service", "SELECT COUNT(*) FROM seats WHERE screen_id = 3 AND NOT out_of_service")]
    // Whether a screen is free.
    [InlineData(
        "ix_showtimes_screen_time",
        "SELECT movie_id FROM showtimes WHERE screen_id = 3 AND start_time > '2030-03-01' AND start_time < '2030-03-02' AND status = 'scheduled'"
    )]
    // The window of v_top_performing_movies.
    [InlineData("ix_showtimes_start", "SELECT showtime_id FROM showtimes WHERE start_time > '2030-03-20' AND start_time <= '2030-03-21'")]
    // A day in v_movie_daily_sales.
    [InlineData("ix_sales_rollups_date", "SELECT movie_id, revenue FROM v_movie_daily_sales WHERE sale_date = '2030-03-20'")]
    // A day in v_admin_revenue_summary.
    [InlineData("ix_settled_days_date", "SELECT cinema_id, revenue FROM v_admin_revenue_summary WHERE sale_date = '2030-03-20'")]
    // Somebody's own bookings, and how many seats they keep.
    [InlineData("ix_reservations_user", "SELECT reservation_id FROM reservations WHERE user_id = 5 AND showtime_id = 9")]
    [InlineData(
        "ix_reservations_guest",
        "SELECT reservation_id FROM reservations WHERE guest_email = 'guest7@example.com' AND showtime_id = 9"
    )]
    // The showtimes that the sweep looks into, and what it frees there.
    [InlineData("ix_seat_locks_expiry", "SELECT showtime_id FROM seat_locks WHERE expires_at <= '2030-02-02'")]
    [InlineData("ix_reservations_expiry", "SELECT showtime_id FROM reservations WHERE status = 'pending' AND expires_at <= '2030-02-02'")]
    [InlineData(
        "ix_reservations_showtime",
        "SELECT reservation_id FROM reservations WHERE showtime_id = 9 AND status = 'pending' AND expires_at < '2030-03-01'"
    )]
    [InlineData("ix_movies_status", "SELECT movie_id FROM movies WHERE movie_status = 'closed'")]
    [InlineData("uk_reservation_reference", "SELECT reservation_id FROM reservations WHERE reference = 'G000000007'")]
    // Who works here.
    [InlineData("ix_users_role", "SELECT user_id FROM users WHERE role IN ('admin', 'manager', 'staff')")]
    // The audit log: a period of it, one person's doings, one thing's history.
    [InlineData("ix_audit_log_time", "SELECT audit_id FROM audit_log WHERE occurred_at >= '2030-03-01' AND occurred_at < '2030-03-02'")]
    [InlineData(
        "ix_audit_log_email",
        "SELECT audit_id FROM audit_log WHERE user_email = 'user7@example.com' ORDER BY audit_id DESC LIMIT 20"
    )]
    [InlineData(
        "ix_audit_log_entity",
        "SELECT audit_id FROM audit_log WHERE entity = 'movie' AND entity_id = '7' ORDER BY audit_id DESC LIMIT 20"
    )]
    [InlineData("ix_audit_log_cinema", "SELECT audit_id FROM audit_log WHERE cinema_id = 7 ORDER BY audit_id DESC LIMIT 20")]
    [InlineData("ix_audit_log_key", "SELECT audit_id FROM audit_log WHERE key_id = 7 ORDER BY audit_id DESC LIMIT 20")]
    // The webhooks with something to tell.
    [InlineData("ix_webhook_deliveries_due", WebhookDelivery.Due)]
    // What comes after an event that is known.
    [InlineData("uk_event_position", "SELECT type FROM event_log WHERE position > 1900 AND position <= 2000 ORDER BY position LIMIT 100")]
    // Which key it is, and what it booked.
    [InlineData("uk_api_key_hash", "SELECT key_id FROM api_keys WHERE key_hash = UNHEX(SHA2('7', 256))")]
    [InlineData(
        "ix_api_key_reservations_key",
        "SELECT reservation_id FROM api_key_reservations WHERE key_id = 7 ORDER BY reservation_id DESC LIMIT 20"
    )]
    // What the counters sold in a period.
    [InlineData("ix_counter_sales_sold", "SELECT amount FROM counter_sales WHERE sold_at >= '2030-03-20' AND sold_at < '2030-03-21'")]
    // What bookings were exchanged for.
    [InlineData("ix_exchanges_replaced", "SELECT reservation_id FROM exchanges WHERE replaced_reservation_id IN (7, 9)")]
    // What is to be sent next.
    [InlineData("ix_outbox_due", MessageDelivery.Due)]
    [InlineData("ix_refunds_due", RefundDelivery.Due)]
    [InlineData("ix_payments_created", "SELECT intent_id FROM payments WHERE created_at >= '2030-03-20'")]
    [InlineData("uk_user_email", "SELECT user_id FROM users WHERE email = 'user7@example.com'")]
    public async Task An_index_serves_its_query(string index, string query)
    {
        var plan = await filled.Database.RowsAsync($"EXPLAIN FORMAT=TRADITIONAL {query}");

        Assert.Contains(plan, row => row.Any(value => value is string text && string.Equals(text, index, StringComparison.Ordinal)));
    }

    /// <summary>What a manager sees costs no more than what an admin does.</summary>
    [Theory]
    [InlineData("v_admin_revenue_summary WHERE cinema_id IN (1, 2) AND sale_date BETWEEN '2030-03-01' AND '2030-03-20'")]
    [InlineData("v_total_sales WHERE cinema_id IN (1, 2)")]
    public async Task Sums_of_some_cinemas_read_no_rollups_but_those_of_shows_that_are_not_settled(string sums)
    {
        var plan = await filled.Database.RowsAsync($"EXPLAIN FORMAT=TRADITIONAL SELECT SUM(revenue) FROM {sums}");

        Assert.Contains(plan, row => row.Contains("sales_rollups"));
        Assert.DoesNotContain(plan, row => row.Contains("sales_rollups") && (row.Contains("ALL") || row.Contains("index")));
    }

    [Theory]
    [InlineData(SeatStates.Glance)]
    [InlineData(SeatStates.Rows)]
    public async Task The_watch_of_seats_finds_what_it_reads_by_key(string query)
    {
        var plan = await filled.Database.RowsAsync($"EXPLAIN FORMAT=TRADITIONAL {query}", ("@showtime_ids", "[1, 2, 3, 4, 5]"));

        var scanned = plan.Where(row => row.Contains("ALL")).Select(row => row[2]);
        Assert.Equal(["watched"], scanned);
    }

    /// <summary>Enough rows for an index to be worth its while.</summary>
    public sealed class FilledDatabase : IAsyncLifetime
    {
        private const int Screens = 20;
        private const int Days = 60;

        private string _seatIds = "";

        public TestDatabase Database { get; } = new();

        /// <summary>A value for a variable of a routine, as SQL: of a showtime, reservation, user and so on that are there.</summary>
        public string Value(string variable) =>
            variable switch
            {
                "p_wheelchair_ids" => $"'[{_seatIds}]'",
                "p_companion_ids" => "'[]'",
                "p_is_sale" => "FALSE",
                "p_seat_ids" => $"'[{_seatIds}]'",
                "v_seat_id" => _seatIds.Split(',')[0],
                "p_kinds" => """'[{"seatId":9,"kindId":9}]'""",
                "p_guest_email" or "v_guest_email" => "'guest8@example.com'",
                "v_seat_class" or "p_seat_class" => "'standard'",
                "v_messages" or "v_found" or "p_user_ids" or "v_seat_ids" => "'[9]'",
                "p_guest_address" or "p_account" or "p_device" => "UNHEX(LPAD(9, 32, 0))",
                "v_email" or "v_nobody" => "'guest8@example.com'",
                "v_format" or "p_format" => "'2D'",
                "p_language" => "'en'",
                "p_count" => "1",
                "v_free_seats" => """'[{"id":9,"row":65,"column":1,"far":2}]'""",
                "p_code_hash" => "UNHEX(SHA2('9', 256))",
                "p_intent_id" => "'pi_9'",
                "p_provider" => "'stripe'",
                "p_subject" => "'subject 8'",
                "p_email" => "'user8@example.com'",
                "p_currency" or "v_currency" => "'USD'",
                "p_state" => "'open'",
                "p_method" => "'cash'",
                "p_name" or "p_till" or "p_holder" or "p_reference" or "p_guest_name" => "'X'",
                _ when variable.EndsWith("_date", StringComparison.Ordinal) => "'2030-02-03'",
                _ when variable.EndsWith("_time", StringComparison.Ordinal) => "'2030-02-03 12:00'",
                "v_now"
                or "p_now"
                or "v_before"
                or "v_done_before"
                or "v_ended_before"
                or "v_dead_before"
                or "v_held_since"
                or "v_expires_at"
                or "v_latest"
                or "v_expired_at"
                or "v_until" => "'2030-02-02'",
                // The ninth showtime is on the ninth screen, and the ninth reservation, of guest8, is for it.
                _ => "9",
            };

        public async Task InitializeAsync()
        {
            await Database.InitializeAsync();
            var given = new Given(Database);
            for (var number = 0; number < Screens; number++)
            {
                await given.ScreenAsync();
            }

            await FillAsync(
                "movies (movie_id, title, duration_minutes, rating, release_date, movie_status)",
                300,
                number => $"({number + 1}, 'Movie {number}', 100, 'G', '2030-01-01', '{(number % 50 == 0 ? "closed" : "open")}')"
            );
            await FillAsync(
                "users (email, password_hash, display_name, created_at)",
                300,
                number => $"('user{number}@example.com', 'x', 'X', '2030-01-01')"
            );
            await FillAsync(
                "audit_log (occurred_at, user_id, user_email, action, entity, entity_id, changes)",
                3000,
                number =>
                    $"('2030-01-01' + INTERVAL {number} HOUR, {number % 300}, 'user{number % 300}@example.com', 'updated', 'movie', '{number % 300}', '[]')"
            );
            await FillAsync(
                "showtimes (movie_id, screen_id, start_time, end_time, local_date)",
                Screens * Days,
                number => $"({number % 200 + 1}, {number % Screens + 1}, '{Day(number)} 18:00', '{Day(number)} 20:00', '{Day(number)}')"
            );
            await FillAsync(
                "reservations (reference, guest_email, guest_name, showtime_id, status, created_at, confirmed_at, sale_date)",
                2000,
                number =>
                    $"('G{number:000000000}', 'guest{number}@example.com', 'G', {number % 500 + 1}, 'confirmed', '{Day(number)}', '{Day(number)}', '{Day(number)}')"
            );
            await FillAsync(
                "reservations (reference, user_id, showtime_id, status, created_at, expires_at)",
                1000,
                number => $"('U{number:000000000}', {number % 300 + 1}, {number % 500 + 1}, 'pending', '{Day(number)}', '{Day(number)}')"
            );
            await FillAsync(
                "till_shifts (cinema_id, user_id, till, opening_float, opened_at)",
                200,
                number => $"({number % Screens + 1}, {number + 1}, 'Till', 100, '{Day(number)}')"
            );
            await FillAsync(
                "counter_sales (reservation_id, cinema_id, user_id, shift_id, method, amount, given, sold_at)",
                1000,
                number => $"({number + 1}, {number % Screens + 1}, {number % 200 + 1}, {number % 200 + 1}, 'cash', 8, 8, '{Day(number)}')"
            );
            await FillAsync(
                "exchanges (reservation_id, replaced_reservation_id, user_id, exchanged_at)",
                1000,
                number => $"({number + 2}, {number + 1}, {number % 200 + 1}, '{Day(number)}')"
            );
            await FillAsync(
                "counter_refunds (reservation_id, user_id, shift_id, method, amount, refunded_at)",
                1000,
                number => $"({number + 1}, {number % 200 + 1}, {number % 200 + 1}, 'cash', 8, '{Day(number)}')"
            );
            await FillAsync(
                "event_log (position, type, showtime_id, cinema_id, reservation_id, occurred_at)",
                2000,
                number =>
                    $"({(number < 1990 ? number + 1 : "NULL")}, 'reservation.confirmed', {number % 500 + 1}, {number % Screens + 1}, {number + 1}, '{Day(number)}')"
            );
            await FillAsync(
                "api_keys (name, prefix, key_hash, scopes, created_at)",
                100,
                number => $"('Key', 'mbk_{number}', UNHEX(SHA2('{number}', 256)), 'bookings:write', '2030-01-01')"
            );
            await FillAsync(
                "webhooks (key_id, url, types, secret, last_position, created_at)",
                50,
                number => $"({number + 1}, 'https://partner.example/', '', 'x', 1990, '2030-01-01')"
            );
            await FillAsync(
                "webhook_deliveries (webhook_id, position, status, created_at, tried_since, next_attempt_at)",
                2000,
                number =>
                    $"({number % 50 + 1}, {number + 1}, '{(number % 100 == 0 ? "waiting" : "delivered")}', '{Day(number)}', '{Day(number)}', '{Day(number)}')"
            );
            await FillAsync("api_key_cinemas (key_id, cinema_id)", 100, number => $"({number + 1}, {number % Screens + 1})");
            await FillAsync("api_key_reservations (reservation_id, key_id)", 2000, number => $"({number + 1}, {number % 100 + 1})");
            await FillAsync(
                "seat_locks (showtime_id, seat_id, user_id, price, held_since, expires_at)",
                1000,
                number => $"({number + 1}, {number % 96 + 1}, {number % 300 + 1}, 8, '2030-01-01', '{Day(number)}')"
            );
            await FillAsync(
                "group_bookings (showtime_id, name, seats, user_id, made_at)",
                1000,
                number => $"({number + 1}, 'Class', 9, {number % 300 + 1}, '{Day(number)}')"
            );
            await FillAsync(
                "seat_blocks (showtime_id, seat_id, reason, group_id)",
                1000,
                number => $"({number + 1}, {number % 96 + 1}, 'Class', {number + 1})"
            );
            await FillAsync(
                "sales_rollups (showtime_id, sale_date, seat_class, tickets, revenue)",
                Screens * Days,
                number => $"({number + 1}, '{Day(number)}', 'standard', 1, 8)"
            );
            await FillAsync(
                "settled_days (cinema_id, sale_date, format, seat_class, tickets, revenue)",
                Screens * Days,
                number => $"({number % Screens + 1}, '{Day(number)}', '2D', 'standard', 1, 8)"
            );
            await FillAsync(
                "leases (name, holder, expires_at)",
                50,
                number => $"('{(number == 0 ? "X" : $"work {number}")}', 'X', '2030-02-01')"
            );
            await FillAsync(
                "idempotency_keys (caller, route, idempotency_key, request_hash, status, body, created_at)",
                1000,
                number => $"('user:{number % 300}', 'CreateReservation', 'key {number}', REPEAT('x', 32), 201, '', '{Day(number)}')"
            );
            await FillAsync(
                "account_tokens (token_hash, purpose, user_id, created_at, expires_at)",
                1000,
                number => $"(UNHEX(SHA2('{number}', 256)), 'passwordReset', {number % 300 + 1}, '{Day(number)}', '{Day(number)}')"
            );
            await FillAsync(
                "second_factors (user_id, sealed_secret, created_at)",
                300,
                number => $"({number + 1}, REPEAT('x', 48), '{Day(number)}')"
            );
            await FillAsync("recovery_codes (user_id, code_hash)", 3000, number => $"({number % 300 + 1}, UNHEX(SHA2('{number}', 256)))");
            await FillAsync(
                "sign_in_challenges (token_hash, user_id, created_at, expires_at)",
                1000,
                number => $"(UNHEX(SHA2('{number}', 256)), {number % 300 + 1}, '{Day(number)}', '{Day(number)}')"
            );
            await FillAsync(
                "passkeys (user_id, credential_id, public_key, sign_count, name, created_at)",
                600,
                number => $"({number % 300 + 1}, UNHEX(SHA2('{number}', 256)), REPEAT('x', 77), 0, 'Key', '{Day(number)}')"
            );
            await FillAsync(
                "passkey_challenges (challenge_hash, user_id, expires_at)",
                1000,
                number => $"(UNHEX(SHA2('{number}', 256)), {number % 300 + 1}, '{Day(number)}')"
            );
            await FillAsync(
                "external_logins (provider, subject, user_id, created_at)",
                600,
                number => $"('{(number < 300 ? "stripe" : "other")}', 'subject {number}', {number % 300 + 1}, '{Day(number)}')"
            );
            await FillAsync(
                "openid_requests (request_hash, provider, user_id, expires_at)",
                1000,
                number => $"(UNHEX(SHA2('{number}', 256)), 'stripe', {number % 300 + 1}, '{Day(number)}')"
            );
            await FillAsync(
                "outbox (kind, reservation_id, status, created_at, next_attempt_at)",
                1000,
                number =>
                    $"('bookingConfirmed', {number + 1}, '{(number % 50 == 0 ? "waiting" : number % 51 == 0 ? "dropped" : "sent")}', '{Day(number)}', '{Day(number)}')"
            );
            await FillAsync(
                "payments (reservation_id, movie_id, provider, intent_id, status, currency, amount, captured, captured_at, placed_at, created_at, updated_at)",
                1000,
                number =>
                    // The ninth, of the ninth reservation, may still be paid.
                    $"({number + 1}, 1, 'stripe', 'pi_{number + 1}', {(number == 8 ? "'open', 'USD', 8, 0, NULL, NULL" : $"'captured', 'USD', 8, 8, '{Day(number)}', '{Day(number)}'")}, '{Day(number)}', '{Day(number)}')"
            );
            await FillAsync(
                "refunds (payment_id, amount, status, provider_refund_id, created_at, next_attempt_at)",
                1000,
                number => $"({number + 1}, 8, '{(number % 50 == 0 ? "waiting" : "made")}', 're_{number}', '{Day(number)}', '{Day(number)}')"
            );
            await FillAsync(
                "fares (seat_class, valid_from, price)",
                400,
                number => $"('{(number % 2 == 0 ? "standard" : "premium")}', '{Past(number / 2)}', 8)"
            );
            await FillAsync(
                "format_multipliers (format, valid_from, multiplier)",
                200,
                number => $"('{(number % 2 == 0 ? "2D" : "3D")}', '{Past(number / 2)}', 1)"
            );
            await FillAsync(
                "unpaid_holds (showtime_id, user_id, times, lapsed_at)",
                1000,
                number => $"({number + 1}, {number % 300 + 1}, 2, '{Day(number)}')"
            );
            await FillAsync(
                "guest_holds (guest_address, ends_at, reservation_id, seats)",
                1000,
                number => $"(UNHEX(LPAD({number % 50}, 32, 0)), '{Day(number)}', {number + 1}, 1)"
            );
            await FillAsync(
                "guest_networks (guest_address, booked_at)",
                1000,
                number => $"(UNHEX(LPAD({number}, 32, 0)), '{Day(number)}')"
            );
            await FillAsync(
                "waiting_entries (showtime_id, user_id, guest_address, seats, language, status, joined_at)",
                2000,
                number =>
                    $"({number / 300 * 20 + number % 20 + 1}, {number % 300 + 1}, UNHEX(LPAD({number}, 32, 0)), 2, 'en', '{(number % 20 == 8 ? "waiting" : "lapsed")}', '{Day(number)}')"
            );
            await FillAsync(
                "sign_in_failures (tried_as, user_id, failures, failed_at)",
                1000,
                number => $"(UNHEX(LPAD({number}, 32, 0)), {number % 300 + 1}, 5, '{Day(number + 2 * Screens)}')"
            );
            await FillAsync(
                "ticket_kinds (cinema_id, name, factor, created_at)",
                60,
                number => $"({number % Screens + 1}, 'Kind {number}', 0.7, '2030-01-01')"
            );
            await FillAsync("kind_tickets (ticket_id, kind_id, full_price)", 1000, number => $"({number + 1}, {number % 60 + 1}, 8)");
            await FillAsync(
                "vouchers (name, type, value, max_uses, max_uses_per_person, created_at)",
                50,
                number => $"('Voucher {number}', 'percent', 10, 1, 1, '2030-01-01')"
            );
            await FillAsync(
                "voucher_codes (voucher_id, code_hash, hint)",
                1000,
                number => $"({number % 50 + 1}, UNHEX(SHA2('{number}', 256)), 'ABCD')"
            );
            await FillAsync("voucher_cinemas (voucher_id, cinema_id)", 50, number => $"({number + 1}, {number % Screens + 1})");
            await FillAsync("voucher_movies (voucher_id, movie_id)", 50, number => $"({number + 1}, {number + 1})");
            await FillAsync(
                "voucher_uses (reservation_id, code_id, discount, used_at)",
                1000,
                number => $"({number + 1}, {number + 1}, 1, '{Day(number)}')"
            );
            await FillAsync("voucher_tickets (ticket_id, code_id, discount)", 1000, number => $"({number + 1}, {number + 1}, 1)");
            await FillAsync(
                "gift_cards (name, code_hash, hint, amount, currency, created_at)",
                1000,
                number => $"('Card', UNHEX(SHA2('{number}', 256)), 'ABCD', 50, 'USD', '2030-01-01')"
            );
            await FillAsync(
                "gift_card_uses (reservation_id, card_id, amount, used_at)",
                2000,
                number => $"({number + 1}, {number % 1000 + 1}, 8, '{Day(number)}')"
            );
            await FillAsync("waiting_rooms (showtime_id, booking_minutes)", 12, number => $"({number + 1}, 10)");
            await FillAsync("waiting_rooms (movie_id, booking_minutes)", 10, number => $"({number + 1}, 10)");
            await FillAsync(
                "waiting_room_rates (room_id, from_place, from_at, admissions_per_minute)",
                44,
                number => $"({number / 2 + 1}, {number % 2 + 1}, '2030-02-01', 60)"
            );
            await Database.ExecuteAsync(
                """
                INSERT INTO tickets (reservation_id, showtime_id, seat_id, seat_class, price)
                SELECT reservations.reservation_id, reservations.showtime_id, seats.seat_id, seats.seat_class, 8
                FROM reservations
                INNER JOIN showtimes ON showtimes.showtime_id = reservations.showtime_id
                INNER JOIN seats ON seats.screen_id = showtimes.screen_id
                    AND seats.seat_column = 1
                    AND ORD(seats.seat_row) = 65 + reservations.reservation_id DIV 500;
                INSERT INTO cancelled_tickets (ticket_id, reservation_id, showtime_id, seat_id, seat_class, price, refund_due, cancelled_at)
                SELECT ticket_id + 100000, reservation_id, showtime_id, seat_id, seat_class, price, 0, '2030-02-01'
                FROM tickets
                """
            );
            _seatIds = await Database.ScalarAsync<string>(
                "SELECT GROUP_CONCAT(seat_id) FROM seats WHERE screen_id = 9 AND seat_row = 'A' AND seat_column < 4"
            );
            await FillAsync(
                "seat_locks (showtime_id, seat_id, user_id, price, held_since, expires_at)",
                1,
                _ => $"(9, {Value("v_seat_id")}, 9, 8, '2030-01-01', '2030-02-02')"
            );
            await Database.RowsAsync(
                """
                ANALYZE TABLE movies, users, showtimes, reservations, seat_locks, sales_rollups, screens, seats, tickets, cancelled_tickets,
                    idempotency_keys, outbox, payments, refunds, account_tokens, second_factors, recovery_codes, sign_in_challenges, passkeys, passkey_challenges, external_logins, openid_requests, fares, format_multipliers, ticket_kinds, kind_tickets, settled_days,
                    waiting_rooms, waiting_room_rates, api_keys, api_key_cinemas, api_key_reservations, event_log, webhooks, webhook_deliveries,
                    unpaid_holds, guest_holds, guest_networks, sign_in_failures, till_shifts, counter_sales, counter_refunds, exchanges, waiting_entries, group_bookings, seat_blocks,
                    vouchers, voucher_codes, voucher_cinemas, voucher_movies, voucher_uses, voucher_tickets, gift_cards, gift_card_uses
                """
            );
        }

        public Task DisposeAsync() => Database.DisposeAsync();

        private Task<int> FillAsync(string columns, int rows, Func<int, string> row) =>
            Database.ExecuteAsync($"INSERT INTO {columns} VALUES {string.Join(',', Enumerable.Range(0, rows).Select(row))}");

        private static string Past(int number) =>
            new DateOnly(2010, 1, 1).AddDays(number * 30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        private static string Day(int number) =>
            new DateOnly(2030, 2, 1).AddDays(number / Screens % Days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
