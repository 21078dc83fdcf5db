-- A cinema. Its IANA time zone decides what "today" and a wall-clock time mean there.
CREATE TABLE cinemas (
    cinema_id INT NOT NULL AUTO_INCREMENT,
    name VARCHAR(100) NOT NULL,
    address VARCHAR(200) NOT NULL,
    city VARCHAR(100) NOT NULL,
    time_zone VARCHAR(64) NOT NULL,
    PRIMARY KEY (cinema_id),
    UNIQUE KEY uk_cinema_name (name)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
