-- Passkeys (WebAuthn credentials) of accounts. sign_count is what the authenticator counted at the last use: one that counts must have counted on
-- since, or it is a copy. Synced passkeys do not count, and stay at 0.
CREATE TABLE passkeys (
    passkey_id INT NOT NULL AUTO_INCREMENT,
    user_id INT NOT NULL,
    credential_id VARBINARY(1023) NOT NULL,
    public_key VARBINARY(2000) NOT NULL,
    sign_count BIGINT NOT NULL,
    name VARCHAR(60) NOT NULL,
    created_at DATETIME(6) NOT NULL,
    last_used_at DATETIME(6) NULL,
    PRIMARY KEY (passkey_id),
    -- Whoever signs in is found by it; and nobody adds another's.
    UNIQUE KEY uk_passkey_credential (credential_id),
    -- Serves the list of one's own, and the limit to them.
    KEY ix_passkeys_user (user_id),
    CONSTRAINT fk_passkeys_user FOREIGN KEY (user_id) REFERENCES users (user_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
