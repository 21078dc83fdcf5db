-- Sells seats at a cinema's counter without a voucher or a gift card: see sp_sell_at_counter_with_codes, which it is. For an earlier
-- version of the application, which knows of no codes, while it works on this schema.
DROP PROCEDURE IF EXISTS sp_sell_at_counter;
CREATE PROCEDURE sp_sell_at_counter(
    IN p_user_id INT,
    IN p_showtime_id INT,
    IN p_seat_ids TEXT,
    IN p_kinds TEXT,
    IN p_reference CHAR(10) CHARACTER SET ascii COLLATE ascii_bin,
    IN p_start_offset_minutes INT,
    IN p_utc_offset_minutes INT,
    IN p_method VARCHAR(4),
    IN p_total DECIMAL(15, 3),
    IN p_given DECIMAL(15, 3),
    OUT p_reservation_id INT
)
SQL SECURITY INVOKER
BEGIN
    CALL sp_sell_at_counter_with_codes(
        p_user_id, p_showtime_id, p_seat_ids, p_kinds, NULL, NULL, p_reference, p_start_offset_minutes, p_utc_offset_minutes, p_method, p_total, NULL,
        p_given, p_reservation_id
    );
END;
