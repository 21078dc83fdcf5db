-- Takes a showtime off the schedule. One that was never reserved is removed; any other is cancelled,
-- with its reservations, whose refunds are then due in full on record: also of those who are in already. A second call changes nothing.
-- Other companies' programs are told (event_log).
-- Raises 45001 (no such showtime), 45003 (started) and, unless p_cancel_bookings, 45033 when seats
-- are reserved or sold: the message is "bookings,tickets,refund due".
-- Race closed: a hold or booking waits for the showtime's row, and is then refused.
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_delete_showtime;
CREATE PROCEDURE sp_delete_showtime(
    IN p_showtime_id INT,
    IN p_cancel_bookings BOOLEAN
)
SQL SECURITY INVOKER
deleting: BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_now DATETIME(6);
    DECLARE v_status VARCHAR(9);
    DECLARE v_start_time DATETIME(6);
    DECLARE v_movie_id INT;
    DECLARE v_screen_id INT;
    DECLARE v_cinema_id INT;
    DECLARE v_cleared INT;
    DECLARE v_bookings INT;
    DECLARE v_tickets INT;
    DECLARE v_refund_due DECIMAL(15, 3);
    DECLARE v_message VARCHAR(128);
    DECLARE v_reservation_id INT;
    DECLARE v_done BOOLEAN DEFAULT FALSE;
    DECLARE open_reservations CURSOR FOR
        SELECT reservations.reservation_id
        FROM reservations FORCE INDEX (ix_reservations_showtime)
        WHERE reservations.showtime_id = p_showtime_id
            AND reservations.status IN ('pending', 'confirmed')
        ORDER BY reservations.reservation_id;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        IF v_owns_transaction THEN
            ROLLBACK;
        END IF;
        RESIGNAL;
    END;
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_done = TRUE;

    BEGIN
        DECLARE CONTINUE HANDLER FOR 1305 SET v_owns_transaction = TRUE;
        SAVEPOINT sp_delete_showtime;
        RELEASE SAVEPOINT sp_delete_showtime;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    SELECT showtimes.status, showtimes.start_time, showtimes.movie_id, showtimes.screen_id
    INTO v_status, v_start_time, v_movie_id, v_screen_id
    FROM showtimes
    WHERE showtimes.showtime_id = p_showtime_id
    FOR UPDATE;
    SET v_now = UTC_TIMESTAMP(6);
    IF v_status IS NULL THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45001, MESSAGE_TEXT = 'The showtime does not exist';
    ELSEIF v_status = 'cancelled' THEN
        IF v_owns_transaction THEN
            COMMIT;
        END IF;
        LEAVE deleting;
    ELSEIF v_start_time <= v_now THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45003, MESSAGE_TEXT = 'The show has started';
    END IF;

    CALL sp_clear_expired(p_showtime_id, v_now, v_cleared);
    SELECT
        COUNT(DISTINCT tickets.reservation_id),
        COUNT(*),
        COALESCE(SUM(IF(reservations.status = 'confirmed', tickets.price, 0)), 0)
    INTO v_bookings, v_tickets, v_refund_due
    FROM tickets
    INNER JOIN reservations
        ON reservations.reservation_id = tickets.reservation_id
    WHERE tickets.showtime_id = p_showtime_id;
    IF v_bookings > 0 AND NOT p_cancel_bookings THEN
        SET v_message = CONCAT_WS(',', v_bookings, v_tickets, v_refund_due);
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45033, MESSAGE_TEXT = v_message;
    END IF;

    UPDATE tickets FORCE INDEX (uk_tickets_showtime_seat)
    SET tickets.admitted_at = NULL,
        tickets.admitted_door = NULL
    WHERE tickets.showtime_id = p_showtime_id
        AND tickets.admitted_at IS NOT NULL;
    SET v_done = FALSE;
    OPEN open_reservations;
    cancelling: LOOP
        FETCH open_reservations INTO v_reservation_id;
        IF v_done THEN
            LEAVE cancelling;
        END IF;
        CALL sp_cancel_tickets(v_reservation_id, NULL, TRUE);
    END LOOP;
    CLOSE open_reservations;
    DELETE freed
    FROM seat_locks AS freed FORCE INDEX (PRIMARY)
    WHERE freed.showtime_id = p_showtime_id;
    DELETE FROM seat_blocks
    WHERE seat_blocks.showtime_id = p_showtime_id;
    DELETE FROM group_bookings
    WHERE group_bookings.showtime_id = p_showtime_id;
    DELETE FROM unpaid_holds
    WHERE unpaid_holds.showtime_id = p_showtime_id;
    DELETE FROM waiting_entries
    WHERE waiting_entries.showtime_id = p_showtime_id;
    CALL sp_close_waiting_room(p_showtime_id, NULL);

    SELECT COUNT(*)
    INTO v_bookings
    FROM reservations
    WHERE reservations.showtime_id = p_showtime_id;
    IF v_bookings = 0 THEN
        DELETE FROM showtimes
        WHERE showtimes.showtime_id = p_showtime_id;
    ELSE
        UPDATE showtimes
        SET showtimes.status = 'cancelled',
            showtimes.seat_version = showtimes.seat_version + 1
        WHERE showtimes.showtime_id = p_showtime_id;
    END IF;

    SELECT screens.cinema_id
    INTO v_cinema_id
    FROM screens
    WHERE screens.screen_id = v_screen_id;
    INSERT INTO event_log (type, showtime_id, cinema_id, details, occurred_at)
    VALUES (
        'showtime.cancelled',
        p_showtime_id,
        v_cinema_id,
        JSON_OBJECT(
            'movieId', v_movie_id,
            'screenId', v_screen_id,
            'startsAt', DATE_FORMAT(v_start_time, '%Y-%m-%dT%H:%i:%s.%fZ')
        ),
        v_now
    );

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
