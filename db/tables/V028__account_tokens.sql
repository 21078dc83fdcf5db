-- Single-use tokens that a mail brings to whoever owns the mailbox, by SHA-256 of the token: to set a new password, or to make
-- new_email the account's address. Written when the mail is sent; good until expires_at, once. See sp_purge_account_tokens.
CREATE TABLE account_tokens (
    token_hash BINARY(32) NOT NULL,
    purpose ENUM('passwordReset', 'emailChange') NOT NULL,
    user_id INT NOT NULL,
    new_email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    created_at DATETIME(6) NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    used_at DATETIME(6) NULL,
    PRIMARY KEY (token_hash),
    -- Serves the tokens that a user has, of which there may be a few at once.
    KEY ix_account_tokens_user (user_id, purpose, expires_at),
    -- What is old enough to be deleted.
    KEY ix_account_tokens_expiry (expires_at),
    CONSTRAINT fk_account_tokens_user FOREIGN KEY (user_id) REFERENCES users (user_id),
    CONSTRAINT chk_account_tokens_new_email CHECK ((purpose = 'emailChange') = (new_email IS NOT NULL))
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
