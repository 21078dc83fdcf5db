-- Makes an expired reservation pending again, for a minute, with the seats and prices it had, when every one of them is free, they cost
-- p_total together beside what their gift card, if any, pays, the showtime still shows p_movie_id on their screen, the account is not deleted, and the voucher that made them cheaper, if any, has
-- a use left (sp_check_voucher), and the gift card what it was to pay (sp_check_gift_card); p_revived tells.
-- For sp_take_payment: somebody paid, and the money came too late.
-- A hold of the person's own on a seat is taken, anybody else's is in the way. The person's limit of seats does not count: these were within
-- it, and are sold in the same transaction. What is kept of each when it is given back is computed anew from the
-- policy that the reservation carries, as in sp_create_reservation: the same.
-- The caller holds the showtime's mutex and the reservation's row, and raises seat_version.
DROP PROCEDURE IF EXISTS sp_revive_reservation;
CREATE PROCEDURE sp_revive_reservation(
    IN p_reservation_id INT,
    IN p_showtime_id INT,
    IN p_movie_id INT,
    IN p_total DECIMAL(15, 3),
    IN p_now DATETIME(6),
    OUT p_revived BOOLEAN
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_cleared INT;
    DECLARE v_user_id INT;
    DECLARE v_expired_at DATETIME(6);
    DECLARE v_seats INT;
    DECLARE v_free INT;
    DECLARE v_total DECIMAL(15, 3);
    DECLARE v_ticket_id INT;
    DECLARE v_seat_id INT;
    DECLARE v_seat_class VARCHAR(8);
    DECLARE v_price DECIMAL(12, 3);
    DECLARE v_fee_kind VARCHAR(7);
    DECLARE v_fee DECIMAL(12, 3);
    DECLARE v_priced DECIMAL(12, 3) DEFAULT 0;
    DECLARE v_fees DECIMAL(12, 3) DEFAULT 0;
    DECLARE v_ticket_fee DECIMAL(12, 3) DEFAULT 0;
    DECLARE v_code_id INT;
    DECLARE v_refusal VARCHAR(7);
    DECLARE v_card_id INT;
    DECLARE v_card_amount DECIMAL(15, 3);
    DECLARE v_available DECIMAL(15, 3);
    DECLARE v_done BOOLEAN DEFAULT FALSE;
    DECLARE lost_tickets CURSOR FOR
        SELECT cancelled_tickets.ticket_id, cancelled_tickets.seat_id, cancelled_tickets.seat_class, cancelled_tickets.price
        FROM cancelled_tickets FORCE INDEX (ix_cancelled_tickets_reservation)
        WHERE cancelled_tickets.reservation_id = p_reservation_id
            AND cancelled_tickets.cancelled_at = v_expired_at
        ORDER BY cancelled_tickets.ticket_id;
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_done = TRUE;

    -- This one, too, where nobody has cleared it yet.
    CALL sp_clear_expired(p_showtime_id, p_now, v_cleared);
    SELECT reservations.user_id, reservations.refund_fee_kind, reservations.refund_fee
    INTO v_user_id, v_fee_kind, v_fee
    FROM reservations
    WHERE reservations.reservation_id = p_reservation_id;
    -- What went when it expired; a ticket given back before that does not return.
    SELECT MAX(cancelled_tickets.cancelled_at)
    INTO v_expired_at
    FROM cancelled_tickets FORCE INDEX (ix_cancelled_tickets_reservation)
    WHERE cancelled_tickets.reservation_id = p_reservation_id;
    SELECT
        COUNT(*),
        COUNT(IF(
            NOT seats.out_of_service
            AND showtimes.screen_id = seats.screen_id
            AND showtimes.movie_id = p_movie_id
            AND users.deleted_at IS NULL
            AND tickets.seat_id IS NULL
            AND (seat_locks.user_id IS NULL OR seat_locks.user_id <=> v_user_id),
            1,
            NULL
        )),
        SUM(cancelled_tickets.price)
    INTO v_seats, v_free, v_total
    FROM cancelled_tickets FORCE INDEX (ix_cancelled_tickets_reservation)
    INNER JOIN seats
        ON seats.seat_id = cancelled_tickets.seat_id
    INNER JOIN showtimes
        ON showtimes.showtime_id = p_showtime_id
    LEFT JOIN users
        ON users.user_id = v_user_id
    LEFT JOIN tickets
        ON tickets.showtime_id = p_showtime_id
        AND tickets.seat_id = cancelled_tickets.seat_id
    LEFT JOIN seat_locks
        ON seat_locks.showtime_id = p_showtime_id
        AND seat_locks.seat_id = cancelled_tickets.seat_id
    WHERE cancelled_tickets.reservation_id = p_reservation_id
        AND cancelled_tickets.cancelled_at = v_expired_at;

    -- Others may have used the voucher or the gift card since: its use was given back.
    SELECT voucher_uses.code_id, gift_card_uses.card_id, gift_card_uses.amount
    INTO v_code_id, v_card_id, v_card_amount
    FROM reservations
    LEFT JOIN voucher_uses
        ON voucher_uses.reservation_id = reservations.reservation_id
    LEFT JOIN gift_card_uses
        ON gift_card_uses.reservation_id = reservations.reservation_id
    WHERE reservations.reservation_id = p_reservation_id;
    SET p_revived = v_seats > 0 AND v_free = v_seats AND v_total - COALESCE(v_card_amount, 0) = p_total;
    IF p_revived AND v_code_id IS NOT NULL THEN
        CALL sp_check_voucher(p_reservation_id, v_code_id, v_refusal);
        SET p_revived = v_refusal IS NULL;
    END IF;
    IF p_revived AND v_card_id IS NOT NULL THEN
        CALL sp_check_gift_card(p_reservation_id, v_card_id, p_now, v_available);
        SET p_revived = v_available >= v_card_amount;
    END IF;
    IF p_revived THEN
        UPDATE reservations
        SET reservations.status = 'pending',
            reservations.expires_at = p_now + INTERVAL 1 MINUTE
        WHERE reservations.reservation_id = p_reservation_id;
        SET v_done = FALSE;
        OPEN lost_tickets;
        -- One by one, as in sp_create_reservation.
        reviving: LOOP
            FETCH lost_tickets INTO v_ticket_id, v_seat_id, v_seat_class, v_price;
            IF v_done THEN
                LEAVE reviving;
            END IF;
            IF v_fee_kind = 'amount' THEN
                SET v_ticket_fee = LEAST(fn_round_money(v_fee), v_price);
            ELSEIF v_fee_kind = 'percent' THEN
                SET v_priced = v_priced + v_price;
                SET v_ticket_fee = fn_round_money(v_priced * v_fee / 100) - v_fees;
                SET v_fees = v_fees + v_ticket_fee;
            END IF;
            INSERT INTO tickets (ticket_id, reservation_id, showtime_id, seat_id, seat_class, price, refund_fee)
            VALUES (v_ticket_id, p_reservation_id, p_showtime_id, v_seat_id, v_seat_class, v_price, v_ticket_fee);
            DELETE FROM cancelled_tickets
            WHERE cancelled_tickets.ticket_id = v_ticket_id;
            DELETE own
            FROM seat_locks AS own FORCE INDEX (PRIMARY)
            WHERE own.showtime_id = p_showtime_id
                AND own.seat_id = v_seat_id;
        END LOOP;
        CLOSE lost_tickets;
    END IF;
END;
