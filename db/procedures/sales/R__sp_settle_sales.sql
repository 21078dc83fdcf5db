-- Adds to settled_sales and settled_days what the shows sold that have begun since the last time. An hour after its
-- start no confirmation or cancellation of a show can still be on its way. Raises nothing of its own.
-- Race closed: two at once queue on the row of settled_until; the second finds nothing to add.
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_settle_sales;
CREATE PROCEDURE sp_settle_sales()
SQL SECURITY INVOKER
BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_before DATETIME(6);
    DECLARE v_until_time DATETIME(6);
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        IF v_owns_transaction THEN
            ROLLBACK;
        END IF;
        RESIGNAL;
    END;

    BEGIN
        DECLARE CONTINUE HANDLER FOR 1305 SET v_owns_transaction = TRUE;
        SAVEPOINT sp_settle_sales;
        RELEASE SAVEPOINT sp_settle_sales;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    SELECT settled_until.settled_until
    INTO v_before
    FROM settled_until
    WHERE settled_until.settled_until_id = 1
    FOR UPDATE;
    SET v_until_time = UTC_TIMESTAMP(6) - INTERVAL 1 HOUR;

    IF v_until_time > v_before THEN
        INSERT INTO settled_sales (cinema_id, tickets, revenue)
        SELECT screens.cinema_id, SUM(sales_rollups.tickets), SUM(sales_rollups.revenue)
        FROM showtimes
        INNER JOIN screens
            ON screens.screen_id = showtimes.screen_id
        INNER JOIN sales_rollups
            ON sales_rollups.showtime_id = showtimes.showtime_id
        WHERE showtimes.start_time > v_before
            AND showtimes.start_time <= v_until_time
        GROUP BY screens.cinema_id
        ON DUPLICATE KEY UPDATE
            tickets = settled_sales.tickets + VALUES(tickets),
            revenue = settled_sales.revenue + VALUES(revenue);

        INSERT INTO settled_days (cinema_id, sale_date, format, seat_class, tickets, revenue)
        SELECT
            screens.cinema_id,
            sales_rollups.sale_date,
            screens.format,
            sales_rollups.seat_class,
            SUM(sales_rollups.tickets),
            SUM(sales_rollups.revenue)
        FROM showtimes
        INNER JOIN screens
            ON screens.screen_id = showtimes.screen_id
        INNER JOIN sales_rollups
            ON sales_rollups.showtime_id = showtimes.showtime_id
        WHERE showtimes.start_time > v_before
            AND showtimes.start_time <= v_until_time
        GROUP BY screens.cinema_id, sales_rollups.sale_date, screens.format, sales_rollups.seat_class
        ON DUPLICATE KEY UPDATE
            tickets = settled_days.tickets + VALUES(tickets),
            revenue = settled_days.revenue + VALUES(revenue);

        UPDATE settled_until
        SET settled_until.settled_until = v_until_time
        WHERE settled_until.settled_until_id = 1;
    END IF;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
