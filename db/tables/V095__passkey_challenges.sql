-- What a passkey is to sign, by SHA-256 of the challenge: good until expires_at, once (the row is deleted with its use), and for one purpose. With a
-- user it is for adding a passkey, in that session, while the password and the address are as they were (credentials_changed_at as it was in users
-- then); without one it is for signing in, as nobody knows yet who will. See sp_purge_passkey_challenges.
CREATE TABLE passkey_challenges (
    challenge_hash BINARY(32) NOT NULL,
    user_id INT NULL,
    session_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    credentials_changed_at DATETIME(6) NULL,
    expires_at DATETIME(6) NOT NULL,
    PRIMARY KEY (challenge_hash),
    -- Serves who is forgotten.
    KEY ix_passkey_challenges_user (user_id),
    -- What is old enough to be deleted.
    KEY ix_passkey_challenges_expiry (expires_at),
    CONSTRAINT fk_passkey_challenges_user FOREIGN KEY (user_id) REFERENCES users (user_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
