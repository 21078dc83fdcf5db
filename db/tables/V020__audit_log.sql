-- Who changed what and when: a row for every write of an admin and every cancellation, written in
-- the transaction of the change itself, and never altered. user_email is a copy, so that the row
-- still names somebody whose account is gone; user_id is NULL for a guest.
-- entity_label is what the thing was called when it was changed: ids say little, and names change or go.
-- changes is an array of {field, before, after}.
CREATE TABLE audit_log (
    audit_id BIGINT NOT NULL AUTO_INCREMENT,
    occurred_at DATETIME(6) NOT NULL,
    user_id INT NULL,
    user_email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    action VARCHAR(20) NOT NULL,
    entity VARCHAR(20) NOT NULL,
    entity_id VARCHAR(50) NOT NULL,
    entity_label VARCHAR(400) NULL,
    changes JSON NOT NULL,
    PRIMARY KEY (audit_id),
    -- Serves a period of the log.
    KEY ix_audit_log_time (occurred_at),
    -- Serves what one person did.
    KEY ix_audit_log_email (user_email, audit_id),
    -- Serves the history of one thing.
    KEY ix_audit_log_entity (entity, entity_id, audit_id),
    CONSTRAINT chk_audit_log_changes CHECK (JSON_TYPE(changes) = 'ARRAY')
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
