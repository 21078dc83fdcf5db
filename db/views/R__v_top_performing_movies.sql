-- How movies did over their shows of the last 90 days (scheduled, begun by now): revenue, tickets,
-- occupancy (tickets over the seats those shows offered), and the composite score, 0 to 100:
-- 40 % revenue + 30 % occupancy + 30 % volume, each as its percent rank among the movies shown.
CREATE OR REPLACE SQL SECURITY INVOKER VIEW v_top_performing_movies AS
SELECT
    ranked.movie_id,
    ranked.title,
    ranked.genre,
    ranked.poster_url,
    ranked.showtimes,
    ranked.capacity,
    ranked.tickets,
    ranked.revenue,
    ranked.occupancy,
    ranked.revenue_score,
    ranked.occupancy_score,
    ranked.volume_score,
    ROUND(0.4 * ranked.revenue_score + 0.3 * ranked.occupancy_score + 0.3 * ranked.volume_score, 1) AS score
FROM (
    SELECT
        totals.movie_id,
        totals.title,
        totals.genre,
        totals.poster_url,
        totals.showtimes,
        totals.capacity,
        totals.tickets,
        totals.revenue,
        ROUND(100 * totals.tickets / NULLIF(totals.capacity, 0), 1) AS occupancy,
        ROUND(100 * PERCENT_RANK() OVER (ORDER BY totals.revenue), 1) AS revenue_score,
        ROUND(100 * PERCENT_RANK() OVER (ORDER BY totals.tickets / NULLIF(totals.capacity, 0)), 1) AS occupancy_score,
        ROUND(100 * PERCENT_RANK() OVER (ORDER BY totals.tickets), 1) AS volume_score
    FROM (
        SELECT
            movies.movie_id,
            movies.title,
            movies.genre,
            movies.poster_url,
            COUNT(*) AS showtimes,
            SUM(screen_seats.seats) AS capacity,
            SUM(COALESCE(sold.tickets, 0)) AS tickets,
            SUM(COALESCE(sold.revenue, 0)) AS revenue
        FROM showtimes
        INNER JOIN movies
            ON movies.movie_id = showtimes.movie_id
        INNER JOIN (
            SELECT seats.screen_id, COUNT(*) AS seats
            FROM seats
            GROUP BY seats.screen_id
        ) AS screen_seats
            ON screen_seats.screen_id = showtimes.screen_id
        LEFT JOIN (
            SELECT
                sales_rollups.showtime_id,
                SUM(sales_rollups.tickets) AS tickets,
                SUM(sales_rollups.revenue) AS revenue
            FROM sales_rollups
            GROUP BY sales_rollups.showtime_id
        ) AS sold
            ON sold.showtime_id = showtimes.showtime_id
        WHERE showtimes.status = 'scheduled'
            AND showtimes.start_time <= UTC_TIMESTAMP(6)
            AND showtimes.start_time > UTC_TIMESTAMP(6) - INTERVAL 90 DAY
        GROUP BY movies.movie_id, movies.title, movies.genre, movies.poster_url
    ) AS totals
) AS ranked;
