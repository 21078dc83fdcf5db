-- Frees what has run out on one showtime at p_now: expired holds, and the tickets of pending
-- reservations past their time, which become expired; whose they were is noted in unpaid_holds, once each, unless the waiting list had offered them. p_cleared is 0 when there was nothing to free.
-- The caller holds the showtime's mutex and raises seat_version. Nothing depends on this having
-- run: whoever reads a seat decides by the clock.
DROP PROCEDURE IF EXISTS sp_clear_expired;
CREATE PROCEDURE sp_clear_expired(
    IN p_showtime_id INT,
    IN p_now DATETIME(6),
    OUT p_cleared INT
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_reservation_id INT;
    DECLARE v_done BOOLEAN DEFAULT FALSE;
    DECLARE expired_reservations CURSOR FOR
        SELECT reservations.reservation_id
        FROM reservations FORCE INDEX (ix_reservations_showtime)
        WHERE reservations.showtime_id = p_showtime_id
            AND reservations.status = 'pending'
            AND reservations.expires_at <= p_now
        ORDER BY reservations.reservation_id;
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_done = TRUE;

    -- Before anything is gone that it counts.
    INSERT INTO unpaid_holds (showtime_id, user_id, times, lapsed_at)
    SELECT p_showtime_id, lapsed.user_id, 1, MAX(lapsed.expires_at)
    FROM (
        SELECT seat_locks.user_id, seat_locks.expires_at
        FROM seat_locks FORCE INDEX (PRIMARY)
        WHERE seat_locks.showtime_id = p_showtime_id
            AND seat_locks.expires_at <= p_now
            -- The house pays for nothing (sp_block_seats).
            AND seat_locks.user_id <> 0
            -- What the waiting list offered nobody asked for just then (sp_offer_seats).
            AND NOT EXISTS (
                SELECT 1
                FROM waiting_entries FORCE INDEX (uk_waiting_user)
                WHERE waiting_entries.user_id = seat_locks.user_id
                    AND waiting_entries.showtime_id = p_showtime_id
                    AND waiting_entries.offered_at = seat_locks.held_since
            )
        UNION ALL
        SELECT reservations.user_id, reservations.expires_at
        FROM reservations FORCE INDEX (ix_reservations_showtime)
        WHERE reservations.showtime_id = p_showtime_id
            AND reservations.status = 'pending'
            AND reservations.expires_at <= p_now
            AND reservations.user_id IS NOT NULL
    ) AS lapsed
    GROUP BY lapsed.user_id
    ON DUPLICATE KEY UPDATE
        times = LEAST(unpaid_holds.times + 1, 100),
        lapsed_at = GREATEST(unpaid_holds.lapsed_at, VALUES(lapsed_at));

    SET p_cleared = 0;
    OPEN expired_reservations;
    clearing: LOOP
        FETCH expired_reservations INTO v_reservation_id;
        IF v_done THEN
            LEAVE clearing;
        END IF;
        UPDATE reservations
        SET reservations.status = 'expired'
        WHERE reservations.reservation_id = v_reservation_id;
        CALL sp_retire_tickets(v_reservation_id, NULL, FALSE, FALSE, p_now);
        SET p_cleared = p_cleared + 1;
    END LOOP;
    CLOSE expired_reservations;

    DELETE dead
    FROM seat_locks AS dead FORCE INDEX (PRIMARY)
    WHERE dead.showtime_id = p_showtime_id
        AND dead.expires_at <= p_now;
    SET p_cleared = p_cleared + ROW_COUNT();
END;
