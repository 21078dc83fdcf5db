-- How fast a waiting room lets people in: from_place at from_at, and from there on admissions_per_minute. A change of the
-- rate adds a row that begins at the first place not yet let in, so that those before it keep the moment that was theirs.
CREATE TABLE waiting_room_rates (
    room_id INT NOT NULL,
    from_place BIGINT NOT NULL,
    from_at DATETIME(6) NOT NULL,
    admissions_per_minute INT NOT NULL,
    PRIMARY KEY (room_id, from_place),
    CONSTRAINT fk_waiting_room_rates_room FOREIGN KEY (room_id) REFERENCES waiting_rooms (room_id),
    CONSTRAINT chk_waiting_room_rate CHECK (admissions_per_minute BETWEEN 1 AND 10000)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
