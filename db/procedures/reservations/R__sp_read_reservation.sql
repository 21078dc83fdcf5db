-- Reads a reservation for an answer, in three results: the reservation (v_reservations), its showtime
-- (v_showtimes_details), and its tickets: those that stand, which owe
-- nothing yet (refund_due is NULL), and those that have been cancelled. Whether a voucher was used, and what a gift card pays, one look by key tells for all tickets. A routine, because its statements are
-- parsed once for a connection: sent as text they cost half as much again, and every booking reads them.
DROP PROCEDURE IF EXISTS sp_read_reservation;
CREATE PROCEDURE sp_read_reservation(
    IN p_reservation_id INT
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_showtime_id INT;
    DECLARE v_code_id INT;
    DECLARE v_card_hint CHAR(4) CHARACTER SET ascii COLLATE ascii_bin;
    DECLARE v_card_amount DECIMAL(15, 3);
    DECLARE v_card_given_back DECIMAL(15, 3);

    SELECT reservations.showtime_id, voucher_uses.code_id, gift_cards.hint, gift_card_uses.amount, gift_card_uses.given_back
    INTO v_showtime_id, v_code_id, v_card_hint, v_card_amount, v_card_given_back
    FROM reservations
    LEFT JOIN voucher_uses
        ON voucher_uses.reservation_id = reservations.reservation_id
    LEFT JOIN gift_card_uses
        ON gift_card_uses.reservation_id = reservations.reservation_id
    LEFT JOIN gift_cards
        ON gift_cards.card_id = gift_card_uses.card_id
    WHERE reservations.reservation_id = p_reservation_id;

    SELECT
        v_reservations.reservation_id,
        v_reservations.reference,
        v_reservations.status,
        v_reservations.created_at,
        v_reservations.expires_at,
        v_reservations.confirmed_at,
        v_reservations.cancelled_at,
        v_reservations.refund_minutes,
        v_reservations.refund_fee_kind,
        v_reservations.refund_fee,
        v_reservations.booked_start_time,
        v_card_hint AS card_hint,
        v_card_amount AS card_amount,
        v_card_given_back AS card_given_back
    FROM v_reservations
    WHERE v_reservations.reservation_id = p_reservation_id;

    SELECT v_showtimes_details.*
    FROM v_showtimes_details
    WHERE v_showtimes_details.showtime_id = v_showtime_id;

    SELECT
        tickets.ticket_id,
        tickets.seat_id,
        seats.seat_label,
        tickets.seat_class,
        ticket_kinds.name AS kind,
        tickets.price,
        tickets.refund_fee,
        NULL AS refund_due,
        voucher_tickets.discount,
        voucher_codes.hint
    FROM tickets
    INNER JOIN seats
        ON seats.seat_id = tickets.seat_id
    LEFT JOIN kind_tickets
        ON kind_tickets.ticket_id = tickets.ticket_id
    LEFT JOIN ticket_kinds
        ON ticket_kinds.kind_id = kind_tickets.kind_id
    LEFT JOIN voucher_tickets
        ON v_code_id IS NOT NULL
        AND voucher_tickets.ticket_id = tickets.ticket_id
    LEFT JOIN voucher_codes
        ON voucher_codes.code_id = voucher_tickets.code_id
    WHERE tickets.reservation_id = p_reservation_id
    UNION ALL
    SELECT
        cancelled_tickets.ticket_id,
        cancelled_tickets.seat_id,
        seats.seat_label,
        cancelled_tickets.seat_class,
        ticket_kinds.name AS kind,
        cancelled_tickets.price,
        0,
        cancelled_tickets.refund_due,
        voucher_tickets.discount,
        voucher_codes.hint
    FROM cancelled_tickets
    INNER JOIN seats
        ON seats.seat_id = cancelled_tickets.seat_id
    LEFT JOIN kind_tickets
        ON kind_tickets.ticket_id = cancelled_tickets.ticket_id
    LEFT JOIN ticket_kinds
        ON ticket_kinds.kind_id = kind_tickets.kind_id
    LEFT JOIN voucher_tickets
        ON v_code_id IS NOT NULL
        AND voucher_tickets.ticket_id = cancelled_tickets.ticket_id
    LEFT JOIN voucher_codes
        ON voucher_codes.code_id = voucher_tickets.code_id
    WHERE cancelled_tickets.reservation_id = p_reservation_id;
END;
