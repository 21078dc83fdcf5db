-- Makes the tickets of a pending reservation what the JSON array p_kinds says ([{"seatId":53,"kindId":2}]), each seat once at most: a seat that
-- is not in it costs the full price again, the one fixed for it; a ticket that is of a kind may stay so, also where that has ended. What
-- is kept of each when it is given back is computed anew from the policy that the reservation carries, as in sp_create_reservation.
-- A voucher that was used is spread anew over what the tickets cost then; where they cost nothing its use is given back.
-- So is what a gift card pays: more where they cost more and it has more, and nothing where they cost nothing.
-- p_utc_offset_minutes as in fn_kind_refusal.
-- Raises 45020 (no such reservation), 45021 (expired), 45022 (cancelled), 45027 (confirmed), 45003 (show started), 45070 (not seats of this
-- reservation, or one twice), 45071 (a kind is not to be had: the message is seat, kind and the word of fn_kind_refusal).
-- Races closed: a confirm, a payment that comes in, a cancel and another choice queue on the showtime's row.
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_set_ticket_kinds;
CREATE PROCEDURE sp_set_ticket_kinds(
    IN p_reservation_id INT,
    IN p_kinds TEXT,
    IN p_utc_offset_minutes INT
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_now DATETIME(6);
    DECLARE v_showtime_id INT;
    DECLARE v_start_time DATETIME(6);
    DECLARE v_status VARCHAR(9);
    DECLARE v_expires_at DATETIME(6);
    DECLARE v_fee_kind VARCHAR(7);
    DECLARE v_fee DECIMAL(12, 3);
    DECLARE v_listed INT;
    DECLARE v_known INT;
    DECLARE v_ticket_id INT;
    DECLARE v_seat_id INT;
    DECLARE v_seat_class VARCHAR(8);
    DECLARE v_full_price DECIMAL(12, 3);
    DECLARE v_kind_id INT;
    DECLARE v_old_kind_id INT;
    DECLARE v_refusal VARCHAR(7);
    DECLARE v_message VARCHAR(128);
    DECLARE v_price DECIMAL(12, 3);
    DECLARE v_total DECIMAL(15, 3) DEFAULT 0;
    DECLARE v_fees DECIMAL(15, 3) DEFAULT 0;
    DECLARE v_ticket_fee DECIMAL(12, 3) DEFAULT 0;
    DECLARE v_code_id INT;
    DECLARE v_discount DECIMAL(15, 3);
    DECLARE v_card_id INT;
    DECLARE v_card_amount DECIMAL(15, 3);
    DECLARE v_done BOOLEAN DEFAULT FALSE;
    DECLARE own_tickets CURSOR FOR
        SELECT tickets.ticket_id, tickets.seat_id, tickets.seat_class, COALESCE(kind_tickets.full_price, tickets.price), kind_tickets.kind_id, wanted.kind_id
        FROM tickets FORCE INDEX (ix_tickets_reservation)
        LEFT JOIN kind_tickets
            ON kind_tickets.ticket_id = tickets.ticket_id
        LEFT JOIN JSON_TABLE(p_kinds, '$[*]' COLUMNS (seat_id INT PATH '$.seatId', kind_id INT PATH '$.kindId')) AS wanted
            ON wanted.seat_id = tickets.seat_id
        WHERE tickets.reservation_id = p_reservation_id
        ORDER BY tickets.ticket_id;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        IF v_owns_transaction THEN
            ROLLBACK;
        END IF;
        RESIGNAL;
    END;
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_done = TRUE;

    SELECT reservations.showtime_id
    INTO v_showtime_id
    FROM reservations
    WHERE reservations.reservation_id = p_reservation_id;
    IF v_showtime_id IS NULL THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45020, MESSAGE_TEXT = 'The reservation does not exist';
    END IF;

    BEGIN
        DECLARE CONTINUE HANDLER FOR 1305 SET v_owns_transaction = TRUE;
        SAVEPOINT sp_set_ticket_kinds;
        RELEASE SAVEPOINT sp_set_ticket_kinds;
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
    SELECT reservations.status, reservations.expires_at, reservations.refund_fee_kind, reservations.refund_fee
    INTO v_status, v_expires_at, v_fee_kind, v_fee
    FROM reservations
    WHERE reservations.reservation_id = p_reservation_id
    FOR UPDATE;
    IF v_status = 'cancelled' THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45022, MESSAGE_TEXT = 'The reservation is cancelled';
    ELSEIF v_status = 'confirmed' THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45027, MESSAGE_TEXT = 'The reservation is confirmed';
    ELSEIF v_status = 'expired' OR v_expires_at <= v_now THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45021, MESSAGE_TEXT = 'The reservation has expired';
    ELSEIF v_start_time <= v_now THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45003, MESSAGE_TEXT = 'The show has started';
    END IF;

    SELECT COUNT(*), COUNT(DISTINCT tickets.ticket_id)
    INTO v_listed, v_known
    FROM JSON_TABLE(p_kinds, '$[*]' COLUMNS (seat_id INT PATH '$.seatId')) AS wanted
    LEFT JOIN tickets
        ON tickets.showtime_id = v_showtime_id
        AND tickets.seat_id = wanted.seat_id
        AND tickets.reservation_id = p_reservation_id;
    IF v_listed <> v_known THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45070, MESSAGE_TEXT = 'Not seats of this reservation, or one twice';
    END IF;

    SELECT voucher_uses.code_id, gift_card_uses.card_id
    INTO v_code_id, v_card_id
    FROM reservations
    LEFT JOIN voucher_uses
        ON voucher_uses.reservation_id = reservations.reservation_id
    LEFT JOIN gift_card_uses
        ON gift_card_uses.reservation_id = reservations.reservation_id
    WHERE reservations.reservation_id = p_reservation_id;
    IF v_code_id IS NOT NULL THEN
        CALL sp_discount_tickets(p_reservation_id, NULL, v_discount);
    END IF;

    SET v_done = FALSE;
    OPEN own_tickets;
    pricing: LOOP
        FETCH own_tickets INTO v_ticket_id, v_seat_id, v_seat_class, v_full_price, v_old_kind_id, v_kind_id;
        IF v_done THEN
            LEAVE pricing;
        END IF;
        SET v_price = v_full_price;
        IF v_kind_id IS NULL THEN
            DELETE FROM kind_tickets
            WHERE kind_tickets.ticket_id = v_ticket_id;
        ELSE
            -- SELECT ... INTO: MariaDB would read for an expression with shared locks.
            SELECT fn_kind_refusal(v_kind_id, v_showtime_id, v_seat_class, p_utc_offset_minutes)
            INTO v_refusal;
            IF v_refusal IS NOT NULL AND NOT v_kind_id <=> v_old_kind_id THEN
                SET v_message = CONCAT_WS(' ', v_seat_id, v_kind_id, v_refusal);
                SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45071, MESSAGE_TEXT = v_message;
            END IF;
            SELECT fn_ticket_price(v_full_price, v_seat_class, ticket_kinds.factor, ticket_kinds.fixed_price)
            INTO v_price
            FROM ticket_kinds
            WHERE ticket_kinds.kind_id = v_kind_id;
            INSERT INTO kind_tickets (ticket_id, kind_id, full_price)
            VALUES (v_ticket_id, v_kind_id, v_full_price)
            ON DUPLICATE KEY UPDATE kind_id = VALUES(kind_id);
        END IF;

        IF v_fee_kind = 'amount' THEN
            SET v_ticket_fee = LEAST(fn_round_money(v_fee), v_price);
        ELSEIF v_fee_kind = 'percent' THEN
            SET v_total = v_total + v_price;
            SET v_ticket_fee = fn_round_money(v_total * v_fee / 100) - v_fees;
            SET v_fees = v_fees + v_ticket_fee;
        END IF;
        UPDATE tickets
        SET tickets.price = v_price,
            tickets.refund_fee = v_ticket_fee
        WHERE tickets.ticket_id = v_ticket_id;
    END LOOP;
    CLOSE own_tickets;

    IF v_code_id IS NOT NULL THEN
        CALL sp_discount_tickets(p_reservation_id, v_code_id, v_discount);
        IF v_discount > 0 THEN
            UPDATE voucher_uses
            SET voucher_uses.discount = v_discount
            WHERE voucher_uses.reservation_id = p_reservation_id;
        ELSE
            DELETE FROM voucher_uses
            WHERE voucher_uses.reservation_id = p_reservation_id;
        END IF;
    END IF;
    IF v_card_id IS NOT NULL THEN
        CALL sp_charge_gift_card(p_reservation_id, v_card_id, v_now, v_card_amount);
    END IF;

    UPDATE showtimes
    SET showtimes.seat_version = showtimes.seat_version + 1
    WHERE showtimes.showtime_id = v_showtime_id;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
