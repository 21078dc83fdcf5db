-- Each showtime as it sells now: seats in service, sold, held or waiting for payment, people who are in, and what the sold ones cost.
-- By key, as v_showtime_occupancy; read it for the shows of a day, not for those of a year.
CREATE OR REPLACE SQL SECURITY INVOKER VIEW v_showtime_sales AS
SELECT
    showtimes.showtime_id,
    showtimes.status,
    showtimes.start_time,
    showtimes.local_date,
    movies.title AS movie_title,
    screens.name AS screen_name,
    screens.format,
    cinemas.cinema_id,
    cinemas.name AS cinema_name,
    cinemas.time_zone,
    (
        SELECT COUNT(*)
        FROM seats
        WHERE seats.screen_id = showtimes.screen_id
            AND seats.out_of_service = FALSE
    ) AS seats,
    (
        SELECT COALESCE(SUM(sales_rollups.tickets), 0)
        FROM sales_rollups FORCE INDEX (PRIMARY)
        WHERE sales_rollups.showtime_id = showtimes.showtime_id
    ) AS sold,
    (
        SELECT COUNT(*)
        FROM seat_locks
        WHERE seat_locks.showtime_id = showtimes.showtime_id
            AND seat_locks.expires_at > UTC_TIMESTAMP(6)
            -- What the house keeps back nobody is about to buy.
            AND seat_locks.user_id <> 0
    ) + (
        SELECT COUNT(*)
        FROM reservations FORCE INDEX (ix_reservations_showtime)
        INNER JOIN tickets
            ON tickets.reservation_id = reservations.reservation_id
        WHERE reservations.showtime_id = showtimes.showtime_id
            AND reservations.status = 'pending'
            AND reservations.expires_at > UTC_TIMESTAMP(6)
    ) AS held,
    (
        SELECT COUNT(*)
        FROM tickets
        WHERE tickets.showtime_id = showtimes.showtime_id
            AND tickets.admitted_at IS NOT NULL
    ) AS admitted,
    (
        SELECT COALESCE(SUM(sales_rollups.revenue), 0)
        FROM sales_rollups FORCE INDEX (PRIMARY)
        WHERE sales_rollups.showtime_id = showtimes.showtime_id
    ) AS revenue
FROM showtimes
INNER JOIN movies
    ON movies.movie_id = showtimes.movie_id
INNER JOIN screens
    ON screens.screen_id = showtimes.screen_id
INNER JOIN cinemas
    ON cinemas.cinema_id = screens.cinema_id;
