-- A hold: a seat kept for one user while they decide. The price is fixed here. A row whose
-- expires_at has passed is as good as gone; held_since is shared by all holds of one user on one
-- showtime and bounds their extension.
CREATE TABLE seat_locks (
    showtime_id INT NOT NULL,
    seat_id INT NOT NULL,
    user_id INT NOT NULL,
    price DECIMAL(12, 3) NOT NULL,
    held_since DATETIME(6) NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    PRIMARY KEY (showtime_id, seat_id),
    KEY ix_seat_locks_seat (seat_id),
    KEY ix_seat_locks_user (user_id, showtime_id),
    -- Serves sp_sweep_expired, which looks every few seconds for holds that have run out; one more entry for each hold.
    KEY ix_seat_locks_expiry (expires_at),
    CONSTRAINT fk_seat_locks_showtime FOREIGN KEY (showtime_id) REFERENCES showtimes (showtime_id),
    CONSTRAINT fk_seat_locks_seat FOREIGN KEY (seat_id) REFERENCES seats (seat_id),
    CONSTRAINT fk_seat_locks_user FOREIGN KEY (user_id) REFERENCES users (user_id),
    CONSTRAINT chk_seat_lock_times CHECK (expires_at > held_since)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
