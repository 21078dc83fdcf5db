-- The audit log is only ever added to, whoever asks: also with all the rights of the API's account. What may be taken out of an entry is the
-- address, and only of somebody whose account is closed, or of a guest (sp_forget_user, sp_forget_guests); all else stays as it was written. Raises 45150.
DROP TRIGGER IF EXISTS trg_audit_log_update;
CREATE TRIGGER trg_audit_log_update
BEFORE UPDATE ON audit_log
FOR EACH ROW
BEGIN
    DECLARE v_living INT DEFAULT 0;

    IF OLD.user_id IS NOT NULL THEN
        SELECT COUNT(*)
        INTO v_living
        FROM users
        WHERE users.user_id = OLD.user_id
            AND users.deleted_at IS NULL;
    END IF;
    IF OLD.user_email IS NULL OR NEW.user_email IS NOT NULL OR v_living > 0 THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45150, MESSAGE_TEXT = 'The audit log is not changed';
    END IF;
    SET NEW.audit_id = OLD.audit_id,
        NEW.occurred_at = OLD.occurred_at,
        NEW.user_id = OLD.user_id,
        NEW.key_id = OLD.key_id,
        NEW.action = OLD.action,
        NEW.entity = OLD.entity,
        NEW.entity_id = OLD.entity_id,
        NEW.entity_label = OLD.entity_label,
        NEW.changes = OLD.changes,
        NEW.cinema_id = OLD.cinema_id;
END;
