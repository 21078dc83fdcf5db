-- One showing of a movie on a screen. Times are UTC; local_date is the cinema's day of the start.
-- This row is the mutex of its seats: every routine that takes or frees one locks it first and
-- raises seat_version.
CREATE TABLE showtimes (
    showtime_id INT NOT NULL AUTO_INCREMENT,
    movie_id INT NOT NULL,
    screen_id INT NOT NULL,
    start_time DATETIME(6) NOT NULL,
    end_time DATETIME(6) NOT NULL,
    local_date DATE NOT NULL,
    status ENUM('scheduled', 'cancelled') NOT NULL DEFAULT 'scheduled',
    seat_version INT NOT NULL DEFAULT 0,
    -- NULL once cancelled, so that the slot can be sold again.
    active_start_time DATETIME(6) AS (IF(status = 'scheduled', start_time, NULL)) VIRTUAL,
    PRIMARY KEY (showtime_id),
    UNIQUE KEY uk_screen_start (screen_id, active_start_time),
    -- Serves the overlap check, which reads nothing but this index.
    KEY ix_showtimes_screen_time (screen_id, start_time, end_time, status, movie_id),
    -- Serves a movie's page: its coming showtimes in order.
    KEY ix_showtimes_movie_time (movie_id, start_time),
    -- Serves the 90-day window of v_top_performing_movies.
    KEY ix_showtimes_start (start_time),
    CONSTRAINT fk_showtimes_movie FOREIGN KEY (movie_id) REFERENCES movies (movie_id),
    CONSTRAINT fk_showtimes_screen FOREIGN KEY (screen_id) REFERENCES screens (screen_id),
    CONSTRAINT chk_showtime_length CHECK (end_time > start_time AND end_time <= start_time + INTERVAL 24 HOUR)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
