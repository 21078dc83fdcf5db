-- Writes a delivery for each event that a webhook is to be told of, from where it stood last; and drops what waits for one that has
-- ended, or whose key has. Harmless at any time, and by several at once: the webhook's row lets one in, and its key forbids a second
-- delivery of the same event.
DROP PROCEDURE IF EXISTS sp_queue_deliveries;
CREATE PROCEDURE sp_queue_deliveries()
SQL SECURITY INVOKER
BEGIN
    DECLARE v_webhook_id INT DEFAULT 0;
    DECLARE v_now DATETIME(6) DEFAULT UTC_TIMESTAMP(6);
    DECLARE v_last BIGINT;
    DECLARE v_until BIGINT;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        RESIGNAL;
    END;

    SELECT event_positions.last_position
    INTO v_until
    FROM event_positions
    WHERE event_positions.id = 1;

    telling: LOOP
        SELECT MIN(webhooks.webhook_id)
        INTO v_webhook_id
        FROM webhooks
        WHERE webhooks.webhook_id > v_webhook_id
            AND webhooks.deleted_at IS NULL
            AND webhooks.last_position < v_until;
        IF v_webhook_id IS NULL THEN
            LEAVE telling;
        END IF;

        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
        SELECT webhooks.last_position
        INTO v_last
        FROM webhooks
        WHERE webhooks.webhook_id = v_webhook_id
        FOR UPDATE;
        INSERT IGNORE INTO webhook_deliveries (webhook_id, position, created_at, tried_since, next_attempt_at)
        SELECT v_webhook_id, event_log.position, v_now, v_now, v_now
        FROM webhooks
        INNER JOIN api_keys
            ON api_keys.key_id = webhooks.key_id
        INNER JOIN event_log FORCE INDEX (uk_event_position)
            ON event_log.position > v_last
            AND event_log.position <= v_until
        WHERE webhooks.webhook_id = v_webhook_id
            AND webhooks.deleted_at IS NULL
            AND api_keys.revoked_at IS NULL
            AND (api_keys.expires_at IS NULL OR api_keys.expires_at > v_now)
            -- Of seats only whoever asks for it is told.
            AND (
                (webhooks.types = '' AND event_log.type <> 'seats.changed')
                OR FIND_IN_SET(CONVERT(event_log.type USING ascii) COLLATE ascii_bin, webhooks.types) > 0
            )
            AND (
                NOT EXISTS (SELECT 1 FROM api_key_cinemas AS any_cinema WHERE any_cinema.key_id = webhooks.key_id)
                OR EXISTS (
                    SELECT 1
                    FROM api_key_cinemas AS own FORCE INDEX (PRIMARY)
                    WHERE own.key_id = webhooks.key_id
                        AND own.cinema_id = event_log.cinema_id
                )
            )
        ORDER BY event_log.position;
        UPDATE webhooks
        SET webhooks.last_position = v_until
        WHERE webhooks.webhook_id = v_webhook_id;
        COMMIT;
    END LOOP;
END;
