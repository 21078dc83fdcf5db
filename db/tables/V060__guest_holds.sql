-- What guests of one address keep from others: their pending reservations, each with its seats, and until when. An address is a keyed
-- hash of the network's (HMAC), and gone soon after (sp_purge_guest_holds). The row in guest_networks is the one that guests of it queue on.
-- Without foreign keys: a row whose reservation is gone counts nothing.
CREATE TABLE IF NOT EXISTS guest_networks (
    guest_address BINARY(16) NOT NULL,
    booked_at DATETIME(6) NOT NULL,
    PRIMARY KEY (guest_address),
    KEY ix_guest_networks_booked (booked_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
CREATE TABLE IF NOT EXISTS guest_holds (
    guest_address BINARY(16) NOT NULL,
    ends_at DATETIME(6) NOT NULL,
    reservation_id INT NOT NULL,
    seats SMALLINT NOT NULL,
    PRIMARY KEY (guest_address, ends_at, reservation_id),
    KEY ix_guest_holds_end (ends_at),
    CONSTRAINT chk_guest_holds_seats CHECK (seats >= 1)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
