-- How often what a user kept on a showtime ran out unpaid, holds or pending reservations, and when it last did: whoever comes
-- again then waits (fn_hold_pause_minutes). A purchase there deletes the row, and so does sp_purge_unpaid_holds after a day.
-- Without a foreign key to users: it would lock the rows of all whose holds run out on a showtime, in no order, and deadlock with
-- what they do on others. A row of nobody does nothing.
CREATE TABLE unpaid_holds (
    showtime_id INT NOT NULL,
    user_id INT NOT NULL,
    times SMALLINT NOT NULL,
    lapsed_at DATETIME(6) NOT NULL,
    PRIMARY KEY (showtime_id, user_id),
    KEY ix_unpaid_holds_user (user_id),
    KEY ix_unpaid_holds_lapse (lapsed_at),
    CONSTRAINT fk_unpaid_holds_showtime FOREIGN KEY (showtime_id) REFERENCES showtimes (showtime_id),
    CONSTRAINT chk_unpaid_holds_times CHECK (times >= 1)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
