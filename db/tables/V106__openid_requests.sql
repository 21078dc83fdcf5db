-- Sign-ins that have gone to an OpenID Connect provider and are to come back, by SHA-256 of the secret in the browser's cookie, from which state, nonce
-- and verifier are derived: good until expires_at, once (the row is deleted with its use), for one provider and one purpose. With a user it is for
-- connecting a login, in that session, while the password and the address are as they were (credentials_changed_at as it was in users then);
-- without one it is for signing in. See sp_purge_openid_requests.
CREATE TABLE openid_requests (
    request_hash BINARY(32) NOT NULL,
    provider VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id INT NULL,
    session_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    credentials_changed_at DATETIME(6) NULL,
    expires_at DATETIME(6) NOT NULL,
    PRIMARY KEY (request_hash),
    -- Serves who is forgotten.
    KEY ix_openid_requests_user (user_id),
    -- What is old enough to be deleted.
    KEY ix_openid_requests_expiry (expires_at),
    CONSTRAINT fk_openid_requests_user FOREIGN KEY (user_id) REFERENCES users (user_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
