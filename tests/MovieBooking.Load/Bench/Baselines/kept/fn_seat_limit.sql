-- How many seats one person may hold or have pending on one showtime.
DROP FUNCTION IF EXISTS fn_seat_limit;
CREATE FUNCTION fn_seat_limit()
RETURNS INT
DETERMINISTIC NO SQL
SQL SECURITY INVOKER
RETURN 10;
