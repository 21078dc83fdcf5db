-- How full each scheduled show is: the seats of its screen, and how many of them are sold. By key,
-- whatever the statistics say: just filled, they take the rollups for empty, and would scan them for each show.
CREATE OR REPLACE SQL SECURITY INVOKER VIEW v_showtime_occupancy AS
SELECT
    showtimes.showtime_id,
    screens.cinema_id,
    showtimes.local_date,
    showtimes.start_time,
    (
        SELECT COUNT(*)
        FROM seats
        WHERE seats.screen_id = showtimes.screen_id
    ) AS seats,
    (
        SELECT COALESCE(SUM(sales_rollups.tickets), 0)
        FROM sales_rollups FORCE INDEX (PRIMARY)
        WHERE sales_rollups.showtime_id = showtimes.showtime_id
    ) AS tickets
FROM showtimes
INNER JOIN screens
    ON screens.screen_id = showtimes.screen_id
WHERE showtimes.status = 'scheduled';
