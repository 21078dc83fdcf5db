-- Counts a wrong password: as the device's that is known to the account (p_device, else NULL) for its first five in a row, else as the
-- account's, whose pause grows with it. What a day has passed over is forgotten. p_begins tells whether the first pause of a row begins
-- with it, which its owner is told of once.
-- Raises 45018, and counts nothing, while the account's pause lasts; the message is in how many seconds to come again.
-- Race closed: passwords that are tried at once queue on the row, and those after the fifth find the pause that it began: whoever guesses
-- learns of no more than the count allows, however many were let in together.
-- Joins the caller's transaction, which must roll back when it is refused. Locks the device's row before the account's, and no other.
DROP PROCEDURE IF EXISTS sp_charge_sign_in;
CREATE PROCEDURE sp_charge_sign_in(
    IN p_account BINARY(16),
    IN p_device BINARY(16),
    IN p_user_id INT,
    OUT p_begins BOOLEAN
)
SQL SECURITY INVOKER
charging: BEGIN
    DECLARE v_now DATETIME(6) DEFAULT UTC_TIMESTAMP(6);
    DECLARE v_failures INT DEFAULT 0;
    DECLARE v_retry_at DATETIME(6);
    DECLARE v_seconds VARCHAR(20);

    SET p_begins = FALSE;
    IF p_device IS NOT NULL THEN
        -- Assignments are made in the order they are written: the count still sees when the last one was.
        INSERT INTO sign_in_failures (tried_as, user_id, failures, failed_at)
        VALUES (p_device, p_user_id, 1, v_now)
        ON DUPLICATE KEY UPDATE
            failures = LEAST(IF(failed_at > v_now - INTERVAL 1 DAY, failures, 0) + 1, 1000),
            failed_at = v_now;
        SELECT sign_in_failures.failures
        INTO v_failures
        FROM sign_in_failures
        WHERE sign_in_failures.tried_as = p_device;
        IF v_failures <= 5 THEN
            LEAVE charging;
        END IF;
    END IF;

    -- Waits for whoever counts at the moment, and changes nothing but to whom the account belongs by now.
    INSERT INTO sign_in_failures (tried_as, user_id, failures, failed_at)
    VALUES (p_account, p_user_id, 1, v_now)
    ON DUPLICATE KEY UPDATE user_id = p_user_id, failures = failures + 1;
    SET v_now = UTC_TIMESTAMP(6);
    SELECT
        IF(sign_in_failures.failed_at > v_now - INTERVAL 1 DAY, sign_in_failures.failures, 1),
        sign_in_failures.retry_at
    INTO v_failures, v_retry_at
    FROM sign_in_failures
    WHERE sign_in_failures.tried_as = p_account;
    IF v_retry_at > v_now THEN
        SET v_seconds = CEIL(TIMESTAMPDIFF(MICROSECOND, v_now, v_retry_at) / 1000000);
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45018, MESSAGE_TEXT = v_seconds;
    END IF;

    SET v_failures = LEAST(v_failures, 1000);
    UPDATE sign_in_failures
    SET sign_in_failures.failures = v_failures,
        sign_in_failures.failed_at = v_now,
        sign_in_failures.retry_at = IF(v_failures < 5, NULL, v_now + INTERVAL fn_sign_in_pause_seconds(v_failures) SECOND)
    WHERE sign_in_failures.tried_as = p_account;
    SET p_begins = v_failures = 5;
END;
