-- Cancels tickets of a reservation: those of the JSON array p_ticket_ids, or all where it is NULL. They move to
-- cancelled_tickets with what is due back for each, their seats are free, and sales_rollups loses them on the day of the sale.
-- With the last of them the reservation is cancelled; until then it stands with the others.
-- A pending reservation is cancelled whole, and owes nothing. A confirmed one may be cancelled until its show starts: by whoever
-- made it (p_by_cinema FALSE) only until refund_minutes before the start, at the fee fixed on each ticket; but in full and until
-- the start where the show has moved since it was made. The cinema gives back all.
-- What a gift card paid goes back to it (sp_settle_gift_card), then what was paid through a provider (sp_settle_payments), and other companies' programs are told (event_log). Cancelling what is cancelled changes nothing. No hold can be left on the seats: sp_create_reservation removed them.
-- Raises 45020 (no such reservation), 45021 (expired), 45003 (confirmed, and the show has started), 45023 (the time for
-- refunds is over: the message is when that was, UTC), 45024 (not tickets of this reservation, or one twice), 45025 (single
-- tickets of a pending reservation), 45026 (somebody is in with one of them: sp_admit_ticket).
-- Races closed: as in sp_confirm_reservation; of two that cancel the same ticket one finds it, and owes it once.
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_cancel_tickets;
CREATE PROCEDURE sp_cancel_tickets(
    IN p_reservation_id INT,
    IN p_ticket_ids TEXT,
    IN p_by_cinema BOOLEAN
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
    DECLARE v_refund_minutes INT;
    DECLARE v_booked_start_time DATETIME(6);
    DECLARE v_wanted TEXT;
    DECLARE v_known INT;
    DECLARE v_cancelled TEXT;
    DECLARE v_left INT;
    DECLARE v_admitted INT;
    DECLARE v_card_id INT;
    DECLARE v_message VARCHAR(128);
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
    IF p_ticket_ids IS NOT NULL THEN
        -- Distinct numbers and nothing else. A ticket stays its reservation's for good: this needs no lock.
        SET v_wanted = TRIM(TRAILING ']' FROM TRIM(LEADING '[' FROM p_ticket_ids));
        SELECT COUNT(*)
        INTO v_known
        FROM (
            SELECT tickets.ticket_id
            FROM tickets FORCE INDEX (ix_tickets_reservation)
            WHERE tickets.reservation_id = p_reservation_id
            UNION ALL
            SELECT cancelled_tickets.ticket_id
            FROM cancelled_tickets FORCE INDEX (ix_cancelled_tickets_reservation)
            WHERE cancelled_tickets.reservation_id = p_reservation_id
        ) AS own
        WHERE FIND_IN_SET(own.ticket_id, v_wanted) > 0;
        IF p_ticket_ids NOT REGEXP '^\\[(?!.*\\b(\\d+)\\b.*\\b\\1\\b)[1-9]\\d{0,9}(,[1-9]\\d{0,9})*\\]$'
            OR v_known <> JSON_LENGTH(p_ticket_ids) THEN
            SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45024, MESSAGE_TEXT = 'Not tickets of this reservation, or one twice';
        END IF;
    END IF;

    BEGIN
        DECLARE CONTINUE HANDLER FOR 1305 SET v_owns_transaction = TRUE;
        SAVEPOINT sp_cancel_tickets;
        RELEASE SAVEPOINT sp_cancel_tickets;
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
    SELECT
        reservations.status,
        reservations.expires_at,
        reservations.sale_date,
        reservations.refund_minutes,
        COALESCE(reservations.booked_start_time, v_start_time),
        gift_card_uses.card_id
    INTO v_status, v_expires_at, v_sale_date, v_refund_minutes, v_booked_start_time, v_card_id
    FROM reservations
    LEFT JOIN gift_card_uses
        ON gift_card_uses.reservation_id = reservations.reservation_id
    WHERE reservations.reservation_id = p_reservation_id
    FOR UPDATE;
    SELECT
        GROUP_CONCAT(IF(v_wanted IS NULL OR FIND_IN_SET(tickets.ticket_id, v_wanted) > 0, tickets.ticket_id, NULL)),
        COUNT(IF(v_wanted IS NULL OR FIND_IN_SET(tickets.ticket_id, v_wanted) > 0, NULL, 1)),
        COUNT(IF(v_wanted IS NULL OR FIND_IN_SET(tickets.ticket_id, v_wanted) > 0, tickets.admitted_at, NULL))
    INTO v_cancelled, v_left, v_admitted
    FROM tickets FORCE INDEX (ix_tickets_reservation)
    WHERE tickets.reservation_id = p_reservation_id;

    IF v_status = 'cancelled' OR (v_status = 'confirmed' AND v_cancelled IS NULL) THEN
        IF v_owns_transaction THEN
            COMMIT;
        END IF;
        LEAVE cancelling;
    ELSEIF v_status = 'expired' OR (v_status = 'pending' AND v_expires_at <= v_now) THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45021, MESSAGE_TEXT = 'The reservation has expired';
    ELSEIF v_status = 'pending' AND v_wanted IS NOT NULL THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45025, MESSAGE_TEXT = 'The reservation is not confirmed yet';
    ELSEIF v_status = 'confirmed' AND v_start_time <= v_now THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45003, MESSAGE_TEXT = 'The show has started';
    ELSEIF v_admitted > 0 THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45026, MESSAGE_TEXT = 'Somebody is in with the ticket';
    ELSEIF v_status = 'confirmed'
        AND NOT p_by_cinema
        AND v_booked_start_time = v_start_time
        AND v_start_time - INTERVAL v_refund_minutes MINUTE <= v_now THEN
        SET v_message = v_start_time - INTERVAL v_refund_minutes MINUTE;
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45023, MESSAGE_TEXT = v_message;
    END IF;

    IF v_left = 0 THEN
        UPDATE reservations
        SET reservations.status = 'cancelled',
            reservations.expires_at = NULL,
            reservations.cancelled_at = v_now
        WHERE reservations.reservation_id = p_reservation_id;
    END IF;
    CALL sp_retire_tickets(
        p_reservation_id,
        v_cancelled,
        v_status = 'confirmed',
        p_by_cinema OR v_booked_start_time <> v_start_time,
        v_now
    );

    UPDATE showtimes
    SET showtimes.seat_version = showtimes.seat_version + 1
    WHERE showtimes.showtime_id = v_showtime_id;

    IF v_status = 'confirmed' THEN
        UPDATE sales_rollups
        INNER JOIN (
            SELECT cancelled_tickets.seat_class, COUNT(*) AS tickets, SUM(cancelled_tickets.price) AS revenue
            FROM cancelled_tickets
            WHERE cancelled_tickets.reservation_id = p_reservation_id
                AND FIND_IN_SET(cancelled_tickets.ticket_id, v_cancelled) > 0
            GROUP BY cancelled_tickets.seat_class
        ) AS cancelled
            ON cancelled.seat_class = sales_rollups.seat_class
        SET sales_rollups.tickets = sales_rollups.tickets - cancelled.tickets,
            sales_rollups.revenue = sales_rollups.revenue - cancelled.revenue
        WHERE sales_rollups.showtime_id = v_showtime_id
            AND sales_rollups.sale_date = v_sale_date;
        IF v_card_id IS NOT NULL THEN
            CALL sp_settle_gift_card(p_reservation_id);
        END IF;
        CALL sp_settle_payments(p_reservation_id, v_now);
        INSERT INTO event_log (type, showtime_id, reservation_id, details, occurred_at)
        VALUES (
            IF(v_left = 0, 'reservation.cancelled', 'reservation.tickets_cancelled'),
            v_showtime_id,
            p_reservation_id,
            CONCAT('{"ticketIds":[', v_cancelled, '],"byCinema":', IF(p_by_cinema, 'true', 'false'), '}'),
            v_now
        );
    END IF;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
