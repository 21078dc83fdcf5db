-- Forgets what ran out unpaid a day ago or longer.
DROP PROCEDURE IF EXISTS sp_purge_unpaid_holds;
CREATE PROCEDURE sp_purge_unpaid_holds()
SQL SECURITY INVOKER
DELETE FROM unpaid_holds
WHERE unpaid_holds.lapsed_at < UTC_TIMESTAMP(6) - INTERVAL 1 DAY
ORDER BY unpaid_holds.lapsed_at
LIMIT 10000;
