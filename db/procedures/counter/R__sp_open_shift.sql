-- Opens a till for somebody at a cinema, with a float in it, and gives the shift's id.
-- Raises 45083 (one is open of this person at this cinema).
-- Races closed: of two that open at once the unique key lets one.
-- One statement; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_open_shift;
CREATE PROCEDURE sp_open_shift(
    IN p_user_id INT,
    IN p_cinema_id INT,
    IN p_till VARCHAR(40),
    IN p_float DECIMAL(15, 3),
    OUT p_shift_id INT
)
SQL SECURITY INVOKER
BEGIN
    DECLARE EXIT HANDLER FOR 1062
    BEGIN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45083, MESSAGE_TEXT = 'A till is open';
    END;

    INSERT INTO till_shifts (cinema_id, user_id, till, opening_float, opened_at)
    VALUES (p_cinema_id, p_user_id, p_till, p_float, UTC_TIMESTAMP(6));
    SET p_shift_id = LAST_INSERT_ID();
END;
