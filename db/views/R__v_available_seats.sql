-- The seats that can be taken now: neither sold, nor locked, nor out of service.
CREATE OR REPLACE SQL SECURITY INVOKER VIEW v_available_seats AS
SELECT
    v_seat_map.showtime_id,
    v_seat_map.seat_id,
    v_seat_map.seat_label,
    v_seat_map.seat_row,
    v_seat_map.seat_column,
    v_seat_map.seat_class
FROM v_seat_map
WHERE v_seat_map.seat_status = 'available';
