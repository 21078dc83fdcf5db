-- Every seat of every showtime and its state now, as a stranger sees it (available, locked, sold,
-- unavailable). For a locked seat: who keeps it, in which pending reservation if any, until when,
-- and how long that is by this clock. One read of it is one moment: seat_version is that of the seats.
CREATE OR REPLACE SQL SECURITY INVOKER VIEW v_seat_map AS
SELECT
    showtimes.showtime_id,
    showtimes.seat_version,
    seats.seat_id,
    seats.seat_label,
    seats.seat_row,
    seats.seat_column,
    seats.seat_class,
    seats.accessibility,
    CASE
        WHEN reservations.status = 'confirmed' THEN 'sold'
        WHEN seats.out_of_service THEN 'unavailable'
        WHEN reservations.status = 'pending' AND reservations.expires_at > UTC_TIMESTAMP(6) THEN 'locked'
        WHEN seat_locks.expires_at > UTC_TIMESTAMP(6) THEN 'locked'
        ELSE 'available'
    END AS seat_status,
    CASE
        WHEN reservations.status = 'pending' AND reservations.expires_at > UTC_TIMESTAMP(6) THEN reservations.user_id
        WHEN seat_locks.expires_at > UTC_TIMESTAMP(6) THEN seat_locks.user_id
    END AS locked_by_user_id,
    CASE
        WHEN reservations.status = 'pending' AND reservations.expires_at > UTC_TIMESTAMP(6) THEN reservations.reservation_id
    END AS pending_reservation_id,
    CASE
        WHEN seat_locks.expires_at > UTC_TIMESTAMP(6) THEN seat_locks.expires_at
    END AS hold_expires_at,
    TIMESTAMPDIFF(
        MICROSECOND,
        UTC_TIMESTAMP(6),
        CASE
            WHEN reservations.status = 'pending' AND reservations.expires_at > UTC_TIMESTAMP(6) THEN reservations.expires_at
            WHEN seat_locks.expires_at > UTC_TIMESTAMP(6) THEN seat_locks.expires_at
        END
    ) AS locked_for_microseconds,
    COALESCE(tickets.price, IF(seat_locks.expires_at > UTC_TIMESTAMP(6), seat_locks.price, NULL)) AS fixed_price
FROM showtimes
INNER JOIN seats
    ON seats.screen_id = showtimes.screen_id
LEFT JOIN tickets
    ON tickets.showtime_id = showtimes.showtime_id
    AND tickets.seat_id = seats.seat_id
LEFT JOIN reservations
    ON reservations.reservation_id = tickets.reservation_id
LEFT JOIN seat_locks
    ON seat_locks.showtime_id = showtimes.showtime_id
    AND seat_locks.seat_id = seats.seat_id;
