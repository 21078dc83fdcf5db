-- A group that means to come: a school class, say, which pays later. Its seats are blocks (seat_blocks.group_id), so that what is still kept
-- for it is read there; seats is how many it was made for. contact is an address or a number of whoever asked, and with the row it is
-- gone a day after the show began (sp_purge_seat_blocks). Whoever took it down is not known any more where user_id is NULL.
CREATE TABLE group_bookings (
    group_id INT NOT NULL AUTO_INCREMENT,
    showtime_id INT NOT NULL,
    name VARCHAR(100) NOT NULL,
    contact VARCHAR(254) NULL,
    seats SMALLINT NOT NULL,
    user_id INT NULL,
    made_at DATETIME(6) NOT NULL,
    PRIMARY KEY (group_id),
    KEY ix_group_bookings_showtime (showtime_id),
    KEY ix_group_bookings_user (user_id),
    CONSTRAINT fk_group_bookings_showtime FOREIGN KEY (showtime_id) REFERENCES showtimes (showtime_id),
    CONSTRAINT fk_group_bookings_user FOREIGN KEY (user_id) REFERENCES users (user_id),
    CONSTRAINT chk_group_booking_name CHECK (name <> ''),
    CONSTRAINT chk_group_booking_contact CHECK (contact <> ''),
    CONSTRAINT chk_group_booking_seats CHECK (seats > 0)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
