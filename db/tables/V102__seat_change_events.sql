-- Up to which number of its seat map (showtimes.seat_version) a showtime's seats.changed is recorded, and in which event of event_log: the newest alone is
-- kept (sp_record_seat_changes).
-- No foreign keys: writing here would wait for whoever books a seat of the showtime.
CREATE TABLE seat_change_events (
    showtime_id INT NOT NULL,
    seat_version INT NOT NULL,
    event_id BIGINT NOT NULL,
    PRIMARY KEY (showtime_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
