-- Sign-ins whose password was right and whose second factor is still to be shown, by SHA-256 of the token that was answered: good until
-- expires_at, for a few tries, once, and as long as the password and the address are those it was given for (credentials_changed_at as it was
-- in users then). See sp_purge_sign_in_challenges.
CREATE TABLE sign_in_challenges (
    token_hash BINARY(32) NOT NULL,
    user_id INT NOT NULL,
    credentials_changed_at DATETIME(6) NULL,
    created_at DATETIME(6) NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    tries TINYINT NOT NULL DEFAULT 0,
    used_at DATETIME(6) NULL,
    PRIMARY KEY (token_hash),
    -- Serves who takes their data along or is forgotten.
    KEY ix_sign_in_challenges_user (user_id),
    -- What is old enough to be deleted.
    KEY ix_sign_in_challenges_expiry (expires_at),
    CONSTRAINT fk_sign_in_challenges_user FOREIGN KEY (user_id) REFERENCES users (user_id),
    CONSTRAINT chk_sign_in_challenges_tries CHECK (tries BETWEEN 0 AND 5)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
