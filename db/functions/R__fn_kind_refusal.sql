-- Why a ticket of a kind is not to be had for a seat of a class at a showtime: unknown (there is none, or it is another cinema's), ended, day, time,
-- class or rating; NULL where it is. p_utc_offset_minutes is the cinema's offset from UTC when the show starts.
DROP FUNCTION IF EXISTS fn_kind_refusal;
CREATE FUNCTION fn_kind_refusal(
    p_kind_id INT,
    p_showtime_id INT,
    p_seat_class VARCHAR(8),
    p_utc_offset_minutes INT
)
RETURNS VARCHAR(7)
READS SQL DATA
SQL SECURITY INVOKER
RETURN NULLIF(
    COALESCE(
        (
            SELECT CASE
                WHEN ticket_kinds.ended_at IS NOT NULL THEN 'ended'
                WHEN ticket_kinds.weekdays & (1 << WEEKDAY(showtimes.local_date)) = 0 THEN 'day'
                WHEN TIME(showtimes.start_time + INTERVAL p_utc_offset_minutes MINUTE) < ticket_kinds.starts_from THEN 'time'
                WHEN TIME(showtimes.start_time + INTERVAL p_utc_offset_minutes MINUTE) >= ticket_kinds.starts_before THEN 'time'
                WHEN movies.rating + 0 > ticket_kinds.highest_rating + 0 THEN 'rating'
                WHEN ticket_kinds.fixed_price IS NOT NULL AND p_seat_class <> 'standard' THEN 'class'
                ELSE ''
            END
            FROM ticket_kinds
            INNER JOIN showtimes
                ON showtimes.showtime_id = p_showtime_id
            INNER JOIN screens
                ON screens.screen_id = showtimes.screen_id
                AND screens.cinema_id = ticket_kinds.cinema_id
            INNER JOIN movies
                ON movies.movie_id = showtimes.movie_id
            WHERE ticket_kinds.kind_id = p_kind_id
        ),
        'unknown'
    ),
    ''
);
