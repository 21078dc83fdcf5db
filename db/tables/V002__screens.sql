-- A screen (auditorium) of a cinema. Its row is the mutex of its schedule: see trg_showtime_no_overlap.
CREATE TABLE screens (
    screen_id INT NOT NULL AUTO_INCREMENT,
    cinema_id INT NOT NULL,
    name VARCHAR(50) NOT NULL,
    format ENUM('2D', '3D', 'IMAX') NOT NULL,
    PRIMARY KEY (screen_id),
    UNIQUE KEY uk_cinema_screen (cinema_id, name),
    CONSTRAINT fk_screens_cinema FOREIGN KEY (cinema_id) REFERENCES cinemas (cinema_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
