-- Deletes the answers that need not be given again: those older than 24 hours. In small transactions, so that no booking
-- waits long to write its own. Harmless at any time.
DROP PROCEDURE IF EXISTS sp_purge_idempotency_keys;
CREATE PROCEDURE sp_purge_idempotency_keys()
SQL SECURITY INVOKER
BEGIN
    DECLARE v_before DATETIME(6) DEFAULT UTC_TIMESTAMP(6) - INTERVAL 24 HOUR;
    DECLARE v_deleted INT DEFAULT 1;

    WHILE v_deleted > 0 DO
        -- For the next statement, which is a transaction by itself.
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        DELETE FROM idempotency_keys
        WHERE created_at < v_before
        ORDER BY created_at
        LIMIT 500;
        SET v_deleted = ROW_COUNT();
    END WHILE;
END;
