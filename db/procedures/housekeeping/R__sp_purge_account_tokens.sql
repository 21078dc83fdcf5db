-- Deletes the tokens, used or not, that ran out a day ago.
DROP PROCEDURE IF EXISTS sp_purge_account_tokens;
CREATE PROCEDURE sp_purge_account_tokens()
SQL SECURITY INVOKER
DELETE FROM account_tokens
WHERE account_tokens.expires_at < UTC_TIMESTAMP(6) - INTERVAL 1 DAY
ORDER BY account_tokens.expires_at
LIMIT 10000;
