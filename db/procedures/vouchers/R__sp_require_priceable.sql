-- Locks the showtime of a reservation and then the reservation, whose tickets' prices are about to change; gives the showtime and the time, read
-- under its lock.
-- Raises 45020 (no such reservation), 45021 (expired), 45022 (cancelled), 45027 (confirmed), 45003 (show started).
-- Joins the caller's transaction.
DROP PROCEDURE IF EXISTS sp_require_priceable;
CREATE PROCEDURE sp_require_priceable(
    IN p_reservation_id INT,
    OUT p_showtime_id INT,
    OUT p_now DATETIME(6)
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_start_time DATETIME(6);
    DECLARE v_status VARCHAR(9);
    DECLARE v_expires_at DATETIME(6);
    DECLARE CONTINUE HANDLER FOR NOT FOUND BEGIN END;

    SET p_showtime_id = NULL;
    SELECT reservations.showtime_id
    INTO p_showtime_id
    FROM reservations
    WHERE reservations.reservation_id = p_reservation_id;
    IF p_showtime_id IS NULL THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45020, MESSAGE_TEXT = 'The reservation does not exist';
    END IF;

    SELECT showtimes.start_time
    INTO v_start_time
    FROM showtimes
    WHERE showtimes.showtime_id = p_showtime_id
    FOR UPDATE;
    SET p_now = UTC_TIMESTAMP(6);
    SELECT reservations.status, reservations.expires_at
    INTO v_status, v_expires_at
    FROM reservations
    WHERE reservations.reservation_id = p_reservation_id
    FOR UPDATE;
    IF v_status = 'cancelled' THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45022, MESSAGE_TEXT = 'The reservation is cancelled';
    ELSEIF v_status = 'confirmed' THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45027, MESSAGE_TEXT = 'The reservation is confirmed';
    ELSEIF v_status = 'expired' OR v_expires_at <= p_now THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45021, MESSAGE_TEXT = 'The reservation has expired';
    ELSEIF v_start_time <= p_now THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45003, MESSAGE_TEXT = 'The show has started';
    END IF;
END;
