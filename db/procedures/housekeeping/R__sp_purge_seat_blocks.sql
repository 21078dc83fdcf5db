-- Forgets why seats of shows of yesterday and before were kept back: a reason may name a person.
DROP PROCEDURE IF EXISTS sp_purge_seat_blocks;
CREATE PROCEDURE sp_purge_seat_blocks()
SQL SECURITY INVOKER
DELETE seat_blocks
FROM seat_blocks
STRAIGHT_JOIN showtimes FORCE INDEX (PRIMARY)
    ON showtimes.showtime_id = seat_blocks.showtime_id
WHERE showtimes.start_time < UTC_TIMESTAMP(6) - INTERVAL 1 DAY;
