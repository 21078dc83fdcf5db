-- How long nobody may try another password of an account after so many wrong ones in a row: from the fifth on, 30 seconds to 15 minutes.
DROP FUNCTION IF EXISTS fn_sign_in_pause_seconds;
CREATE FUNCTION fn_sign_in_pause_seconds(p_failures INT)
RETURNS INT
DETERMINISTIC NO SQL
SQL SECURITY INVOKER
RETURN CASE
    WHEN p_failures < 5 THEN 0
    WHEN p_failures > 9 THEN 900
    ELSE 30 << (p_failures - 5)
END;
