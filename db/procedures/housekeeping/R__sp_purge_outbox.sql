-- Deletes the messages that have been sent, or dropped, for 30 days, and those that nobody could send for 90. In small
-- transactions, so that no booking waits long to write its own. Harmless at any time.
DROP PROCEDURE IF EXISTS sp_purge_outbox;
CREATE PROCEDURE sp_purge_outbox()
SQL SECURITY INVOKER
BEGIN
    DECLARE v_done_before DATETIME(6) DEFAULT UTC_TIMESTAMP(6) - INTERVAL 30 DAY;
    DECLARE v_dead_before DATETIME(6) DEFAULT UTC_TIMESTAMP(6) - INTERVAL 90 DAY;
    DECLARE v_deleted INT DEFAULT 1;

    WHILE v_deleted > 0 DO
        -- For the next statement, which is a transaction by itself.
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        DELETE FROM outbox
        WHERE outbox.status = 'sent'
            AND outbox.next_attempt_at < v_done_before
        ORDER BY outbox.next_attempt_at
        LIMIT 500;
        SET v_deleted = ROW_COUNT();
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        DELETE FROM outbox
        WHERE outbox.status = 'dropped'
            AND outbox.next_attempt_at < v_done_before
        ORDER BY outbox.next_attempt_at
        LIMIT 500;
        SET v_deleted = v_deleted + ROW_COUNT();
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        DELETE FROM outbox
        WHERE outbox.status IN ('waiting', 'dead')
            AND outbox.next_attempt_at < v_dead_before
        ORDER BY outbox.next_attempt_at
        LIMIT 500;
        SET v_deleted = v_deleted + ROW_COUNT();
    END WHILE;
END;
