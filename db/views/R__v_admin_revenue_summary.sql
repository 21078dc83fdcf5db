-- What was sold, by cinema, day of sale (the cinema's), format and class. "Today" and "this month"
-- are sums over sale_date: only the caller knows each cinema's day.
CREATE OR REPLACE SQL SECURITY INVOKER VIEW v_admin_revenue_summary AS
SELECT
    screens.cinema_id,
    sales_rollups.sale_date,
    screens.format,
    sales_rollups.seat_class,
    SUM(sales_rollups.tickets) AS tickets,
    SUM(sales_rollups.revenue) AS revenue,
    ROUND(SUM(sales_rollups.revenue) / NULLIF(SUM(sales_rollups.tickets), 0), 2) AS average_price
FROM sales_rollups
INNER JOIN showtimes
    ON showtimes.showtime_id = sales_rollups.showtime_id
INNER JOIN screens
    ON screens.screen_id = showtimes.screen_id
GROUP BY screens.cinema_id, sales_rollups.sale_date, screens.format, sales_rollups.seat_class;
