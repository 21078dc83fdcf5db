-- Every shift at a till, with what was taken and paid back in it, and what should be in the till: as it is now, and once it is closed as
-- it was then.
CREATE OR REPLACE SQL SECURITY INVOKER VIEW v_till_shifts AS
SELECT
    till_shifts.shift_id,
    till_shifts.cinema_id,
    till_shifts.user_id,
    till_shifts.till,
    till_shifts.opening_float,
    till_shifts.opened_at,
    till_shifts.closed_at,
    till_shifts.counted,
    COALESCE(
        till_shifts.expected,
        till_shifts.opening_float + (
            SELECT COALESCE(SUM(counter_sales.amount), 0)
            FROM counter_sales
            WHERE counter_sales.shift_id = till_shifts.shift_id
                AND counter_sales.method = 'cash'
        ) - (
            SELECT COALESCE(SUM(counter_refunds.amount), 0)
            FROM counter_refunds
            WHERE counter_refunds.shift_id = till_shifts.shift_id
                AND counter_refunds.method = 'cash'
        )
    ) AS expected,
    (
        SELECT COUNT(*)
        FROM counter_sales
        WHERE counter_sales.shift_id = till_shifts.shift_id
    ) AS sales,
    (
        SELECT COALESCE(SUM(counter_sales.amount), 0)
        FROM counter_sales
        WHERE counter_sales.shift_id = till_shifts.shift_id
            AND counter_sales.method = 'cash'
    ) AS cash_sales,
    (
        SELECT COALESCE(SUM(counter_refunds.amount), 0)
        FROM counter_refunds
        WHERE counter_refunds.shift_id = till_shifts.shift_id
            AND counter_refunds.method = 'cash'
    ) AS cash_refunds,
    (
        SELECT COALESCE(SUM(counter_sales.amount), 0)
        FROM counter_sales
        WHERE counter_sales.shift_id = till_shifts.shift_id
            AND counter_sales.method = 'card'
    ) AS card_sales,
    (
        SELECT COALESCE(SUM(counter_refunds.amount), 0)
        FROM counter_refunds
        WHERE counter_refunds.shift_id = till_shifts.shift_id
            AND counter_refunds.method = 'card'
    ) AS card_refunds
FROM till_shifts;
