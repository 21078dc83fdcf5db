-- Says whose account a login at a provider opens (p_user_id), and locks that user's row. One that is known opens its account, whatever address the
-- provider tells by now. Another opens a new customer's account without a password, if the provider vouches for an address (p_email; NULL: it
-- does not) that nobody has here. An account that has the address is never connected by itself: whoever registered it may be another (account
-- pre-hijacking). NULL: the login's account is closed, or the login was disconnected since the look.
-- Raises 45130 (no address that the provider vouches for) and 45131 (an account has the address; its owner connects the login there).
-- Race closed: of two first sign-ins at once the second fails on a unique key (1062); asked again it finds what the first has made.
-- Joins the caller's transaction, READ COMMITTED, which must roll back when it is refused.
DROP PROCEDURE IF EXISTS sp_open_external_login;
CREATE PROCEDURE sp_open_external_login(
    IN p_provider VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin,
    IN p_subject VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin,
    IN p_email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    IN p_name VARCHAR(100),
    OUT p_user_id INT
)
SQL SECURITY INVOKER
opening: BEGIN
    DECLARE v_user_id INT;
    DECLARE v_found INT DEFAULT 0;

    SET p_user_id = NULL;
    SELECT external_logins.user_id
    INTO v_user_id
    FROM external_logins
    WHERE external_logins.provider = p_provider
        AND external_logins.subject = p_subject;
    IF v_user_id IS NOT NULL THEN
        SELECT COUNT(*)
        INTO v_found
        FROM users
        WHERE users.user_id = v_user_id
            AND users.deleted_at IS NULL
        FOR UPDATE;
        -- Once more, under the lock that whoever disconnects holds.
        SELECT IF(v_found = 0, NULL, MAX(external_logins.user_id))
        INTO p_user_id
        FROM external_logins
        WHERE external_logins.provider = p_provider
            AND external_logins.subject = p_subject
            AND external_logins.user_id = v_user_id;
        LEAVE opening;
    END IF;

    IF p_email IS NULL THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45130, MESSAGE_TEXT = 'The provider vouches for no address';
    END IF;
    SELECT COUNT(*)
    INTO v_found
    FROM users
    WHERE users.email = p_email;
    IF v_found > 0 THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45131, MESSAGE_TEXT = 'The address has an account';
    END IF;

    -- No password has an empty hash.
    INSERT INTO users (email, password_hash, display_name, role, created_at, email_proved_at)
    VALUES (p_email, '', p_name, 'customer', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6));
    SET v_user_id = LAST_INSERT_ID();
    INSERT INTO external_logins (provider, subject, user_id, created_at)
    VALUES (p_provider, p_subject, v_user_id, UTC_TIMESTAMP(6));
    SET p_user_id = v_user_id;
END;
