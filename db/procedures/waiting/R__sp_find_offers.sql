-- The showtimes whose waiting list has something to do (sp_offer_seats): somebody waits for no more seats than are free, or an offer's
-- time may be over. A glance without locks.
DROP PROCEDURE IF EXISTS sp_find_offers;
CREATE PROCEDURE sp_find_offers()
SQL SECURITY INVOKER
BEGIN
    DECLARE v_now DATETIME(6) DEFAULT UTC_TIMESTAMP(6);

    SELECT waiting.showtime_id
    FROM (
        SELECT entries.showtime_id, MIN(entries.seats) AS fewest
        FROM waiting_entries AS entries
        WHERE entries.status = 'waiting'
        GROUP BY entries.showtime_id
    ) AS waiting
    INNER JOIN showtimes
        ON showtimes.showtime_id = waiting.showtime_id
        AND showtimes.status = 'scheduled'
        AND showtimes.start_time > v_now
    WHERE fn_free_seats(waiting.showtime_id, v_now) >= waiting.fewest
    UNION
    SELECT entries.showtime_id
    FROM waiting_entries AS entries
    WHERE entries.status = 'offered'
        AND NOT EXISTS (
            SELECT 1
            FROM seat_locks FORCE INDEX (ix_seat_locks_user)
            WHERE seat_locks.user_id = entries.user_id
                AND seat_locks.showtime_id = entries.showtime_id
                AND seat_locks.expires_at > v_now
        )
        AND NOT EXISTS (
            SELECT 1
            FROM reservations FORCE INDEX (ix_reservations_user)
            WHERE reservations.user_id = entries.user_id
                AND reservations.showtime_id = entries.showtime_id
                AND reservations.status = 'pending'
                AND reservations.expires_at > v_now
        )
        AND NOT EXISTS (
            SELECT 1
            FROM reservations
            WHERE reservations.reservation_id = entries.reservation_id
                AND reservations.status = 'pending'
                AND reservations.expires_at > v_now
        )
    ORDER BY showtime_id;
END;
