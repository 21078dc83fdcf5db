-- What was sold, by cinema, day of sale (the cinema's), format and class: what is settled, and the
-- rollups of the shows since. "Today" and "this month" are sums over sale_date: only the caller knows
-- each cinema's day.
CREATE OR REPLACE SQL SECURITY INVOKER VIEW v_admin_revenue_summary AS
SELECT
    sales.cinema_id,
    sales.sale_date,
    sales.format,
    sales.seat_class,
    SUM(sales.tickets) AS tickets,
    SUM(sales.revenue) AS revenue,
    fn_round_money(SUM(sales.revenue) / NULLIF(SUM(sales.tickets), 0)) AS average_price
FROM (
    SELECT
        settled_days.cinema_id,
        settled_days.sale_date,
        settled_days.format,
        settled_days.seat_class,
        settled_days.tickets,
        settled_days.revenue
    FROM settled_days
    UNION ALL
    SELECT
        screens.cinema_id,
        sales_rollups.sale_date,
        screens.format,
        sales_rollups.seat_class,
        sales_rollups.tickets,
        sales_rollups.revenue
    FROM settled_until
    INNER JOIN showtimes
        ON showtimes.start_time > settled_until.settled_until
    INNER JOIN screens
        ON screens.screen_id = showtimes.screen_id
    INNER JOIN sales_rollups
        ON sales_rollups.showtime_id = showtimes.showtime_id
    WHERE settled_until.settled_until_id = 1
) AS sales
GROUP BY sales.cinema_id, sales.sale_date, sales.format, sales.seat_class;
