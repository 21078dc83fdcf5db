-- Whether a code has a use left for a reservation: used (it has not), person (this one used the voucher as often as one may), NULL (it has).
-- A use counts while its reservation is pending or confirmed, whatever the clock says: one that has run out, and that nobody has cleared yet, might be
-- confirmed this moment. The reservation's own use does not count.
-- Race closed: the voucher's row is locked, so that nobody else uses it until the caller's use is written, or stands again
-- (sp_revive_reservation). The uses are read without locks, in READ COMMITTED, and those of other showtimes go on.
-- The caller holds the showtime's mutex and the reservation's row. Joins the caller's transaction.
DROP PROCEDURE IF EXISTS sp_check_voucher;
CREATE PROCEDURE sp_check_voucher(
    IN p_reservation_id INT,
    IN p_code_id INT,
    OUT p_refusal VARCHAR(7)
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_voucher_id INT;
    DECLARE v_max_uses INT;
    DECLARE v_max_own_uses INT;
    DECLARE v_user_id INT;
    DECLARE v_guest_email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
    DECLARE v_uses INT DEFAULT 0;
    DECLARE v_own_uses INT DEFAULT 0;

    SET p_refusal = NULL;
    SELECT voucher_codes.voucher_id
    INTO v_voucher_id
    FROM voucher_codes
    WHERE voucher_codes.code_id = p_code_id;
    SELECT vouchers.max_uses, vouchers.max_uses_per_person
    INTO v_max_uses, v_max_own_uses
    FROM vouchers
    WHERE vouchers.voucher_id = v_voucher_id
    FOR UPDATE;

    IF v_max_uses IS NOT NULL THEN
        SELECT COUNT(*)
        INTO v_uses
        FROM voucher_uses FORCE INDEX (ix_voucher_uses_code)
        STRAIGHT_JOIN reservations FORCE INDEX (PRIMARY)
            ON reservations.reservation_id = voucher_uses.reservation_id
        WHERE voucher_uses.code_id = p_code_id
            AND voucher_uses.reservation_id <> p_reservation_id
            AND reservations.status IN ('pending', 'confirmed');
        IF v_uses >= v_max_uses THEN
            SET p_refusal = 'used';
        END IF;
    END IF;

    -- From the person's few bookings, and not from all who used a code that everybody has.
    IF v_max_own_uses IS NOT NULL THEN
        SELECT reservations.user_id, reservations.guest_email
        INTO v_user_id, v_guest_email
        FROM reservations
        WHERE reservations.reservation_id = p_reservation_id;
        IF v_user_id IS NOT NULL THEN
            SELECT COUNT(*)
            INTO v_own_uses
            FROM reservations FORCE INDEX (ix_reservations_user)
            STRAIGHT_JOIN voucher_uses FORCE INDEX (PRIMARY)
                ON voucher_uses.reservation_id = reservations.reservation_id
            STRAIGHT_JOIN voucher_codes FORCE INDEX (PRIMARY)
                ON voucher_codes.code_id = voucher_uses.code_id
            WHERE reservations.user_id = v_user_id
                AND reservations.reservation_id <> p_reservation_id
                AND reservations.status IN ('pending', 'confirmed')
                AND voucher_codes.voucher_id = v_voucher_id;
        ELSE
            SELECT COUNT(*)
            INTO v_own_uses
            FROM reservations FORCE INDEX (ix_reservations_guest)
            STRAIGHT_JOIN voucher_uses FORCE INDEX (PRIMARY)
                ON voucher_uses.reservation_id = reservations.reservation_id
            STRAIGHT_JOIN voucher_codes FORCE INDEX (PRIMARY)
                ON voucher_codes.code_id = voucher_uses.code_id
            WHERE reservations.guest_email = v_guest_email
                AND reservations.reservation_id <> p_reservation_id
                AND reservations.status IN ('pending', 'confirmed')
                AND voucher_codes.voucher_id = v_voucher_id;
        END IF;
        IF v_own_uses >= v_max_own_uses THEN
            SET p_refusal = COALESCE(p_refusal, 'person');
        END IF;
    END IF;
END;
