-- How long a screen stays empty between the end of a show and the next start.
DROP FUNCTION IF EXISTS fn_buffer_minutes;
CREATE FUNCTION fn_buffer_minutes()
RETURNS INT
DETERMINISTIC NO SQL
SQL SECURITY INVOKER
RETURN 15;
