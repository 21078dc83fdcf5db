-- The showtimes that can be booked: scheduled, not started, of an open movie.
CREATE OR REPLACE SQL SECURITY INVOKER VIEW v_active_showtimes_details AS
SELECT
    v_showtimes_details.showtime_id,
    v_showtimes_details.status,
    v_showtimes_details.start_time,
    v_showtimes_details.end_time,
    v_showtimes_details.local_date,
    v_showtimes_details.movie_id,
    v_showtimes_details.movie_title,
    v_showtimes_details.movie_status,
    v_showtimes_details.screen_id,
    v_showtimes_details.screen_name,
    v_showtimes_details.format,
    v_showtimes_details.cinema_id,
    v_showtimes_details.cinema_name,
    v_showtimes_details.address,
    v_showtimes_details.city,
    v_showtimes_details.time_zone,
    v_showtimes_details.standard_price,
    v_showtimes_details.premium_price,
    v_showtimes_details.seats_available
FROM v_showtimes_details
WHERE v_showtimes_details.status = 'scheduled'
    AND v_showtimes_details.start_time > UTC_TIMESTAMP(6)
    AND v_showtimes_details.movie_status = 'open';
