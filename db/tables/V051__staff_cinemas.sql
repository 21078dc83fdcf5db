-- Who works where: what a member of staff does, they do for these cinemas alone. Admins need no row.
CREATE TABLE staff_cinemas (
    user_id INT NOT NULL,
    cinema_id INT NOT NULL,
    added_at DATETIME(6) NOT NULL,
    PRIMARY KEY (user_id, cinema_id),
    KEY ix_staff_cinemas_cinema (cinema_id),
    CONSTRAINT fk_staff_cinemas_user FOREIGN KEY (user_id) REFERENCES users (user_id),
    CONSTRAINT fk_staff_cinemas_cinema FOREIGN KEY (cinema_id) REFERENCES cinemas (cinema_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
