-- How long a user waits before they hold seats of a showtime again after what they kept there ran out unpaid so many times.
DROP FUNCTION IF EXISTS fn_hold_pause_minutes;
CREATE FUNCTION fn_hold_pause_minutes(p_times INT)
RETURNS INT
DETERMINISTIC NO SQL
SQL SECURITY INVOKER
RETURN CASE WHEN p_times < 2 THEN 0 WHEN p_times = 2 THEN 5 ELSE 15 END;
