-- Sells a pending reservation's seats: status confirmed, the sale counted in sales_rollups on the
-- cinema's day, which p_utc_offset_minutes (the cinema's offset from UTC now) tells, and what the user
-- let run out on the showtime before forgotten. Confirming what is confirmed changes nothing.
-- Other companies' programs are told (event_log).
-- Raises 45020 (no such reservation), 45021 (expired), 45022 (cancelled), 45002 (showtime
-- cancelled), 45003 (show started).
-- Races closed: expiry and a taker of the expired seats, a second confirm, and a cancel all queue on
-- the showtime's row; the status is read under it.
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_confirm_reservation;
CREATE PROCEDURE sp_confirm_reservation(
    IN p_reservation_id INT,
    IN p_utc_offset_minutes INT
)
SQL SECURITY INVOKER
confirming: BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_now DATETIME(6);
    DECLARE v_showtime_id INT;
    DECLARE v_user_id INT;
    DECLARE v_show_status VARCHAR(9);
    DECLARE v_start_time DATETIME(6);
    DECLARE v_status VARCHAR(9);
    DECLARE v_expires_at DATETIME(6);
    DECLARE v_sale_date DATE;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        IF v_owns_transaction THEN
            ROLLBACK;
        END IF;
        RESIGNAL;
    END;
    DECLARE CONTINUE HANDLER FOR NOT FOUND BEGIN END;

    SELECT reservations.showtime_id, reservations.status
    INTO v_showtime_id, v_status
    FROM reservations
    WHERE reservations.reservation_id = p_reservation_id;
    IF v_status IS NULL THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45020, MESSAGE_TEXT = 'The reservation does not exist';
    END IF;

    BEGIN
        DECLARE CONTINUE HANDLER FOR 1305 SET v_owns_transaction = TRUE;
        SAVEPOINT sp_confirm_reservation;
        RELEASE SAVEPOINT sp_confirm_reservation;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    SELECT showtimes.status, showtimes.start_time
    INTO v_show_status, v_start_time
    FROM showtimes
    WHERE showtimes.showtime_id = v_showtime_id
    FOR UPDATE;
    SET v_now = UTC_TIMESTAMP(6);
    SELECT reservations.status, reservations.expires_at, reservations.user_id
    INTO v_status, v_expires_at, v_user_id
    FROM reservations
    WHERE reservations.reservation_id = p_reservation_id
    FOR UPDATE;

    IF v_status = 'confirmed' THEN
        IF v_owns_transaction THEN
            COMMIT;
        END IF;
        LEAVE confirming;
    ELSEIF v_status = 'cancelled' THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45022, MESSAGE_TEXT = 'The reservation is cancelled';
    ELSEIF v_status = 'expired' OR v_expires_at <= v_now THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45021, MESSAGE_TEXT = 'The reservation has expired';
    ELSEIF v_show_status = 'cancelled' THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45002, MESSAGE_TEXT = 'The showtime is cancelled';
    ELSEIF v_start_time <= v_now THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45003, MESSAGE_TEXT = 'The show has started';
    END IF;

    SET v_sale_date = DATE(v_now + INTERVAL p_utc_offset_minutes MINUTE);
    UPDATE reservations
    SET reservations.status = 'confirmed',
        reservations.expires_at = NULL,
        reservations.confirmed_at = v_now,
        reservations.sale_date = v_sale_date
    WHERE reservations.reservation_id = p_reservation_id;

    UPDATE showtimes
    SET showtimes.seat_version = showtimes.seat_version + 1
    WHERE showtimes.showtime_id = v_showtime_id;

    INSERT INTO sales_rollups (showtime_id, sale_date, seat_class, tickets, revenue)
    SELECT v_showtime_id, v_sale_date, tickets.seat_class, COUNT(*), SUM(tickets.price)
    FROM tickets FORCE INDEX (ix_tickets_reservation)
    WHERE tickets.reservation_id = p_reservation_id
    GROUP BY tickets.seat_class
    ON DUPLICATE KEY UPDATE
        tickets = sales_rollups.tickets + VALUES(tickets),
        revenue = sales_rollups.revenue + VALUES(revenue);

    DELETE paid
    FROM unpaid_holds AS paid FORCE INDEX (PRIMARY)
    WHERE paid.showtime_id = v_showtime_id
        AND paid.user_id = v_user_id;

    INSERT INTO event_log (type, showtime_id, reservation_id, occurred_at)
    VALUES ('reservation.confirmed', v_showtime_id, p_reservation_id, v_now);

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
