-- How many places after the first a waiting room has let in, at a rate a minute, since it let in that one: so many whole
-- steps lie between the two moments. Negative before it.
DROP FUNCTION IF EXISTS fn_places_since;
CREATE FUNCTION fn_places_since(p_from_at DATETIME(6), p_now DATETIME(6), p_admissions_per_minute INT)
RETURNS BIGINT
DETERMINISTIC NO SQL
SQL SECURITY INVOKER
RETURN FLOOR(TIMESTAMPDIFF(MICROSECOND, p_from_at, p_now) * p_admissions_per_minute / 60000000);
