-- When a key was last used, to the minute. Apart from the key, whose row bookings refer to: a use that is written down waits for none.
CREATE TABLE api_key_uses (
    key_id INT NOT NULL,
    last_used_at DATETIME(6) NOT NULL,
    PRIMARY KEY (key_id),
    CONSTRAINT fk_api_key_uses_key FOREIGN KEY (key_id) REFERENCES api_keys (key_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
