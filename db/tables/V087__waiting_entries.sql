-- Who waits for seats of a showtime that is sold out: a user, or a guest known by address and name, once each. Order is joined_at.
-- waiting: seats are offered when so many are free; offered: they are kept until offer_until, as a hold of the user's or as
-- the guest's pending reservation; taken: they were booked, or others were; lapsed: they were not, and the next one's turn came; left: by choice.
-- offered_at stays: nobody is offered seats of a show twice. It is the held_since of the user's offered hold, by which it is told from others.
-- guest_address (a keyed hash, as in guest_holds; of users, too) is there while the entry stands for somebody who waits.
-- Without a foreign key to showtimes: joining would wait for whoever is booking there. An entry of no showtime does nothing.
CREATE TABLE waiting_entries (
    entry_id INT NOT NULL AUTO_INCREMENT,
    showtime_id INT NOT NULL,
    user_id INT NULL,
    guest_email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    guest_name VARCHAR(100) NULL,
    guest_address BINARY(16) NULL,
    seats TINYINT NOT NULL,
    language CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    status ENUM('waiting', 'offered', 'taken', 'lapsed', 'left') NOT NULL DEFAULT 'waiting',
    joined_at DATETIME(6) NOT NULL,
    offered_at DATETIME(6) NULL,
    offer_until DATETIME(6) NULL,
    reservation_id INT NULL,
    PRIMARY KEY (entry_id),
    UNIQUE KEY uk_waiting_user (user_id, showtime_id),
    UNIQUE KEY uk_waiting_guest (guest_email, showtime_id),
    -- Serves the worker, which looks every second for who waits and for offers, among all entries of coming shows.
    KEY ix_waiting_status (status, showtime_id, joined_at, seats),
    -- Serves the list of a showtime, and its end.
    KEY ix_waiting_showtime (showtime_id, joined_at),
    -- Serves the limit of an address.
    KEY ix_waiting_address (guest_address, status, seats),
    CONSTRAINT fk_waiting_entries_user FOREIGN KEY (user_id) REFERENCES users (user_id),
    CONSTRAINT chk_waiting_identity CHECK (
        (user_id IS NOT NULL AND guest_email IS NULL AND guest_name IS NULL)
        OR (user_id IS NULL AND guest_email IS NOT NULL AND guest_name IS NOT NULL)
    ),
    CONSTRAINT chk_waiting_seats CHECK (seats BETWEEN 1 AND 10),
    CONSTRAINT chk_waiting_offer CHECK (status <> 'offered' OR (offered_at IS NOT NULL AND offer_until > offered_at))
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
