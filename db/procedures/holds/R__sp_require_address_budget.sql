-- What sp_require_address_share promises, whatever the showtimes: for processes of the version before it.
-- Raises 45017, as that does.
DROP PROCEDURE IF EXISTS sp_require_address_budget;
CREATE PROCEDURE sp_require_address_budget(
    IN p_guest_address BINARY(16),
    IN p_user_ids MEDIUMTEXT,
    IN p_seats INT,
    IN p_limit INT
)
SQL SECURITY INVOKER
BEGIN
    CALL sp_require_address_share(p_guest_address, p_user_ids, NULL, p_seats, 0, p_limit);
END;
