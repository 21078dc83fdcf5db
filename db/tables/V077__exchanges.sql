-- Which reservation the counter made in place of tickets of another: see sp_exchange_tickets. Written with it, and apart from it, so that nobody
-- else's booking has anything to do with it.
CREATE TABLE exchanges (
    reservation_id INT NOT NULL,
    replaced_reservation_id INT NOT NULL,
    -- Who did it.
    user_id INT NOT NULL,
    exchanged_at DATETIME(6) NOT NULL,
    PRIMARY KEY (reservation_id),
    -- Serves what a reservation was exchanged for.
    KEY ix_exchanges_replaced (replaced_reservation_id),
    KEY ix_exchanges_user (user_id),
    CONSTRAINT fk_exchanges_reservation FOREIGN KEY (reservation_id) REFERENCES reservations (reservation_id),
    CONSTRAINT fk_exchanges_replaced FOREIGN KEY (replaced_reservation_id) REFERENCES reservations (reservation_id),
    CONSTRAINT fk_exchanges_user FOREIGN KEY (user_id) REFERENCES users (user_id),
    CONSTRAINT chk_exchange CHECK (reservation_id > replaced_reservation_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
