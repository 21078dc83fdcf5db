-- Which cinema a change was about; NULL: the whole house. No foreign key: it would lock the cinema's row for each record.
ALTER TABLE audit_log
    ADD COLUMN cinema_id INT NULL,
    -- Serves the log of a manager's cinemas.
    ADD KEY ix_audit_log_cinema (cinema_id, audit_id);
