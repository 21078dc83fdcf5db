-- Forgets what guests kept whose time is over, and the addresses that have not booked for an hour.
DROP PROCEDURE IF EXISTS sp_purge_guest_holds;
CREATE PROCEDURE sp_purge_guest_holds()
SQL SECURITY INVOKER
BEGIN
    DELETE FROM guest_holds
    WHERE guest_holds.ends_at < UTC_TIMESTAMP(6)
    ORDER BY guest_holds.ends_at
    LIMIT 10000;
    DELETE FROM guest_networks
    WHERE guest_networks.booked_at < UTC_TIMESTAMP(6) - INTERVAL 1 HOUR
    ORDER BY guest_networks.booked_at
    LIMIT 10000;
END;
