-- Cancels a reservation for whoever made it: see sp_cancel_tickets, of which this is the whole.
DROP PROCEDURE IF EXISTS sp_cancel_reservation;
CREATE PROCEDURE sp_cancel_reservation(
    IN p_reservation_id INT
)
SQL SECURITY INVOKER
CALL sp_cancel_tickets(p_reservation_id, NULL, FALSE);
