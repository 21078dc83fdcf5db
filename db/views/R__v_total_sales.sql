-- What each cinema has sold in all: what is settled, and the rollups of the shows since.
CREATE OR REPLACE SQL SECURITY INVOKER VIEW v_total_sales AS
SELECT
    sales.cinema_id,
    SUM(sales.tickets) AS tickets,
    SUM(sales.revenue) AS revenue
FROM (
    SELECT settled_sales.cinema_id, settled_sales.tickets, settled_sales.revenue
    FROM settled_sales
    UNION ALL
    SELECT screens.cinema_id, sales_rollups.tickets, sales_rollups.revenue
    FROM settled_until
    INNER JOIN showtimes
        ON showtimes.start_time > settled_until.settled_until
    INNER JOIN screens
        ON screens.screen_id = showtimes.screen_id
    INNER JOIN sales_rollups
        ON sales_rollups.showtime_id = showtimes.showtime_id
    WHERE settled_until.settled_until_id = 1
) AS sales
GROUP BY sales.cinema_id;
