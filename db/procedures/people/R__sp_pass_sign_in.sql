-- Lets somebody in whose password was right, and forgets the wrong ones before it, as they would have been counted: those of a known
-- device leave the account's, so that its owner's coming and going gives nobody else five more to guess with.
-- Raises what sp_require_sign_in raises: a pause that began while the password was compared holds for it, too.
-- Joins the caller's transaction, which has locked the user's row and must roll back when it is refused.
DROP PROCEDURE IF EXISTS sp_pass_sign_in;
CREATE PROCEDURE sp_pass_sign_in(
    IN p_account BINARY(16),
    IN p_device BINARY(16)
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_spent INT DEFAULT 0;

    CALL sp_require_sign_in(p_account, p_device);
    SELECT COUNT(*)
    INTO v_spent
    FROM sign_in_failures
    WHERE sign_in_failures.tried_as = p_device
        AND sign_in_failures.failures >= 5;
    IF p_device IS NOT NULL THEN
        DELETE FROM sign_in_failures
        WHERE sign_in_failures.tried_as = p_device;
    END IF;
    IF p_device IS NULL OR v_spent > 0 THEN
        DELETE FROM sign_in_failures
        WHERE sign_in_failures.tried_as = p_account;
    END IF;
END;
