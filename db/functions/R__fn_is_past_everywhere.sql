-- Whether a local day is over in every time zone: the last one to finish it is UTC-12.
DROP FUNCTION IF EXISTS fn_is_past_everywhere;
CREATE FUNCTION fn_is_past_everywhere(p_date DATE)
RETURNS BOOLEAN
READS SQL DATA
SQL SECURITY INVOKER
RETURN p_date < DATE(UTC_TIMESTAMP(6) - INTERVAL 12 HOUR);
