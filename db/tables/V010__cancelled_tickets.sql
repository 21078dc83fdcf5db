-- What a cancelled or expired reservation's tickets were, and the refund due for each.
CREATE TABLE cancelled_tickets (
    ticket_id INT NOT NULL,
    reservation_id INT NOT NULL,
    showtime_id INT NOT NULL,
    seat_id INT NOT NULL,
    seat_class ENUM('standard', 'premium') NOT NULL,
    price DECIMAL(12, 3) NOT NULL,
    refund_due DECIMAL(12, 3) NOT NULL,
    cancelled_at DATETIME(6) NOT NULL,
    PRIMARY KEY (ticket_id),
    KEY ix_cancelled_tickets_reservation (reservation_id, showtime_id),
    KEY ix_cancelled_tickets_seat (seat_id),
    CONSTRAINT fk_cancelled_tickets_reservation FOREIGN KEY (reservation_id, showtime_id) REFERENCES reservations (reservation_id, showtime_id),
    CONSTRAINT fk_cancelled_tickets_seat FOREIGN KEY (seat_id) REFERENCES seats (seat_id),
    CONSTRAINT chk_cancelled_ticket_refund CHECK (refund_due BETWEEN 0 AND price)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
