-- Frees what has run out, every few seconds, where the account may make events and the server runs them. Having swept,
-- it takes the lease `release_expired` for itself, which keeps the API from sweeping; when it stops, or fails, the lease
-- runs out and one instance of the API sweeps instead.
-- Errors are not raised: the scheduler would write each one to the server's error log. The API meets and logs them once.
DROP EVENT IF EXISTS ev_release_expired;
CREATE EVENT ev_release_expired
ON SCHEDULE EVERY 5 SECOND
ON COMPLETION PRESERVE
DO
BEGIN
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN END;

    CALL sp_sweep_expired();
    INSERT INTO leases (name, holder, expires_at)
    VALUES ('release_expired', 'ev_release_expired', UTC_TIMESTAMP(6) + INTERVAL 15 SECOND)
    ON DUPLICATE KEY UPDATE
        holder = VALUES(holder),
        expires_at = VALUES(expires_at);
END;
