-- A base price has no more decimals than its currency. Raises 45040.
DROP TRIGGER IF EXISTS trg_fare_minor_unit_insert;
CREATE TRIGGER trg_fare_minor_unit_insert
BEFORE INSERT ON fares
FOR EACH ROW
BEGIN
    IF NEW.price <> fn_round_money(NEW.price) THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45040, MESSAGE_TEXT = 'The price has more decimals than its currency';
    END IF;
END;
