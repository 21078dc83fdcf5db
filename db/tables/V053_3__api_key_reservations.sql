-- The reservations that a key made, for guests: it reads and cancels these alone. Written with the reservation, and apart from it,
-- so that nobody else's booking has anything to do with it.
CREATE TABLE api_key_reservations (
    reservation_id INT NOT NULL,
    key_id INT NOT NULL,
    PRIMARY KEY (reservation_id),
    -- Serves the list of a key's reservations, newest first.
    KEY ix_api_key_reservations_key (key_id, reservation_id),
    CONSTRAINT fk_api_key_reservations_reservation FOREIGN KEY (reservation_id) REFERENCES reservations (reservation_id),
    CONSTRAINT fk_api_key_reservations_key FOREIGN KEY (key_id) REFERENCES api_keys (key_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
