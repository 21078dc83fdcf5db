-- What the counter sells, made up to the moment it is paid: a pending reservation of free seats, its kinds of tickets set (p_kinds; NULL: none), a voucher used and
-- a gift card's money set aside (SHA-256 of their codes; NULL: none), in the order and by the routines of every booking. Whoever buys is nobody: the
-- reservation is a guest's of an address that no mail reaches (RFC 2606), its own for each sale, so that what one customer bought limits no other. So
-- what one person may use a voucher is not counted here; what all may is. A seat that somebody holds is theirs, also here; one that the house keeps back
-- (sp_block_seats) is sold.
-- p_start_offset_minutes and p_utc_offset_minutes are the cinema's offsets from UTC at the start and now.
-- Raises what sp_create_reservation, sp_set_ticket_kinds, sp_apply_voucher and sp_use_gift_card raise.
-- Races closed: as in these: showtime, reservation, voucher and gift card are locked in this order, as by whoever books on the web.
-- Joins the caller's transaction, which sells it (sp_sell_at_counter_with_codes) or takes it back (sp_quote_at_counter).
DROP PROCEDURE IF EXISTS sp_open_counter_sale;
CREATE PROCEDURE sp_open_counter_sale(
    IN p_showtime_id INT,
    IN p_seat_ids TEXT,
    IN p_kinds TEXT,
    IN p_voucher_hash BINARY(32),
    IN p_card_hash BINARY(32),
    IN p_reference CHAR(10) CHARACTER SET ascii COLLATE ascii_bin,
    IN p_start_offset_minutes INT,
    IN p_utc_offset_minutes INT,
    OUT p_reservation_id INT
)
SQL SECURITY INVOKER
BEGIN
    IF JSON_VALID(p_seat_ids) THEN
        CALL sp_release_seats(p_showtime_id, p_seat_ids);
    END IF;
    CALL sp_create_reservation(
        NULL, CONCAT(LOWER(p_reference), '@counter.invalid'), 'Box office', p_showtime_id, p_seat_ids, p_reference, p_reservation_id
    );
    IF p_kinds IS NOT NULL THEN
        CALL sp_set_ticket_kinds(p_reservation_id, p_kinds, p_start_offset_minutes);
    END IF;
    IF p_voucher_hash IS NOT NULL THEN
        CALL sp_apply_voucher(p_reservation_id, p_voucher_hash, p_utc_offset_minutes);
    END IF;
    IF p_card_hash IS NOT NULL THEN
        CALL sp_use_gift_card(p_reservation_id, p_card_hash);
    END IF;
END;
