-- Has a login at a provider open an account from now on. One that opens it already stays as it is.
-- Whoever registers another's address and connects a login of their own would still get in when its owner has taken the account back with a new
-- password. So somebody must have shown that the address is theirs: by a link that was mailed to it, or at the provider, which vouches for the
-- same one (p_email; NULL: for none). Where no mails are sent (p_is_mail_sent) nobody can be asked to.
-- Raises 45132 (the login opens another account, or another one of this provider opens this one) and 45134 (the address is not proved).
-- Joins the caller's transaction, which has locked the user's row and must roll back when it is refused. Of two accounts that connect one login at
-- once the second fails on the primary key (1062).
DROP PROCEDURE IF EXISTS sp_connect_external_login;
CREATE PROCEDURE sp_connect_external_login(
    IN p_user_id INT,
    IN p_provider VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin,
    IN p_subject VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin,
    IN p_email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    IN p_is_mail_sent BOOLEAN
)
SQL SECURITY INVOKER
connecting: BEGIN
    DECLARE v_owner_id INT;
    DECLARE v_found INT DEFAULT 0;

    SELECT external_logins.user_id
    INTO v_owner_id
    FROM external_logins
    WHERE external_logins.provider = p_provider
        AND external_logins.subject = p_subject;
    IF v_owner_id = p_user_id THEN
        LEAVE connecting;
    END IF;
    SELECT COUNT(*)
    INTO v_found
    FROM external_logins
    WHERE external_logins.user_id = p_user_id
        AND external_logins.provider = p_provider;
    IF v_owner_id IS NOT NULL OR v_found > 0 THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45132, MESSAGE_TEXT = 'The login is taken';
    END IF;
    SELECT COUNT(*)
    INTO v_found
    FROM users
    WHERE users.user_id = p_user_id
        AND (users.email_proved_at IS NOT NULL OR users.email = p_email);
    IF p_is_mail_sent AND v_found = 0 THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45134, MESSAGE_TEXT = 'The address is not proved';
    END IF;

    INSERT INTO external_logins (provider, subject, user_id, created_at)
    VALUES (p_provider, p_subject, p_user_id, UTC_TIMESTAMP(6));
END;
