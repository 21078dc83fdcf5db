-- For how many coming shows one person may be on the waiting list at a time.
DROP FUNCTION IF EXISTS fn_waiting_limit;
CREATE FUNCTION fn_waiting_limit()
RETURNS INT
DETERMINISTIC NO SQL
SQL SECURITY INVOKER
RETURN 5;
