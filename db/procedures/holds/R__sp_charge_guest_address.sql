-- Counts a guest's new pending reservation, which this transaction has made, among what people of their address keep: these users
-- (a JSON array), and guests. What is confirmed, cancelled or over does not count.
-- Raises what sp_require_address_share raises.
-- Races closed: guests of one address who book at once, also on several showtimes, queue on the address' row, after the showtime's,
-- and count what was committed before.
-- Joins the caller's transaction, which must roll back when it is refused.
DROP PROCEDURE IF EXISTS sp_charge_guest_address;
CREATE PROCEDURE sp_charge_guest_address(
    IN p_reservation_id INT,
    IN p_guest_address BINARY(16),
    IN p_user_ids MEDIUMTEXT,
    IN p_limit INT
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_expires_at DATETIME(6);
    DECLARE v_showtime_id INT;
    DECLARE v_seats INT;

    INSERT INTO guest_networks (guest_address, booked_at)
    VALUES (p_guest_address, UTC_TIMESTAMP(6))
    ON DUPLICATE KEY UPDATE booked_at = VALUES(booked_at);

    SELECT MAX(reservations.expires_at), MAX(reservations.showtime_id), COUNT(tickets.ticket_id)
    INTO v_expires_at, v_showtime_id, v_seats
    FROM reservations
    INNER JOIN tickets FORCE INDEX (ix_tickets_reservation)
        ON tickets.reservation_id = reservations.reservation_id
    WHERE reservations.reservation_id = p_reservation_id;
    CALL sp_require_address_share(p_guest_address, p_user_ids, v_showtime_id, v_seats, v_seats, p_limit);

    INSERT INTO guest_holds (guest_address, ends_at, reservation_id, seats)
    VALUES (p_guest_address, v_expires_at, p_reservation_id, v_seats);
END;
