-- Every showtime with its movie, screen and cinema, its prices and the seats left now.
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
    fn_seat_price('standard', screens.format, showtimes.local_date) AS standard_price,
    fn_seat_price('premium', screens.format, showtimes.local_date) AS premium_price,
    (
        SELECT COUNT(*)
        FROM seats
        WHERE seats.screen_id = showtimes.screen_id
            AND NOT seats.out_of_service
    ) - (
        SELECT COUNT(*)
        FROM tickets
        INNER JOIN reservations
            ON reservations.reservation_id = tickets.reservation_id
        INNER JOIN seats
            ON seats.seat_id = tickets.seat_id
        WHERE tickets.showtime_id = showtimes.showtime_id
            AND NOT seats.out_of_service
            AND (
                reservations.status = 'confirmed'
                OR (reservations.status = 'pending' AND reservations.expires_at > UTC_TIMESTAMP(6))
            )
    ) - (
        SELECT COUNT(*)
        FROM seat_locks
        INNER JOIN seats
            ON seats.seat_id = seat_locks.seat_id
        WHERE seat_locks.showtime_id = showtimes.showtime_id
            AND NOT seats.out_of_service
            AND seat_locks.expires_at > UTC_TIMESTAMP(6)
    ) AS seats_available
FROM showtimes
INNER JOIN movies
    ON movies.movie_id = showtimes.movie_id
INNER JOIN screens
    ON screens.screen_id = showtimes.screen_id
INNER JOIN cinemas
    ON cinemas.cinema_id = screens.cinema_id;
