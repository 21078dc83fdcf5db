-- The keys with which other companies' programs call the API. A key is shown once, when it is made; here is its SHA-256 alone,
-- which is enough for a secret of more than 200 random bits, and the prefix by which people tell keys from each other.
-- A key never changes, but for its end: it is good until revoked_at or expires_at. Its row stays, for what was done with it.
-- scopes: what it may do, separated by commas. For which cinemas: api_key_cinemas.
CREATE TABLE api_keys (
    key_id INT NOT NULL AUTO_INCREMENT,
    name VARCHAR(60) NOT NULL,
    prefix CHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    key_hash BINARY(32) NOT NULL,
    scopes VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at DATETIME(6) NOT NULL,
    expires_at DATETIME(6) NULL,
    revoked_at DATETIME(6) NULL,
    PRIMARY KEY (key_id),
    UNIQUE KEY uk_api_key_hash (key_hash),
    -- The audit log is searched by it.
    UNIQUE KEY uk_api_key_prefix (prefix),
    CONSTRAINT chk_api_key_scopes CHECK (scopes REGEXP '^((movies:read|bookings:read|bookings:write|events:read)(,|$))*$')
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
