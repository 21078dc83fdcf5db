-- Writes what the tickets of a reservation cost with a code's voucher (NULL: without one), from what they cost without, and gives the discount
-- for all of them: a percentage of the sum, the amount but never more than the sum, or the prices of the dearest so many. It is spread over
-- the tickets in their order to the minor unit of the currency: what those so far bear together is rounded, not each, so that together they bear the whole.
-- What is kept of each when it is given back is computed anew from the policy that the reservation carries, as in sp_create_reservation.
-- The caller holds the showtime's mutex and the reservation's row.
DROP PROCEDURE IF EXISTS sp_discount_tickets;
CREATE PROCEDURE sp_discount_tickets(
    IN p_reservation_id INT,
    IN p_code_id INT,
    OUT p_discount DECIMAL(15, 3)
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_type VARCHAR(7);
    DECLARE v_value DECIMAL(12, 3);
    DECLARE v_fee_kind VARCHAR(7);
    DECLARE v_fee DECIMAL(12, 3);
    DECLARE v_sum DECIMAL(15, 3);
    DECLARE v_ticket_id INT;
    DECLARE v_full_price DECIMAL(12, 3);
    DECLARE v_place INT;
    DECLARE v_before DECIMAL(15, 3) DEFAULT 0;
    DECLARE v_spread DECIMAL(15, 3) DEFAULT 0;
    DECLARE v_share DECIMAL(12, 3);
    DECLARE v_total DECIMAL(15, 3) DEFAULT 0;
    DECLARE v_fees DECIMAL(15, 3) DEFAULT 0;
    DECLARE v_ticket_fee DECIMAL(12, 3) DEFAULT 0;
    DECLARE v_done BOOLEAN DEFAULT FALSE;
    DECLARE own_tickets CURSOR FOR
        SELECT
            tickets.ticket_id,
            tickets.price + COALESCE(voucher_tickets.discount, 0),
            ROW_NUMBER() OVER (ORDER BY tickets.price + COALESCE(voucher_tickets.discount, 0) DESC, tickets.ticket_id)
        FROM tickets FORCE INDEX (ix_tickets_reservation)
        LEFT JOIN voucher_tickets
            ON voucher_tickets.ticket_id = tickets.ticket_id
        WHERE tickets.reservation_id = p_reservation_id
        ORDER BY tickets.ticket_id;
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_done = TRUE;

    SELECT vouchers.type, vouchers.value
    INTO v_type, v_value
    FROM voucher_codes
    INNER JOIN vouchers
        ON vouchers.voucher_id = voucher_codes.voucher_id
    WHERE voucher_codes.code_id = p_code_id;
    SELECT reservations.refund_fee_kind, reservations.refund_fee
    INTO v_fee_kind, v_fee
    FROM reservations
    WHERE reservations.reservation_id = p_reservation_id;
    SELECT COALESCE(SUM(tickets.price + COALESCE(voucher_tickets.discount, 0)), 0)
    INTO v_sum
    FROM tickets FORCE INDEX (ix_tickets_reservation)
    LEFT JOIN voucher_tickets
        ON voucher_tickets.ticket_id = tickets.ticket_id
    WHERE tickets.reservation_id = p_reservation_id;
    SET p_discount = CASE v_type
        WHEN 'percent' THEN fn_round_money(v_sum * v_value / 100)
        WHEN 'amount' THEN LEAST(fn_round_money(v_value), v_sum)
        ELSE 0
    END;

    SET v_done = FALSE;
    OPEN own_tickets;
    spreading: LOOP
        FETCH own_tickets INTO v_ticket_id, v_full_price, v_place;
        IF v_done THEN
            LEAVE spreading;
        END IF;
        SET v_share = 0;
        IF v_type = 'seats' THEN
            SET v_share = IF(v_place <= v_value, v_full_price, 0);
            SET p_discount = p_discount + v_share;
        ELSEIF p_discount > 0 THEN
            SET v_before = v_before + v_full_price;
            SET v_share = fn_round_money(v_before * p_discount / v_sum) - v_spread;
            SET v_spread = v_spread + v_share;
        END IF;

        IF v_fee_kind = 'amount' THEN
            SET v_ticket_fee = LEAST(fn_round_money(v_fee), v_full_price - v_share);
        ELSEIF v_fee_kind = 'percent' THEN
            SET v_total = v_total + v_full_price - v_share;
            SET v_ticket_fee = fn_round_money(v_total * v_fee / 100) - v_fees;
            SET v_fees = v_fees + v_ticket_fee;
        END IF;
        UPDATE tickets
        SET tickets.price = v_full_price - v_share,
            tickets.refund_fee = v_ticket_fee
        WHERE tickets.ticket_id = v_ticket_id;
        IF v_share > 0 THEN
            INSERT INTO voucher_tickets (ticket_id, code_id, discount)
            VALUES (v_ticket_id, p_code_id, v_share)
            ON DUPLICATE KEY UPDATE
                code_id = VALUES(code_id),
                discount = VALUES(discount);
        ELSE
            DELETE FROM voucher_tickets
            WHERE voucher_tickets.ticket_id = v_ticket_id;
        END IF;
    END LOOP;
    CLOSE own_tickets;
END;
