-- The waiting room of an on-sale: for one showtime, or for all that a movie has and will have; one queue each.
-- Places count up; next_place goes to who joins next. Whoever has place p is let in at a moment that
-- waiting_room_rates alone tells, and may book for booking_minutes from then on: nobody has a row of his own.
-- Moments at which nobody came leave their places unused, so next_place jumps over them; joined counts the people.
-- This row, and no other, is the mutex of who joins: joining never waits for a booking, nor the other way round.
CREATE TABLE waiting_rooms (
    room_id INT NOT NULL AUTO_INCREMENT,
    showtime_id INT NULL,
    movie_id INT NULL,
    booking_minutes INT NOT NULL,
    next_place BIGINT NOT NULL DEFAULT 1,
    joined BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (room_id),
    UNIQUE KEY uk_waiting_room_showtime (showtime_id),
    UNIQUE KEY uk_waiting_room_movie (movie_id),
    CONSTRAINT fk_waiting_rooms_showtime FOREIGN KEY (showtime_id) REFERENCES showtimes (showtime_id),
    CONSTRAINT fk_waiting_rooms_movie FOREIGN KEY (movie_id) REFERENCES movies (movie_id),
    CONSTRAINT chk_waiting_room_of_one CHECK ((showtime_id IS NULL) <> (movie_id IS NULL)),
    CONSTRAINT chk_waiting_room_booking_minutes CHECK (booking_minutes BETWEEN 1 AND 1440)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
