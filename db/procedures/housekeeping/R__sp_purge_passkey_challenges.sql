-- Deletes the challenges that no passkey has signed in time.
DROP PROCEDURE IF EXISTS sp_purge_passkey_challenges;
CREATE PROCEDURE sp_purge_passkey_challenges()
SQL SECURITY INVOKER
DELETE FROM passkey_challenges
WHERE passkey_challenges.expires_at < UTC_TIMESTAMP(6)
ORDER BY passkey_challenges.expires_at
LIMIT 10000;
