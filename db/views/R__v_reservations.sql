-- Every reservation with the status it has now: a pending one past its time reads as expired,
-- whether or not anything has cleared it.
CREATE OR REPLACE SQL SECURITY INVOKER VIEW v_reservations AS
SELECT
    reservations.reservation_id,
    reservations.reference,
    reservations.user_id,
    reservations.guest_email,
    reservations.guest_name,
    reservations.showtime_id,
    CASE
        WHEN reservations.status = 'pending' AND reservations.expires_at <= UTC_TIMESTAMP(6) THEN 'expired'
        ELSE reservations.status
    END AS status,
    reservations.created_at,
    reservations.expires_at,
    reservations.confirmed_at,
    reservations.cancelled_at,
    reservations.refund_minutes,
    reservations.refund_fee_kind,
    reservations.refund_fee,
    reservations.booked_start_time
FROM reservations;
