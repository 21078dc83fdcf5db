-- How long a hold, or a pending reservation, keeps its seats.
DROP FUNCTION IF EXISTS fn_hold_minutes;
CREATE FUNCTION fn_hold_minutes()
RETURNS INT
DETERMINISTIC NO SQL
SQL SECURITY INVOKER
RETURN 15;
