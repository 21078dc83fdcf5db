-- Somebody's time at a till: opened with a float, closed with a count. One is open of a person and a cinema at most.
CREATE TABLE till_shifts (
    shift_id INT NOT NULL AUTO_INCREMENT,
    cinema_id INT NOT NULL,
    user_id INT NOT NULL,
    till VARCHAR(40) NOT NULL,
    opening_float DECIMAL(15, 3) NOT NULL,
    opened_at DATETIME(6) NOT NULL,
    closed_at DATETIME(6) NULL,
    -- What should have been in the till when it was closed, and what was.
    expected DECIMAL(15, 3) NULL,
    counted DECIMAL(15, 3) NULL,
    open_user_id INT AS (IF(closed_at IS NULL, user_id, NULL)) VIRTUAL,
    PRIMARY KEY (shift_id),
    UNIQUE KEY uk_till_shift_open (open_user_id, cinema_id),
    -- Serves the list of a cinema's shifts in a period.
    KEY ix_till_shifts_cinema (cinema_id, opened_at),
    KEY ix_till_shifts_user (user_id),
    CONSTRAINT fk_till_shifts_cinema FOREIGN KEY (cinema_id) REFERENCES cinemas (cinema_id),
    CONSTRAINT fk_till_shifts_user FOREIGN KEY (user_id) REFERENCES users (user_id),
    CONSTRAINT chk_till_shift_float CHECK (opening_float >= 0),
    CONSTRAINT chk_till_shift_counted CHECK (counted >= 0),
    CONSTRAINT chk_till_shift_closed CHECK ((closed_at IS NULL) = (expected IS NULL) AND (closed_at IS NULL) = (counted IS NULL))
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
