-- Has the login at a provider open an account no more (p_is_removed; false: none of this provider did).
-- Raises 45133, and removes nothing: nothing else opens the account, no password, no passkey and no other login.
-- Joins the caller's transaction, which has locked the user's row: of two that disconnect the last two at once one finds its own the last.
DROP PROCEDURE IF EXISTS sp_disconnect_external_login;
CREATE PROCEDURE sp_disconnect_external_login(
    IN p_user_id INT,
    IN p_provider VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin,
    OUT p_is_removed BOOLEAN
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_own INT DEFAULT 0;
    DECLARE v_others INT DEFAULT 0;

    SELECT COUNT(*)
    INTO v_own
    FROM external_logins
    WHERE external_logins.user_id = p_user_id
        AND external_logins.provider = p_provider;
    SELECT
        (SELECT COUNT(*) FROM users WHERE users.user_id = p_user_id AND users.password_hash <> '')
            + (SELECT COUNT(*) FROM passkeys WHERE passkeys.user_id = p_user_id)
            + (SELECT COUNT(*) FROM external_logins WHERE external_logins.user_id = p_user_id)
            - v_own
    INTO v_others;
    IF v_own > 0 AND v_others = 0 THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45133, MESSAGE_TEXT = 'Nothing else opens the account';
    END IF;

    DELETE FROM external_logins
    WHERE external_logins.user_id = p_user_id
        AND external_logins.provider = p_provider;
    SET p_is_removed = v_own > 0;
END;
