-- The cinemas for which a key books, and of which it learns. None: it does so for all, also for those to come.
CREATE TABLE api_key_cinemas (
    key_id INT NOT NULL,
    cinema_id INT NOT NULL,
    PRIMARY KEY (key_id, cinema_id),
    KEY ix_api_key_cinemas_cinema (cinema_id),
    CONSTRAINT fk_api_key_cinemas_key FOREIGN KEY (key_id) REFERENCES api_keys (key_id),
    CONSTRAINT fk_api_key_cinemas_cinema FOREIGN KEY (cinema_id) REFERENCES cinemas (cinema_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
