-- Makes a currency (ISO 4217) that of all prices, with so many decimals. Setting it again changes nothing.
-- Raises 45041 (the message is the currency in force) once seats are held or were ever reserved: an amount cannot change its
-- currency; 45040 when a base price has more decimals.
-- Called at each start, before anything is served.
DROP PROCEDURE IF EXISTS sp_set_currency;
CREATE PROCEDURE sp_set_currency(
    IN p_code CHAR(3) CHARACTER SET ascii COLLATE ascii_bin,
    IN p_minor_units TINYINT
)
SQL SECURITY INVOKER
setting: BEGIN
    DECLARE v_code CHAR(3) CHARACTER SET ascii COLLATE ascii_bin;
    DECLARE v_minor_units TINYINT;
    DECLARE v_is_priced BOOLEAN;
    DECLARE v_has_fractions BOOLEAN;
    DECLARE v_message VARCHAR(128);

    SELECT price_currency.code, price_currency.minor_units
    INTO v_code, v_minor_units
    FROM price_currency
    WHERE price_currency.price_currency_id = 1;
    IF v_code = p_code AND v_minor_units = p_minor_units THEN
        LEAVE setting;
    END IF;

    SELECT
        EXISTS (SELECT 1 FROM reservations FORCE INDEX (PRIMARY) WHERE reservations.reservation_id > 0)
        OR EXISTS (SELECT 1 FROM seat_locks FORCE INDEX (PRIMARY) WHERE seat_locks.showtime_id > 0)
    INTO v_is_priced;
    IF v_is_priced THEN
        SET v_message = v_code;
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45041, MESSAGE_TEXT = v_message;
    END IF;
    SELECT EXISTS (SELECT 1 FROM fares WHERE fares.price <> ROUND(fares.price, p_minor_units))
    INTO v_has_fractions;
    IF v_has_fractions THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45040, MESSAGE_TEXT = 'A price has more decimals than its currency';
    END IF;

    UPDATE price_currency
    SET price_currency.code = p_code,
        price_currency.minor_units = p_minor_units
    WHERE price_currency.price_currency_id = 1;
END;
