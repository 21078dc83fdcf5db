-- Nothing is deleted from the audit log, whoever asks; see trg_audit_log_update. TRUNCATE, which no trigger sees, takes the right to DROP. Raises 45150.
DROP TRIGGER IF EXISTS trg_audit_log_delete;
CREATE TRIGGER trg_audit_log_delete
BEFORE DELETE ON audit_log
FOR EACH ROW
BEGIN
    SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45150, MESSAGE_TEXT = 'The audit log is not changed';
END;
