-- Makes a showtime's sales_rollups anew from what was sold: tickets of confirmed reservations, on the
-- day that each sale went to. What was sold and cancelled leaves a row of nothing, as it does when
-- sp_cancel_tickets subtracts it. Raises nothing of its own.
-- Race closed: bookings and cancellations wait for the showtime's row, and count on what is made here.
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_rebuild_rollup;
CREATE PROCEDURE sp_rebuild_rollup(
    IN p_showtime_id INT
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_showtime_id INT;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        IF v_owns_transaction THEN
            ROLLBACK;
        END IF;
        RESIGNAL;
    END;
    DECLARE CONTINUE HANDLER FOR NOT FOUND BEGIN END;

    BEGIN
        DECLARE CONTINUE HANDLER FOR 1305 SET v_owns_transaction = TRUE;
        SAVEPOINT sp_rebuild_rollup;
        RELEASE SAVEPOINT sp_rebuild_rollup;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    SELECT showtimes.showtime_id
    INTO v_showtime_id
    FROM showtimes
    WHERE showtimes.showtime_id = p_showtime_id
    FOR UPDATE;

    DELETE stale
    FROM sales_rollups AS stale FORCE INDEX (PRIMARY)
    WHERE stale.showtime_id = p_showtime_id;

    INSERT INTO sales_rollups (showtime_id, sale_date, seat_class, tickets, revenue)
    SELECT p_showtime_id, sales.sale_date, sales.seat_class, SUM(sales.tickets), SUM(sales.revenue)
    FROM (
        SELECT reservations.sale_date, tickets.seat_class, 1 AS tickets, tickets.price AS revenue
        FROM tickets
        INNER JOIN reservations
            ON reservations.reservation_id = tickets.reservation_id
        WHERE tickets.showtime_id = p_showtime_id
            AND reservations.status = 'confirmed'
        UNION ALL
        SELECT reservations.sale_date, cancelled_tickets.seat_class, 0, 0
        FROM reservations
        INNER JOIN cancelled_tickets
            ON cancelled_tickets.reservation_id = reservations.reservation_id
        WHERE reservations.showtime_id = p_showtime_id
            AND reservations.sale_date IS NOT NULL
    ) AS sales
    GROUP BY sales.sale_date, sales.seat_class;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
