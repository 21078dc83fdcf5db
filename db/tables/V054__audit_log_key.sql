-- Whoever made a change may be a program with a key: then there is no person, neither user_id nor user_email.
ALTER TABLE audit_log
    ADD COLUMN key_id INT NULL AFTER user_email,
    -- Serves what one key did.
    ADD KEY ix_audit_log_key (key_id, audit_id),
    ADD CONSTRAINT fk_audit_log_key FOREIGN KEY (key_id) REFERENCES api_keys (key_id),
    ADD CONSTRAINT chk_audit_log_actor CHECK (key_id IS NULL OR (user_id IS NULL AND user_email IS NULL));
