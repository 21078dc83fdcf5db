-- Takes a person out of everything that refers to them, once and for all: the account's row stands for nobody from then on, its
-- address is free for another one, and its sessions, second factor, passkeys, logins at providers, mailed links and stored answers are gone. Bookings keep their tickets and
-- money, groups their seats, tills their counts, the audit log its acts, and the outbox that something was sent, none of them the person; what waits to be sent is
-- dropped. An account that is closed, or was never there, stays as it is. Raises nothing of its own.
-- Seats are not touched: the caller has given back what the person holds, and locked the showtimes of that before the user's
-- row, which is locked here. Joins the caller's transaction.
DROP PROCEDURE IF EXISTS sp_forget_user;
CREATE PROCEDURE sp_forget_user(IN p_user_id INT)
SQL SECURITY INVOKER
forgetting: BEGIN
    DECLARE v_email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
    DECLARE v_messages LONGTEXT;

    SELECT users.email
    INTO v_email
    FROM users
    WHERE users.user_id = p_user_id
        AND users.deleted_at IS NULL
    FOR UPDATE;
    IF v_email IS NULL THEN
        LEAVE forgetting;
    END IF;

    -- Found without locks, then changed by key: a scan that locks would wait for every message that is being written.
    SELECT COALESCE(JSON_ARRAYAGG(outbox.message_id), '[]')
    INTO v_messages
    FROM outbox
    LEFT JOIN reservations
        ON reservations.reservation_id = outbox.reservation_id
    WHERE outbox.recipient = v_email
        OR reservations.user_id = p_user_id
        OR JSON_EXTRACT(outbox.payload, '$.userId') = p_user_id;
    UPDATE outbox
    INNER JOIN JSON_TABLE(v_messages, '$[*]' COLUMNS (message_id BIGINT PATH '$')) AS found
        ON found.message_id = outbox.message_id
    SET outbox.recipient = NULL,
        outbox.payload = NULL,
        outbox.last_error = NULL,
        outbox.finished_at = COALESCE(outbox.finished_at, UTC_TIMESTAMP(6)),
        outbox.status = IF(outbox.status = 'sent', 'sent', 'dropped');

    DELETE FROM idempotency_keys
    WHERE idempotency_keys.caller = CONVERT(CONCAT('user:', p_user_id) USING ascii) COLLATE ascii_bin;
    DELETE FROM account_tokens
    WHERE account_tokens.user_id = p_user_id;
    DELETE FROM unpaid_holds
    WHERE unpaid_holds.user_id = p_user_id;
    DELETE FROM waiting_entries
    WHERE waiting_entries.user_id = p_user_id;
    UPDATE group_bookings
    SET group_bookings.user_id = NULL
    WHERE group_bookings.user_id = p_user_id;
    DELETE FROM sign_in_failures
    WHERE sign_in_failures.user_id = p_user_id;
    DELETE FROM refresh_tokens
    WHERE refresh_tokens.user_id = p_user_id;
    DELETE FROM sign_in_challenges
    WHERE sign_in_challenges.user_id = p_user_id;
    DELETE FROM passkey_challenges
    WHERE passkey_challenges.user_id = p_user_id;
    DELETE FROM passkeys
    WHERE passkeys.user_id = p_user_id;
    DELETE FROM openid_requests
    WHERE openid_requests.user_id = p_user_id;
    DELETE FROM external_logins
    WHERE external_logins.user_id = p_user_id;
    DELETE FROM recovery_codes
    WHERE recovery_codes.user_id = p_user_id;
    DELETE FROM second_factors
    WHERE second_factors.user_id = p_user_id;
    DELETE FROM staff_cinemas
    WHERE staff_cinemas.user_id = p_user_id;
    -- No password has an empty hash, and no mail reaches this domain (RFC 2606).
    UPDATE users
    SET users.email = CONCAT('deleted-', p_user_id, '@account.invalid'),
        users.display_name = 'Deleted account',
        users.password_hash = '',
        users.role = 'customer',
        users.deleted_at = UTC_TIMESTAMP(6)
    WHERE users.user_id = p_user_id;

    -- Last: the log lets go of the address of a closed account alone (trg_audit_log_update).
    -- By address, as the person was called; and what was done to their bookings under an older address.
    UPDATE audit_log FORCE INDEX (ix_audit_log_email)
    SET audit_log.user_email = NULL
    WHERE audit_log.user_email = v_email
        AND audit_log.user_id = p_user_id;
    -- In this order, by key: not all that the log has of reservations.
    UPDATE reservations FORCE INDEX (ix_reservations_user)
    STRAIGHT_JOIN audit_log FORCE INDEX (ix_audit_log_entity)
        ON audit_log.entity = 'reservation'
        AND audit_log.entity_id = CAST(reservations.reservation_id AS CHAR) COLLATE utf8mb4_unicode_520_ci
    SET audit_log.user_email = NULL
    WHERE reservations.user_id = p_user_id
        AND audit_log.user_id = p_user_id
        AND audit_log.user_email IS NOT NULL;
END;
