-- Tickets and revenue of each movie by day of sale (the cinema's).
CREATE OR REPLACE SQL SECURITY INVOKER VIEW v_movie_daily_sales AS
SELECT
    showtimes.movie_id,
    sales_rollups.sale_date,
    SUM(sales_rollups.tickets) AS tickets,
    SUM(sales_rollups.revenue) AS revenue
FROM sales_rollups
INNER JOIN showtimes
    ON showtimes.showtime_id = sales_rollups.showtime_id
GROUP BY showtimes.movie_id, sales_rollups.sale_date;
