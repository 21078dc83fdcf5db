-- Forgets the wrong passwords that were tried a day ago or longer.
DROP PROCEDURE IF EXISTS sp_purge_sign_in_failures;
CREATE PROCEDURE sp_purge_sign_in_failures()
SQL SECURITY INVOKER
DELETE FROM sign_in_failures
WHERE sign_in_failures.failed_at < UTC_TIMESTAMP(6) - INTERVAL 1 DAY
ORDER BY sign_in_failures.failed_at
LIMIT 10000;
