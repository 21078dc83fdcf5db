-- Why a seat is kept back from sale: beside the house's hold on it (seat_locks, user 0). A row whose hold is gone means nothing, and a new
-- block of the seat takes its place.
CREATE TABLE seat_blocks (
    showtime_id INT NOT NULL,
    seat_id INT NOT NULL,
    reason VARCHAR(100) NOT NULL,
    PRIMARY KEY (showtime_id, seat_id),
    KEY ix_seat_blocks_seat (seat_id),
    CONSTRAINT fk_seat_blocks_showtime FOREIGN KEY (showtime_id) REFERENCES showtimes (showtime_id),
    CONSTRAINT fk_seat_blocks_seat FOREIGN KEY (seat_id) REFERENCES seats (seat_id),
    CONSTRAINT chk_seat_block_reason CHECK (reason <> '')
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
