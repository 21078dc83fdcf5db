-- Deletes the sign-ins, finished or not, whose time to show a second factor ran out a day ago.
DROP PROCEDURE IF EXISTS sp_purge_sign_in_challenges;
CREATE PROCEDURE sp_purge_sign_in_challenges()
SQL SECURITY INVOKER
DELETE FROM sign_in_challenges
WHERE sign_in_challenges.expires_at < UTC_TIMESTAMP(6) - INTERVAL 1 DAY
ORDER BY sign_in_challenges.expires_at
LIMIT 10000;
