-- How long before its start a show's waiting list offers no more seats: nobody would come in time.
DROP FUNCTION IF EXISTS fn_offer_notice_minutes;
CREATE FUNCTION fn_offer_notice_minutes()
RETURNS INT
DETERMINISTIC NO SQL
SQL SECURITY INVOKER
RETURN 10;
