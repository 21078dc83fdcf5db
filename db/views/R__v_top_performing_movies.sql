-- How movies did over their shows of the last 90 days (scheduled, begun by now): revenue, tickets,
-- occupancy (tickets over the seats those shows offered), and the composite score, 0 to 100:
-- 40 % revenue + 30 % occupancy + 30 % volume, each as its percent rank among the movies shown.
-- It reads the rollups of those shows alone, by key (see v_showtime_occupancy).
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
        ROUND(100 * PERCENT_RANK() OVER (ORDER BY 1e0 * totals.tickets / NULLIF(totals.capacity, 0)), 1) AS occupancy_score,
        ROUND(100 * PERCENT_RANK() OVER (ORDER BY totals.tickets), 1) AS volume_score
    FROM (
        SELECT
            movies.movie_id,
            movies.title,
            movies.genre,
            movies.poster_url,
            COUNT(*) AS showtimes,
            SUM(screen_seats.seats) AS capacity,
            SUM(shown.tickets) AS tickets,
            SUM(shown.revenue) AS revenue
        FROM (
            SELECT
                showtimes.showtime_id,
                showtimes.movie_id,
                showtimes.screen_id,
                COALESCE(SUM(sales_rollups.tickets), 0) AS tickets,
                COALESCE(SUM(sales_rollups.revenue), 0) AS revenue
            FROM showtimes
            LEFT JOIN sales_rollups FORCE INDEX (PRIMARY)
                ON sales_rollups.showtime_id = showtimes.showtime_id
            WHERE showtimes.status = 'scheduled'
                AND showtimes.start_time <= UTC_TIMESTAMP(6)
                AND showtimes.start_time > UTC_TIMESTAMP(6) - INTERVAL 90 DAY
            GROUP BY showtimes.showtime_id, showtimes.movie_id, showtimes.screen_id
        ) AS shown
        INNER JOIN movies
            ON movies.movie_id = shown.movie_id
        INNER JOIN (
            SELECT seats.screen_id, COUNT(*) AS seats
            FROM seats
            GROUP BY seats.screen_id
        ) AS screen_seats
            ON screen_seats.screen_id = shown.screen_id
        GROUP BY movies.movie_id, movies.title, movies.genre, movies.poster_url
    ) AS totals
) AS ranked;
