-- Every showtime with its movie, screen and cinema, its prices and the seats left now.
-- Prices are those of fn_seat_price, written out: a call costs more than all else that is read of a showtime.
-- Seats are counted by key: every ticket is sold or pending, so that only those of pending reservations past their time and of
-- seats out of service are looked at one by one. Read it by constant keys, and no more of it than is shown: MySQL
-- fills a temporary table with whatever they leave, also to sort, to count or to join it (see v_active_showtimes).
CREATE OR REPLACE SQL SECURITY INVOKER VIEW v_showtimes_details AS
SELECT
    showtimes.showtime_id,
    showtimes.status,
    showtimes.start_time,
    showtimes.end_time,
    showtimes.local_date,
    movies.movie_id,
    movies.title AS movie_title,
    movies.movie_status,
    screens.screen_id,
    screens.name AS screen_name,
    screens.format,
    cinemas.cinema_id,
    cinemas.name AS cinema_name,
    cinemas.address,
    cinemas.city,
    cinemas.time_zone,
    CAST(
        ROUND(
            (
                SELECT fares.price
                FROM fares
                WHERE fares.seat_class = 'standard'
                    AND fares.valid_from <= showtimes.local_date
                ORDER BY fares.valid_from DESC
                LIMIT 1
            ) * (
                SELECT format_multipliers.multiplier
                FROM format_multipliers
                WHERE format_multipliers.format = screens.format
                    AND format_multipliers.valid_from <= showtimes.local_date
                ORDER BY format_multipliers.valid_from DESC
                LIMIT 1
            ),
            price_currency.minor_units
        ) AS DECIMAL(12, 3)
    ) AS standard_price,
    CAST(
        ROUND(
            (
                SELECT fares.price
                FROM fares
                WHERE fares.seat_class = 'premium'
                    AND fares.valid_from <= showtimes.local_date
                ORDER BY fares.valid_from DESC
                LIMIT 1
            ) * (
                SELECT format_multipliers.multiplier
                FROM format_multipliers
                WHERE format_multipliers.format = screens.format
                    AND format_multipliers.valid_from <= showtimes.local_date
                ORDER BY format_multipliers.valid_from DESC
                LIMIT 1
            ),
            price_currency.minor_units
        ) AS DECIMAL(12, 3)
    ) AS premium_price,
    (
        SELECT COUNT(*)
        FROM seats
        WHERE seats.screen_id = showtimes.screen_id
            AND seats.out_of_service = FALSE
    ) - (
        SELECT COUNT(*)
        FROM tickets
        WHERE tickets.showtime_id = showtimes.showtime_id
    ) + (
        SELECT COUNT(*)
        FROM reservations FORCE INDEX (ix_reservations_showtime)
        INNER JOIN tickets
            ON tickets.reservation_id = reservations.reservation_id
        WHERE reservations.showtime_id = showtimes.showtime_id
            AND reservations.status = 'pending'
            AND reservations.expires_at <= UTC_TIMESTAMP(6)
    ) - (
        SELECT COUNT(*)
        FROM seat_locks
        WHERE seat_locks.showtime_id = showtimes.showtime_id
            AND seat_locks.expires_at > UTC_TIMESTAMP(6)
    ) + (
        -- Out of service, and taken all the same: subtracted twice by now.
        SELECT COUNT(*)
        FROM seats
        LEFT JOIN tickets
            ON tickets.showtime_id = showtimes.showtime_id
            AND tickets.seat_id = seats.seat_id
        LEFT JOIN reservations
            ON reservations.reservation_id = tickets.reservation_id
        LEFT JOIN seat_locks
            ON seat_locks.showtime_id = showtimes.showtime_id
            AND seat_locks.seat_id = seats.seat_id
        WHERE seats.screen_id = showtimes.screen_id
            AND seats.out_of_service = TRUE
            AND (
                reservations.status = 'confirmed'
                OR (reservations.status = 'pending' AND reservations.expires_at > UTC_TIMESTAMP(6))
                OR seat_locks.expires_at > UTC_TIMESTAMP(6)
            )
    ) AS seats_available
FROM showtimes
INNER JOIN movies
    ON movies.movie_id = showtimes.movie_id
INNER JOIN screens
    ON screens.screen_id = showtimes.screen_id
INNER JOIN cinemas
    ON cinemas.cinema_id = screens.cinema_id
INNER JOIN price_currency
    ON price_currency.price_currency_id = 1;
