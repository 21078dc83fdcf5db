-- Moves tickets of a reservation, those of the list p_ticket_ids ("17,18") or all where it is NULL, to cancelled_tickets, and so
-- frees their seats. What is due back for each where they were sold: its price, less its fee unless p_in_full; else nothing.
-- The caller holds the showtime's mutex and the reservation's row.
DROP PROCEDURE IF EXISTS sp_retire_tickets;
CREATE PROCEDURE sp_retire_tickets(
    IN p_reservation_id INT,
    IN p_ticket_ids TEXT,
    IN p_sold BOOLEAN,
    IN p_in_full BOOLEAN,
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
        IF(p_sold, tickets.price - IF(p_in_full, 0, tickets.refund_fee), 0),
        p_now
    FROM tickets FORCE INDEX (ix_tickets_reservation)
    WHERE tickets.reservation_id = p_reservation_id
        AND (p_ticket_ids IS NULL OR FIND_IN_SET(tickets.ticket_id, p_ticket_ids) > 0);

    DELETE sold
    FROM tickets AS sold FORCE INDEX (ix_tickets_reservation)
    WHERE sold.reservation_id = p_reservation_id
        AND (p_ticket_ids IS NULL OR FIND_IN_SET(sold.ticket_id, p_ticket_ids) > 0);
END;
