-- Takes or renews a lease for p_seconds; p_taken tells whether p_holder has it now. Somebody else's is taken over
-- once it has run out, or when it ends later than twice p_seconds from now: then the clock was set back, and its holder,
-- if alive, takes another. Twice, because who queued for the row read the clock before the one who was first.
-- Race closed: two takers of a free lease queue on its row, and the second finds it taken.
DROP PROCEDURE IF EXISTS sp_take_lease;
CREATE PROCEDURE sp_take_lease(
    IN p_name VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    IN p_holder VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin,
    IN p_seconds INT,
    OUT p_taken BOOLEAN
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_now DATETIME(6) DEFAULT UTC_TIMESTAMP(6);
    DECLARE v_until DATETIME(6) DEFAULT v_now + INTERVAL p_seconds SECOND;
    DECLARE v_latest DATETIME(6) DEFAULT v_until + INTERVAL p_seconds SECOND;

    -- Assignments are made in the order they are written, so that the second one sees the holder of the first.
    INSERT INTO leases (name, holder, expires_at)
    VALUES (p_name, p_holder, v_until)
    ON DUPLICATE KEY UPDATE
        holder = IF(leases.expires_at > v_now AND leases.expires_at <= v_latest, leases.holder, VALUES(holder)),
        expires_at = IF(leases.holder = VALUES(holder), VALUES(expires_at), leases.expires_at);

    SELECT COUNT(*)
    INTO p_taken
    FROM leases
    WHERE leases.name = p_name
        AND leases.holder = p_holder;
END;
