-- A seat of a screen: rows A to H, columns 1 to 12 (A to E standard, F to H premium).
-- trg_screen_seats_insert makes the 96 seats of a new screen.
CREATE TABLE seats (
    seat_id INT NOT NULL AUTO_INCREMENT,
    screen_id INT NOT NULL,
    seat_label VARCHAR(4) NOT NULL,
    seat_row CHAR(1) NOT NULL,
    seat_column TINYINT UNSIGNED NOT NULL,
    seat_class ENUM('standard', 'premium') NOT NULL,
    out_of_service BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (seat_id),
    UNIQUE KEY uk_screen_seat (screen_id, seat_label),
    CONSTRAINT fk_seats_screen FOREIGN KEY (screen_id) REFERENCES screens (screen_id),
    CONSTRAINT chk_seat_place CHECK (seat_row BETWEEN 'A' AND 'H' AND seat_column BETWEEN 1 AND 12),
    CONSTRAINT chk_seat_label CHECK (seat_label = CONCAT(seat_row, seat_column))
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
