-- The showtimes whose waiting list has something to do (sp_offer_seats): somebody who keeps nothing of the show waits, and seats are free for
-- some; or an offer's time may be over (has_ended). A glance without locks.
DROP PROCEDURE IF EXISTS sp_find_offers;
CREATE PROCEDURE sp_find_offers()
SQL SECURITY INVOKER
BEGIN
    DECLARE v_now DATETIME(6) DEFAULT UTC_TIMESTAMP(6);

    SELECT found.showtime_id, MAX(found.has_ended) AS has_ended
    FROM (
        SELECT waiting.showtime_id, 0 AS has_ended
        FROM (
            SELECT entries.showtime_id, MIN(entries.seats) AS fewest
            FROM waiting_entries AS entries
            WHERE entries.status = 'waiting'
            GROUP BY entries.showtime_id
        ) AS waiting
        INNER JOIN showtimes
            ON showtimes.showtime_id = waiting.showtime_id
            AND showtimes.status = 'scheduled'
            AND showtimes.start_time > v_now + INTERVAL fn_offer_notice_minutes() MINUTE
        INNER JOIN movies
            ON movies.movie_id = showtimes.movie_id
            AND movies.movie_status <> 'closed'
        WHERE fn_free_seats(waiting.showtime_id, v_now) >= waiting.fewest
            AND EXISTS (
                SELECT 1
                FROM waiting_entries AS asked FORCE INDEX (ix_waiting_status)
                WHERE asked.status = 'waiting'
                    AND asked.showtime_id = waiting.showtime_id
                    AND NOT EXISTS (
                        SELECT 1
                        FROM seat_locks FORCE INDEX (ix_seat_locks_user)
                        WHERE seat_locks.user_id = asked.user_id
                            AND seat_locks.showtime_id = asked.showtime_id
                            AND seat_locks.expires_at > v_now
                    )
                    AND NOT EXISTS (
                        SELECT 1
                        FROM reservations FORCE INDEX (ix_reservations_showtime)
                        WHERE reservations.showtime_id = asked.showtime_id
                            AND reservations.status = 'pending'
                            AND reservations.expires_at > v_now
                            AND (reservations.user_id = asked.user_id OR reservations.guest_email = asked.guest_email)
                    )
            )
        UNION ALL
        SELECT entries.showtime_id, 1
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
    ) AS found
    GROUP BY found.showtime_id
    ORDER BY found.showtime_id;
END;
