-- A seat sold (or, while its reservation is pending, about to be). The unique key is the last
-- guard against selling a seat twice.
CREATE TABLE tickets (
    ticket_id INT NOT NULL AUTO_INCREMENT,
    reservation_id INT NOT NULL,
    showtime_id INT NOT NULL,
    seat_id INT NOT NULL,
    seat_class ENUM('standard', 'premium') NOT NULL,
    price DECIMAL(12, 3) NOT NULL,
    PRIMARY KEY (ticket_id),
    UNIQUE KEY uk_tickets_showtime_seat (showtime_id, seat_id),
    KEY ix_tickets_reservation (reservation_id, showtime_id),
    KEY ix_tickets_seat (seat_id),
    CONSTRAINT fk_tickets_reservation FOREIGN KEY (reservation_id, showtime_id) REFERENCES reservations (reservation_id, showtime_id),
    CONSTRAINT fk_tickets_seat FOREIGN KEY (seat_id) REFERENCES seats (seat_id),
    CONSTRAINT chk_ticket_price CHECK (price >= 0)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
