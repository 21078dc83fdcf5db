-- Moves a reservation's tickets to cancelled_tickets, with what is due back for each, and so frees
-- the seats. The caller holds the showtime's mutex and the reservation's row.
DROP PROCEDURE IF EXISTS sp_retire_tickets;
CREATE PROCEDURE sp_retire_tickets(
    IN p_reservation_id INT,
    IN p_refund BOOLEAN,
    IN p_now DATETIME(6)
)
SQL SECURITY INVOKER
BEGIN
    INSERT INTO cancelled_tickets (ticket_id, reservation_id, showtime_id, seat_id, seat_class, price, refund_due, cancelled_at)
    SELECT
        tickets.ticket_id,
        tickets.reservation_id,
        tickets.showtime_id,
        tickets.seat_id,
        tickets.seat_class,
        tickets.price,
        IF(p_refund, tickets.price, 0),
        p_now
    FROM tickets FORCE INDEX (ix_tickets_reservation)
    WHERE tickets.reservation_id = p_reservation_id;

    DELETE sold
    FROM tickets AS sold FORCE INDEX (ix_tickets_reservation)
    WHERE sold.reservation_id = p_reservation_id;
END;
