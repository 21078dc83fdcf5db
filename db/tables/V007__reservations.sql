-- A booking by a user, or by a guest known by address and name: exactly one of the two.
-- A pending one whose expires_at has passed reads as expired, whatever status says.
-- sale_date is the cinema's day of confirmed_at: the row of sales_rollups the sale went to.
CREATE TABLE reservations (
    reservation_id INT NOT NULL AUTO_INCREMENT,
    reference CHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id INT NULL,
    guest_email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    guest_name VARCHAR(100) NULL,
    showtime_id INT NOT NULL,
    status ENUM('pending', 'confirmed', 'cancelled', 'expired') NOT NULL DEFAULT 'pending',
    created_at DATETIME(6) NOT NULL,
    expires_at DATETIME(6) NULL,
    confirmed_at DATETIME(6) NULL,
    cancelled_at DATETIME(6) NULL,
    sale_date DATE NULL,
    PRIMARY KEY (reservation_id),
    UNIQUE KEY uk_reservation_reference (reference),
    -- The target of the tickets' foreign key: a ticket's showtime is its reservation's.
    UNIQUE KEY uk_reservation_showtime (reservation_id, showtime_id),
    KEY ix_reservations_user (user_id, showtime_id),
    KEY ix_reservations_guest (guest_email, showtime_id),
    KEY ix_reservations_showtime (showtime_id, status, expires_at),
    -- Serves sp_sweep_expired, which looks every few seconds for pending reservations past their time, among all there
    -- ever were; one more entry for each change of a reservation's status. showtime_id spares it the rows, and keeps the
    -- confirmed ones, which have no expiry, from all ending on one page.
    KEY ix_reservations_expiry (status, expires_at, showtime_id),
    CONSTRAINT fk_reservations_user FOREIGN KEY (user_id) REFERENCES users (user_id),
    CONSTRAINT fk_reservations_showtime FOREIGN KEY (showtime_id) REFERENCES showtimes (showtime_id),
    CONSTRAINT chk_reservation_identity CHECK (
        (user_id IS NOT NULL AND guest_email IS NULL AND guest_name IS NULL)
        OR (user_id IS NULL AND guest_email IS NOT NULL AND guest_name IS NOT NULL)
    ),
    CONSTRAINT chk_reservation_pending CHECK (status <> 'pending' OR expires_at IS NOT NULL),
    CONSTRAINT chk_reservation_confirmed CHECK (status <> 'confirmed' OR (confirmed_at IS NOT NULL AND sale_date IS NOT NULL)),
    CONSTRAINT chk_reservation_cancelled CHECK (status <> 'cancelled' OR cancelled_at IS NOT NULL)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
