-- Forgets settled_sales and settled_days: totals and days are then read from the rollups alone, until sp_settle_sales counts
-- anew. For whoever changes sales of shows that have begun: rebuild-rollups, the demo data.
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_unsettle_sales;
CREATE PROCEDURE sp_unsettle_sales()
SQL SECURITY INVOKER
BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        IF v_owns_transaction THEN
            ROLLBACK;
        END IF;
        RESIGNAL;
    END;

    BEGIN
        DECLARE CONTINUE HANDLER FOR 1305 SET v_owns_transaction = TRUE;
        SAVEPOINT sp_unsettle_sales;
        RELEASE SAVEPOINT sp_unsettle_sales;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    UPDATE settled_until
    SET settled_until.settled_until = '1000-01-01'
    WHERE settled_until.settled_until_id = 1;
    DELETE FROM settled_sales
    WHERE settled_sales.cinema_id > 0;
    DELETE FROM settled_days
    WHERE settled_days.cinema_id > 0;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
