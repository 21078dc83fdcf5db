-- Cancels a pending reservation, or a confirmed one until its show starts: the tickets move to
-- cancelled_tickets (with the full price due back when it was confirmed), the seats are free, and
-- sales_rollups loses the sale on the day it went to. Cancelling what is cancelled changes nothing.
-- No hold can be left on its seats: sp_create_reservation removed them.
-- Raises 45020 (no such reservation), 45021 (expired), 45003 (confirmed, and the show has started).
-- Races closed: as in sp_confirm_reservation.
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_cancel_reservation;
CREATE PROCEDURE sp_cancel_reservation(
    IN p_reservation_id INT
)
SQL SECURITY INVOKER
cancelling: BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_now DATETIME(6);
    DECLARE v_showtime_id INT;
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
        SAVEPOINT sp_cancel_reservation;
        RELEASE SAVEPOINT sp_cancel_reservation;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    SELECT showtimes.start_time
    INTO v_start_time
    FROM showtimes
    WHERE showtimes.showtime_id = v_showtime_id
    FOR UPDATE;
    SET v_now = UTC_TIMESTAMP(6);
    SELECT reservations.status, reservations.expires_at, reservations.sale_date
    INTO v_status, v_expires_at, v_sale_date
    FROM reservations
    WHERE reservations.reservation_id = p_reservation_id
    FOR UPDATE;

    IF v_status = 'cancelled' THEN
        IF v_owns_transaction THEN
            COMMIT;
        END IF;
        LEAVE cancelling;
    ELSEIF v_status = 'expired' OR (v_status = 'pending' AND v_expires_at <= v_now) THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45021, MESSAGE_TEXT = 'The reservation has expired';
    ELSEIF v_status = 'confirmed' AND v_start_time <= v_now THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45003, MESSAGE_TEXT = 'The show has started';
    END IF;

    UPDATE reservations
    SET reservations.status = 'cancelled',
        reservations.expires_at = NULL,
        reservations.cancelled_at = v_now
    WHERE reservations.reservation_id = p_reservation_id;
    CALL sp_retire_tickets(p_reservation_id, v_status = 'confirmed', v_now);

    UPDATE showtimes
    SET showtimes.seat_version = showtimes.seat_version + 1
    WHERE showtimes.showtime_id = v_showtime_id;

    IF v_status = 'confirmed' THEN
        UPDATE sales_rollups
        INNER JOIN (
            SELECT cancelled_tickets.seat_class, COUNT(*) AS tickets, SUM(cancelled_tickets.price) AS revenue
            FROM cancelled_tickets
            WHERE cancelled_tickets.reservation_id = p_reservation_id
            GROUP BY cancelled_tickets.seat_class
        ) AS cancelled
            ON cancelled.seat_class = sales_rollups.seat_class
        SET sales_rollups.tickets = sales_rollups.tickets - cancelled.tickets,
            sales_rollups.revenue = sales_rollups.revenue - cancelled.revenue
        WHERE sales_rollups.showtime_id = v_showtime_id
            AND sales_rollups.sale_date = v_sale_date;
    END IF;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
