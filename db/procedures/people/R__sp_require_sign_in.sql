-- Promises that somebody may try a password: the account's pause is over, or they use a device that is known to it (p_device, else
-- NULL) and has not failed too often itself. So nobody keeps customers out by guessing at their accounts.
-- Raises 45018 (the pause); the message is in how many seconds to come again.
DROP PROCEDURE IF EXISTS sp_require_sign_in;
CREATE PROCEDURE sp_require_sign_in(
    IN p_account BINARY(16),
    IN p_device BINARY(16)
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_now DATETIME(6) DEFAULT UTC_TIMESTAMP(6);
    DECLARE v_spent INT DEFAULT 0;
    DECLARE v_retry_at DATETIME(6);
    DECLARE v_seconds VARCHAR(20);

    SELECT COUNT(*)
    INTO v_spent
    FROM sign_in_failures
    WHERE sign_in_failures.tried_as = p_device
        AND sign_in_failures.failures >= 5
        AND sign_in_failures.failed_at > v_now - INTERVAL 1 DAY;
    IF p_device IS NULL OR v_spent > 0 THEN
        SELECT MAX(sign_in_failures.retry_at)
        INTO v_retry_at
        FROM sign_in_failures
        WHERE sign_in_failures.tried_as = p_account;
        IF v_retry_at > v_now THEN
            SET v_seconds = CEIL(TIMESTAMPDIFF(MICROSECOND, v_now, v_retry_at) / 1000000);
            SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45018, MESSAGE_TEXT = v_seconds;
        END IF;
    END IF;
END;
