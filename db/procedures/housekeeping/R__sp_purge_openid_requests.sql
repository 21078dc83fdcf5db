-- Deletes the sign-ins that have not come back from their provider in time.
DROP PROCEDURE IF EXISTS sp_purge_openid_requests;
CREATE PROCEDURE sp_purge_openid_requests()
SQL SECURITY INVOKER
DELETE FROM openid_requests
WHERE openid_requests.expires_at < UTC_TIMESTAMP(6)
ORDER BY openid_requests.expires_at
LIMIT 10000;
